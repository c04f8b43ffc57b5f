package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The place among those who wait, and how long it usually takes. */
class PersonQueueTest {
  private static final Instant NOON = Instant.parse("2026-11-25T10:00:00Z");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private UUID waiting(String address, Instant since) {
    var id = UUID.randomUUID();
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', $2)", id, address);
    fresh.database().run("insert into conversation (id, waiting_since) values ($1, $2)", id,
        since.atOffset(ZoneOffset.UTC));
    return id;
  }

  @Test
  void whoWaitsIsBehindThoseWhoAskedBefore() {
    var queue = new PersonQueue(fresh.database());
    var first = waiting("1", NOON);
    var second = waiting("2", NOON.plusSeconds(60));
    assertThat(queue.ahead(first)).isZero();
    assertThat(queue.ahead(second)).isEqualTo(1);
    assertThat(queue.ahead(UUID.randomUUID())).as("somebody who does not wait yet").isEqualTo(2);
    assertThat(queue.waits(second)).isTrue();
    assertThat(queue.waits(UUID.randomUUID())).isFalse();
  }

  @Test
  void theUsualWaitIsKnownOnlyFromEnoughOfLately() {
    var queue = new PersonQueue(fresh.database());
    for (int minutes : new int[]{2, 30}) {
      took(queue, minutes);
    }
    assertThat(queue.usualWait(NOON)).isEmpty();
    took(queue, 4);
    assertThat(queue.usualWait(NOON)).contains(Duration.ofMinutes(4));
    assertThat(queue.usualWait(NOON.plus(Duration.ofDays(1)))).as("long ago").isEmpty();
  }

  private static void took(PersonQueue queue, int minutes) {
    var who = UUID.randomUUID();
    var asked = NOON.minus(Duration.ofHours(1));
    queue.asked(who.toString(), who, "asked", asked);
    queue.asked(who + "/again", who, "asked again", asked.plusSeconds(30));
    queue.taken(who, "maria", asked.plus(Duration.ofMinutes(minutes)));
  }
}
