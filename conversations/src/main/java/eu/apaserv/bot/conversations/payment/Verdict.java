package eu.apaserv.bot.conversations.payment;

import java.util.Locale;

/** What came of a verified notification. */
public enum Verdict {
  /** It changed how the attempt stands. */
  DECIDED,
  /** It says what is known already, or nothing yet. */
  NOTED,
  /** Exactly this was taken before. */
  REPEATED,
  /** No order of ours. */
  UNKNOWN,
  /**
   * Another amount, currency or provider than we asked for, or another payment of what was paid: nothing is booked, staff look
   * at it.
   */
  MISMATCH;

  /** For example {@code decided}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
