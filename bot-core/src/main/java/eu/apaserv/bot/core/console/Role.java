package eu.apaserv.bot.core.console;

import java.util.Locale;

/** What a member of staff may do; each may do what the ones before may. */
public enum Role {
  /** Reads conversations. */
  VIEWER,
  /** Answers customers. */
  OPERATOR,
  /** Announces outages too. */
  DISPATCHER,
  /** Everything. */
  ADMIN;

  /** As the command line and the database write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
