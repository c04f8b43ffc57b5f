package eu.apaserv.bot.core.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How soon somebody who waits for a person should be answered. Only time in which somebody is at work counts, for who writes in
 * the night was told when somebody is back; whoever may be in danger waits around the clock.
 *
 * @param attendance when somebody is at work
 */
public record AnswerWithin(Duration time, Attendance attendance) {

  /** When somebody is at work. */
  @FunctionalInterface
  public interface Attendance {
    /** The moment at which people have been at work for so long since that one. */
    Instant after(Instant since, Duration worked);
  }

  /** At any hour of any day. */
  public static AnswerWithin always(Duration time) {
    return new AnswerWithin(time, Instant::plus);
  }

  /** The same, in the hours in which somebody is at work. */
  public AnswerWithin during(Attendance hours) {
    return new AnswerWithin(time, hours);
  }

  /** By when; after that they have waited too long. */
  public Instant due(Instant since, @Nullable String reason) {
    boolean danger = reason != null && WaitingReason.of(reason).kind().equals(WaitingReason.IN_DANGER);
    return danger ? since.plus(time) : attendance.after(since, time);
  }
}
