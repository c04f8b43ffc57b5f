package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Leased;
import eu.apaserv.bot.core.store.PaidAnswers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what is answered where each answer is paid for: whoever writes an SMS may name any number as the sender, and as many
 * as they like. Counted in the database, so for all nodes together.
 */
public final class Thrift {
  /** Staff are told by this code. */
  static final String MANY = "many_answers";
  /** How long what the last hour brought is not counted again. */
  private static final long COUNTED_NANOS = Duration.ofSeconds(5).toNanos();

  private final Bounds bounds;
  private final PaidAnswers answers;
  private final Alarms alarms;
  private final LongSupplier nanos;
  private final Map<String, Counted> counted = new ConcurrentHashMap<>();

  public Thrift(Bounds bounds, PaidAnswers answers, Alarms alarms) {
    this(bounds, answers, alarms, System::nanoTime);
  }

  Thrift(Bounds bounds, PaidAnswers answers, Alarms alarms, LongSupplier nanos) {
    this.bounds = bounds;
    this.answers = answers;
    this.alarms = alarms;
    this.nanos = nanos;
  }

  /**
   * @param perDay answers to one person in 24 hours
   * @param perHour answers to all; beyond it only those are answered who wrote before that day
   */
  public record Bounds(int perDay, int perHour) {
    /** Everything is answered. */
    public static final Bounds NONE = new Bounds(Integer.MAX_VALUE, Integer.MAX_VALUE);
  }

  private record Counted(boolean isMuch, long at) {}

  /**
   * Whether one more is answered.
   *
   * @param made answers of this turn so far
   */
  Flood.Verdict of(Leased leased, int made) {
    if (bounds.equals(Bounds.NONE)) {
      return Flood.Verdict.ANSWER;
    }
    var spent = answers.of(leased.conversation(), bounds.perDay());
    if (spent.today() + made >= bounds.perDay()) {
      return Flood.Verdict.SAY_SO;
    }
    return spent.isNew() && isMuch(leased.address().channel()) ? Flood.Verdict.SAY_NOTHING : Flood.Verdict.ANSWER;
  }

  private boolean isMuch(String channel) {
    return counted.compute(channel, this::count).isMuch();
  }

  private Counted count(String channel, @Nullable Counted before) {
    long now = nanos.getAsLong();
    if (before != null && now - before.at() < COUNTED_NANOS) {
      return before;
    }
    boolean isMuch = answers.lastHour(channel) >= bounds.perHour();
    if (isMuch) {
      alarms.raise(channel, MANY, "more than " + bounds.perHour()
          + " answers in an hour: who never wrote before today is not answered, for numbers can be forged");
    }
    return new Counted(isMuch, now);
  }
}
