package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Loop;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the provider about payments that were begun and of which no notification came, until it knows or nothing can come
 * any more. Any number of nodes may do it at once.
 */
public final class PaymentWatch {
  private static final Logger LOG = LoggerFactory.getLogger(PaymentWatch.class);
  private static final int BATCH = 20;
  private static final Duration EVERY = Duration.ofSeconds(10);
  /** A weekend's outage and the bank's working days are over by then; what is silent still, a person looks up. */
  private static final Duration LONGEST_WATCH = Duration.ofDays(7);

  private final Cashier cashier;
  private final Attempts attempts;
  private final Bookings bookings;
  private final Clock clock;
  private final Bell sender;
  private final Loop loop;

  /** @param sender rung when a message to a customer is due */
  public PaymentWatch(Cashier cashier, Attempts attempts, Bookings bookings, Clock clock, Bell sender) {
    this.cashier = cashier;
    this.attempts = attempts;
    this.bookings = bookings;
    this.clock = clock;
    this.sender = sender;
    this.loop = new Loop("payments", new Bell(), EVERY, this::round);
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  /** Since it looked for work last. */
  public Duration quiet() {
    return loop.quiet();
  }

  /**
   * Looks once; true when there may be more to look at.
   *
   * @throws StoreException when the database is away
   */
  public boolean round() {
    var now = clock.instant();
    attempts.endUnopened(now);
    var due = attempts.due(now, BATCH);
    for (var attempt : due) {
      if (look(attempt) == Verdict.DECIDED) {
        sender.ring();
      }
    }
    return due.size() == BATCH;
  }

  private Verdict look(Attempt attempt) {
    var ref = attempt.providerRef();
    var told = cashier.provider(attempt.provider())
        .flatMap(provider -> provider.status(cashier.order(attempt), ref == null ? "" : ref));
    if (told.isPresent() && told.get().outcome() != PaymentOutcome.PENDING) {
      return bookings.take(told.get(), signed(attempt, told.get().outcome()));
    }
    return waits(attempt);
  }

  /** It is asked again, at growing pauses: silence is no answer. */
  private Verdict waits(Attempt attempt) {
    if (attempt.expiresAt().plus(LONGEST_WATCH).isBefore(clock.instant())) {
      LOG.error("{} has not said for {} days what came of order {}: look it up in the provider's own list",
          attempt.provider(), LONGEST_WATCH.toDays(), attempt.orderId());
      attempts.leave(attempt);
    }
    return Verdict.NOTED;
  }

  private static Buffer signed(Attempt attempt, PaymentOutcome outcome) {
    return Buffer.buffer(("status:" + attempt.orderId() + ":" + outcome.code()).getBytes(StandardCharsets.UTF_8));
  }
}
