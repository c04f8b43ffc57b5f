package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AnswerWithin;
import eu.apaserv.bot.core.store.Seal;
import java.time.Duration;

/**
 * How the desk works.
 *
 * @param lease how long a colleague who took over may be silent before others may
 * @param answerWithin how soon somebody who waits should be answered; whoever waits longer is shown as late
 * @param seal of second factors
 */
public record ConsoleRules(Duration lease, AnswerWithin answerWithin, Seal seal) {
  /** A quarter of an hour for both, at any hour, nothing sealed. */
  public static final ConsoleRules USUAL = new ConsoleRules(Duration.ofMinutes(15),
      AnswerWithin.always(Duration.ofMinutes(15)), Seal.NONE);

  /** The same, where people are at work in these hours. */
  public ConsoleRules during(AnswerWithin.Attendance hours) {
    return new ConsoleRules(lease, answerWithin.during(hours), seal);
  }
}
