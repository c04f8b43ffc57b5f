package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Seal;
import java.time.Duration;

/**
 * How the desk works.
 *
 * @param lease how long a colleague who took over may be silent before others may
 * @param answerWithin how soon somebody who waits should be answered; whoever waits longer is shown as late
 * @param seal of second factors
 */
public record ConsoleRules(Duration lease, Duration answerWithin, Seal seal) {
  /** A quarter of an hour for both, nothing sealed. */
  public static final ConsoleRules USUAL = new ConsoleRules(Duration.ofMinutes(15), Duration.ofMinutes(15), Seal.NONE);
}
