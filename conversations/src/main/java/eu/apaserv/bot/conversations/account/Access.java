package eu.apaserv.bot.conversations.account;

/** How sure we must be of who is talking; the levels of docs/services.md. */
public enum Access {
  /** L0, anybody: hours, outages, reporting a fault, the reading window in general. */
  OPEN,
  /** L1, a chat that is linked to the account at this moment: everything about the account. */
  LINKED,
  /**
   * L2, linked and proved again by a code of the last minutes: what gives others access, takes all data out, or cannot be
   * undone.
   */
  FRESH
}
