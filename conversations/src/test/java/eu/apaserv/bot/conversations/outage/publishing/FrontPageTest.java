package eu.apaserv.bot.conversations.outage.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands at the program's own address. */
class FrontPageTest {
  private static final Texts TEXTS = Texts.load(
      Stream.concat(Flows.withEngine().stream(), Stream.of("outage-page")).toList());

  private final Vertx vertx = Vertx.vertx();
  private int port;

  @BeforeEach
  void open() {
    var router = Router.router(vertx);
    new FrontPage(TEXTS, Business.defaults(), List.of(new Way("WhatsApp", "+40740000000", "https://wa.me/40740000000"),
        new Way("SMS", "1745", "sms:1745"))).mount(router);
    port = Database.await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }

  @AfterEach
  void close() {
    Database.await(vertx.close());
  }

  @Test
  void itSaysWhoWeAreHowToWriteAndWhereOutagesAreInBothLanguages() {
    var page = get("/");
    assertThat(page.bodyAsString()).contains("lang=\"ro\"", "Apa Demo", "Scrieți-ne", "https://wa.me/40740000000",
        "sms:1745", "/outages?lang=ro", "<a href=\"tel:0200000112\">Dispecerat, zi și noapte: 0200 000 112</a>");
    assertThat(get("/?lang=en").bodyAsString()).contains("lang=\"en\"", "Write to us", "/outages?lang=en");
  }

  @Test
  void itRunsNothingLoadsNothingAndRemembersNobody() {
    var page = get("/");
    assertThat(page.getHeader("Content-Security-Policy")).startsWith("default-src 'none'");
    assertThat(page.cookies()).isEmpty();
    assertThat(page.bodyAsString()).doesNotContain("<script", "<img", "<iframe", "src=");
  }

  private HttpResponse<Buffer> get(String address) {
    return Database.await(WebClient.create(vertx).get(port, "127.0.0.1", address).send());
  }
}
