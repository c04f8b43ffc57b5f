package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Letterbox;
import eu.apaserv.bot.core.store.TranscriptSeal;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Outbox;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a node has in hand while it sends. */
class HoldTest {
  private static final Duration SILENCE = Duration.ofMillis(300);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Outbox outbox;
  private Hold hold;
  private long message;

  @BeforeEach
  void claim() {
    outbox = new Outbox(fresh.database(), "here");
    hold = new Hold("paper", outbox, new Hold.Tenure(SILENCE, Duration.ofSeconds(60)));
    fresh.database()
        .transaction(open -> Letterbox.post(TranscriptSeal.NONE, open, new Address("paper", "ana"),
            new Content.Text("hello"), false,
            0, null));
    long asked = System.nanoTime();
    message = outbox.claim(1, "paper", Pace.UNLIMITED, SILENCE).getFirst().message().id();
    hold.take(message, asked);
  }

  @AfterEach
  void stop() {
    hold.stop();
  }

  @Test
  void aSendThatTakesLongerThanTheLeaseStaysOurs() {
    hold.start();
    var until = leaseUntil();
    until(() -> leaseUntil().compareTo(until) > 0);
    until(() -> isPast(until));
    assertThat(outbox.reconcile(Duration.ofSeconds(1)).again()).isZero();
    assertThat(state()).isEqualTo("sending");
    until(() -> hold.isOurs(message));
  }

  @Test
  void whoWasStoppedForLongerThanTheLeaseKnowsThatItIsOver() {
    assertThat(hold.isOurs(message)).isTrue();
    until(() -> !hold.isOurs(message));
    fresh.database().run("update outbox set lease_by = 'there', attempts = attempts + 1");
    assertThat(outbox.renew(List.of(message), SILENCE)).isEmpty();
    hold.start();
    assertThat(hold.isOurs(message)).isFalse();
    assertThat(new Outbox(fresh.database(), "there").renew(List.of(message), SILENCE)).containsExactly(message);
  }

  private String leaseUntil() {
    return fresh.database().first(row -> row.getString(0), "select lease_until::text from outbox").orElseThrow();
  }

  private boolean isPast(String until) {
    return fresh.database().first(row -> row.getBoolean(0), "select clock_timestamp() > $1::text::timestamptz", until)
        .orElseThrow();
  }

  private String state() {
    return fresh.database().first(row -> row.getString(0), "select state from outbox").orElseThrow();
  }
}
