package eu.apaserv.bot.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Webhook;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.ExchangeLog;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.trace.Traces;
import eu.apaserv.bot.core.work.Bell;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.WebClient;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is kept of a call that brought a message. */
class WebhooksTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void aSecretInTheAddressThatWasCalledIsNotShownToStaff() {
    var log = new ExchangeLog(fresh.database(), Clock.systemUTC());
    var router = Router.router(fresh.vertx());
    new Webhooks(new Inbox(fresh.database()), new Bell(), log, Traces.OFF).mount(router, List.of(new Pager()));
    var server = Database.await(fresh.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    var answer = Database.await(WebClient.create(fresh.vertx())
        .post(server.actualPort(), "127.0.0.1", "/webhooks/pager/only-they-know-it/inbound").send());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(log.write()).isTrue();
    long inbox = fresh.database().first(row -> row.getLong(0), "select id from inbox").orElseThrow();
    assertThat(log.ofInbound(inbox)).singleElement()
        .satisfies(seen -> assertThat(seen.request()).startsWith("POST /webhooks/pager/:secret/inbound"));
  }

  @Test
  void aPersonWhoIsTurnedAwayReadsWhy() {
    var router = Router.router(fresh.vertx());
    new Webhooks(new Inbox(fresh.database()), new Bell(), new ExchangeLog(fresh.database(), Clock.systemUTC()),
        Traces.OFF)
        .mount(router, List.of(new Pager()));
    var server = Database.await(fresh.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1"));
    var answer = Database.await(WebClient.create(fresh.vertx()).get(server.actualPort(), "127.0.0.1", "/off/x").send());
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.getHeader("Content-Type")).isEqualTo("text/html; charset=utf-8");
    assertThat(answer.bodyAsString()).isEqualTo("<p>Linkul nu este întreg.</p>");
    assertThat(answer.getHeader("Cache-Control")).as("a link that holds for one person").isEqualTo("no-store");
    assertThat(answer.getHeader("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(answer.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  /** Its provider signs nothing: who knows the address is believed. */
  private static final class Pager implements Channel {
    @Override
    public String name() {
      return "pager";
    }

    @Override
    public Capabilities capabilities() {
      return new Capabilities(10, true, true, false);
    }

    @Override
    public List<Webhook> webhooks() {
      return List.of(new Webhook("POST", "/webhooks/pager/:secret/inbound", _ -> new Reception.Taken(
          List.of(new Inbound(new Address("pager", "7"), "m1", new Content.Text("sold"), Instant.now())), 0)),
          new Webhook("GET", "/off/:token", _ -> new Reception.Turned(403, "not ours",
              new Reception.Answer("text/html; charset=utf-8", "<p>Linkul nu este întreg.</p>"))));
    }

    @Override
    public Delivery send(Outbound message, Supplier<OwnFile> file) {
      return new Delivery.Accepted("p1");
    }
  }
}
