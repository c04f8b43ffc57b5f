package eu.apaserv.bot.core.store;

import java.util.Locale;

/** What a member of staff may do; each may do what the ones before may. */
public enum Role {
  /** Reads conversations. */
  VIEWER,
  /** Answers customers. */
  OPERATOR,
  /** Announces to many, too. */
  DISPATCHER,
  /** Everything. */
  ADMIN;

  /** Whether this role may do what {@code least} may. */
  public boolean covers(Role least) {
    return compareTo(least) >= 0;
  }

  /** As the command line and the database write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
