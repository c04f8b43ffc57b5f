package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Outbox.Due;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;

/** Who leaves at which moment. */
class TurnstileTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

  private final SharedClock clock = new SharedClock();
  private final AtomicInteger others = new AtomicInteger();
  private final Queue<Long> passed = new ConcurrentLinkedQueue<>();
  private final Turnstile turnstile = new Turnstile(clock, lead -> {
    others.incrementAndGet();
    return now().plus(lead);
  });
  private long start;

  @BeforeEach
  void setClock() {
    start = System.nanoTime();
    clock.hear(start, start, NOON);
  }

  private Instant now() {
    return NOON.plusNanos(System.nanoTime() - start);
  }

  private static Due due(long id, int priority, @Nullable Instant moment) {
    var message = new Outbound(id, new Address("paper", "p" + id), new Content.Text("x"), null, NOON);
    return new Due(message, UUID.randomUUID(), 1, false, Duration.ZERO, moment, priority);
  }

  private Thread pass(long id, int priority, Instant moment) {
    return Thread.startVirtualThread(() -> {
      turnstile.pass(due(id, priority, moment), () -> {});
      passed.add(id);
    });
  }

  @Test
  void withoutAMomentNobodyWaits() {
    turnstile.pass(due(1, 1, null), () -> {});
    assertThat(others).hasValue(0);
  }

  @Test
  void anAnswerLeavesAtTheFirstMomentOfThoseThatWait() throws InterruptedException {
    var soon = now().plusMillis(400);
    var threads = List.of(pass(1, 1, soon), pass(2, 1, soon.plusMillis(300)), pass(3, 0, soon.plusMillis(600)));
    for (var thread : threads) {
      thread.join(Duration.ofSeconds(20));
    }
    assertThat(passed.peek()).isEqualTo(3);
    assertThat(passed).hasSize(3);
  }

  @Test
  void nobodyLeavesBeforeTheMoment() {
    var moment = now().plusMillis(60);
    turnstile.pass(due(1, 0, moment), () -> {});
    assertThat(now()).isAfterOrEqualTo(moment);
  }

  @Test
  void whoIsLateTakesAnotherMoment() {
    turnstile.pass(due(1, 1, now().minusMillis(100)), () -> {});
    assertThat(others).hasPositiveValue();
    assertThat(now()).isAfterOrEqualTo(NOON.plusMillis(20));
  }

  @Test
  void whoseLastStepBeforeItLeavesTakesLongTakesAnotherMoment() {
    turnstile.pass(due(1, 1, now().plusMillis(20)), () -> {
      passed.add(1L);
      until(() -> now().isAfter(NOON.plusMillis(80)));
    });
    assertThat(passed).as("it is done once").hasSize(1);
    assertThat(others).hasPositiveValue();
  }

  @Test
  void aLateAnswerHoldsUpNobody() {
    pass(1, 0, now().minusMillis(100));
    pass(2, 1, now().plusMillis(100));
    until(() -> passed.size() == 2);
  }
}
