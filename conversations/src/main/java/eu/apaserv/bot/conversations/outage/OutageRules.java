package eu.apaserv.bot.conversations.outage;

import java.time.Duration;

/**
 * What the utility decides about outages; each value is a setting.
 *
 * @param approvalAbove a notice to more people than this needs a second member of staff
 * @param plannedNotice how early planned works are told
 * @param lingers how long an outage stays public after its announced end while nobody says that it is over
 */
public record OutageRules(int approvalAbove, Duration plannedNotice, Duration lingers) {

  /** The values the demo and the tests use. */
  public static OutageRules defaults() {
    return new OutageRules(1000, Duration.ofHours(24), Duration.ofHours(24));
  }
}
