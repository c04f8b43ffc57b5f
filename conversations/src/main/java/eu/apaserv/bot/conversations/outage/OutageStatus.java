package eu.apaserv.bot.conversations.outage;

import java.util.Locale;

/** Where an outage stands in its life. */
public enum OutageStatus {
  /** Being written; nobody outside sees it. */
  DRAFT,
  /** Published and still to begin. */
  PLANNED,
  /** Holds now. */
  ACTIVE,
  /** Over. */
  RESTORED,
  /** Will not happen. */
  CANCELLED;

  /** Whether people are to know of it: published and not over. */
  public boolean isOpen() {
    return this == PLANNED || this == ACTIVE;
  }

  /** Whether nothing follows any more: not even what was prepared to. */
  public boolean isOver() {
    return this == RESTORED || this == CANCELLED;
  }

  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static OutageStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
