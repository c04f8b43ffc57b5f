package eu.apaserv.bot.conversations.outage;

import java.util.Locale;

/** What people are written to about. */
public enum Telling {
  /** The first notice. */
  NOTICE,
  /** The start or the area is another. */
  UPDATE,
  /** The end is another. */
  POSTPONED,
  /** On the morning of planned works. */
  REMINDER, RESTORED, CANCELLED;

  /** As it is stored. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
