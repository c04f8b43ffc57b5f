package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What went over the wire, kept beside its message for a while. */
class ExchangeLogTest {
  private static final Address ANA = new Address("paper", "+40722000123");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private ExchangeLog log;

  @BeforeEach
  void open() {
    log = new ExchangeLog(fresh.database(), Clock.systemUTC());
  }

  @Test
  void anExchangeStandsBesideItsMessageMasked() {
    long id = post(false);
    log.keep(new Exchange(id, "POST /send to=+40722000123", 200, "{\"id\":\"p1\"}", Duration.ofMillis(12)));
    write();
    assertThat(log.ofOutbound(id)).singleElement().satisfies(seen -> {
      assertThat(seen.request()).isEqualTo("POST /send to=•••23");
      assertThat(seen.response()).isEqualTo("{\"id\":\"p1\"}");
      assertThat(seen.status()).isEqualTo(200);
      assertThat(seen.took()).isEqualTo(Duration.ofMillis(12));
    });
  }

  @Test
  void ofAMessageWithACodeNothingThatWasSaidIsKept() {
    long id = post(true);
    log.keep(new Exchange(id, "body=Codul este A-B", 200, "Codul este A-B", Duration.ZERO));
    write();
    assertThat(log.ofOutbound(id).toString()).doesNotContain("A-B");
  }

  @Test
  void aCallThatBroughtAMessageStandsBesideIt() {
    Database.await(new Inbox(fresh.database())
        .take(List.of(new Inbound(ANA, "m1", new Content.Text("sold"), Instant.now()))));
    log.came("paper", "m1", 200, "POST /webhooks/paper\nsold");
    write();
    long inbox = fresh.database().first(row -> row.getLong(0), "select id from inbox").orElseThrow();
    assertThat(log.ofInbound(inbox)).singleElement()
        .satisfies(seen -> assertThat(seen.request()).endsWith("sold"));
  }

  @Test
  void whatIsOldIsForgotten() {
    long id = post(false);
    log.keep(new Exchange(id, "x", 200, "y", Duration.ZERO));
    write();
    fresh.database().run("update exchange set at = at - interval '8 days'");
    write();
    assertThat(log.ofOutbound(id)).isEmpty();
  }

  @Test
  void moreThanItCanWriteIsLeftOutAndNeverInTheWay() {
    for (int i = 0; i < 5_000; i++) {
      log.keep(new Exchange(1, "x", 200, "y", Duration.ZERO));
    }
    write();
    assertThat(log.write()).isFalse();
  }

  private void write() {
    while (log.write()) {
      // until nothing waits
    }
  }

  private long post(boolean secret) {
    return fresh.database()
        .transaction(tx -> Letterbox.post(TranscriptSeal.NONE, tx, ANA, new Content.Text("x"), secret, 0, null));
  }
}
