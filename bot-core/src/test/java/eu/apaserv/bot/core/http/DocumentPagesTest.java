package eu.apaserv.bot.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.channel.Documents;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.DocumentLinks;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody reads who opens the link of a document. */
class DocumentPagesTest {
  private static final int PLACES = 8;

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private String link;
  private DocumentLinks links;

  @BeforeEach
  void link() {
    links = new DocumentLinks(fresh.database(), "/invoices/", Duration.ofMinutes(10));
    link = links.open("turn", UUID.randomUUID(),
        new Content.Document("invoice 1", "Factura 1.pdf", "application/pdf", ""));
  }

  private int serve(Documents documents) {
    var router = Router.router(fresh.vertx());
    new DocumentPages(links, documents).mount(router, "/invoices/:token");
    return Database.await(fresh.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }

  private Future<HttpResponse<Buffer>> get(int port, String path) {
    return WebClient.create(fresh.vertx()).get(port, "127.0.0.1", path).send();
  }

  @Test
  void theDocumentComesUnderAHarmlessName() {
    var answer = Database.await(get(serve((_, _) -> Optional.of(OwnFile.of(Buffer.buffer("%PDF-")))), link));
    assertThat(answer.bodyAsString()).isEqualTo("%PDF-");
    assertThat(answer.getHeader("Content-Disposition")).isEqualTo("inline; filename=\"Factura_1.pdf\"");
  }

  @Test
  void whoMayNotSeeItReadsTheSameAsWhoMadeTheLinkUp() {
    int port = serve((_, _) -> Optional.empty());
    var known = Database.await(get(port, link));
    var unknown = Database.await(get(port, "/invoices/AAAAAAAAAAAAAAAAAAAAAA"));
    assertThat(known.statusCode()).isEqualTo(404).isEqualTo(unknown.statusCode());
    assertThat(known.bodyAsString()).isEqualTo(unknown.bodyAsString()).contains("Linkul nu mai este valabil");
  }

  @Test
  void whoeverComesWhereManyAreLookingReadsThatTheLinkIsGood() throws InterruptedException {
    var gate = new CountDownLatch(1);
    var inside = new AtomicInteger();
    int port = serve((_, _) -> {
      inside.incrementAndGet();
      await(gate);
      return Optional.of(OwnFile.of(Buffer.buffer("%PDF-")));
    });
    var others = IntStream.range(0, PLACES).mapToObj(_ -> get(port, link)).toList();
    try {
      Eventually.until(() -> inside.get() == PLACES);
      later(Database.await(get(port, link)));
    } finally {
      gate.countDown();
    }
    assertThat(others).allSatisfy(other -> assertThat(Database.await(other).statusCode()).isEqualTo(200));
  }

  @Test
  void whoComesWhileTheDatabaseIsAwayReadsThatTheLinkIsGood() {
    later(Database.await(get(serve((_, _) -> {
      throw new StoreException("The database did not do it", new IllegalStateException());
    }), link)));
  }

  private static void later(HttpResponse<Buffer> answer) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.getHeader("Retry-After")).isEqualTo("2");
    assertThat(answer.getHeader("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.bodyAsString()).contains("Linkul este bun", "Open it again");
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
