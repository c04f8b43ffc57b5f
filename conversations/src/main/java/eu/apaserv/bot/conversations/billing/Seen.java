package eu.apaserv.bot.conversations.billing;

import java.time.Instant;

/** How fresh is what the tables hold of a customer. */
public sealed interface Seen {
  /** As fresh as it gets. */
  record Current() implements Seen {}

  /**
   * Billing does not answer; this is what it said last, and it may still be shown.
   *
   * @param asAt when it said so
   */
  record Stale(Instant asAt) implements Seen {}

  /** Billing does not answer, and what we have is too old to be shown, or nothing. */
  record Unseen() implements Seen {}
}
