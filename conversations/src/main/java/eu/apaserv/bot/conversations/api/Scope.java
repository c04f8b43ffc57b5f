package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.Role;
import java.util.Optional;
import java.util.stream.Stream;

/** What a token may be used for. */
public enum Scope {
  /** Conversations and what was said in them, names and numbers masked; search. */
  CONVERSATIONS_READ("conversations:read", Role.VIEWER, false),
  /** Whom they are with, unmasked, for a reason that is written down. */
  CONVERSATIONS_REVEAL("conversations:reveal", Role.OPERATOR, true),
  /** Taking over, answering, handing back, closing. */
  CONVERSATIONS_REPLY("conversations:reply", Role.OPERATOR, true),
  /** Reading the readings customers sent, and those to be checked. */
  READINGS_READ("readings:read", Role.VIEWER, false),
  /** Deciding about readings. */
  READINGS_REVIEW("readings:review", Role.OPERATOR, true),
  /** Complaints, faults and requests. */
  TICKETS_READ("tickets:read", Role.VIEWER, false),
  /** Working them off. */
  TICKETS_WRITE("tickets:write", Role.OPERATOR, true),
  /** Outages, drafts too. */
  OUTAGES_READ("outages:read", Role.VIEWER, false),
  /** Preparing, approving, publishing and ending outages. */
  OUTAGES_WRITE("outages:write", Role.DISPATCHER, true),
  /** What is said to many, and how far it is. */
  RUNS_READ("runs:read", Role.OPERATOR, false),
  /** Holding it, going on, calling it off. */
  RUNS_WRITE("runs:write", Role.DISPATCHER, true),
  /** What the assistant says. */
  TEXTS_READ("texts:read", Role.DISPATCHER, false),
  /** Figures of a span of days; they name nobody. */
  REPORTS_READ("reports:read", Role.VIEWER, false),
  /** How channels fare. */
  CHANNELS_READ("channels:read", Role.OPERATOR, false),
  /** Pausing a channel, and going on. */
  CHANNELS_WRITE("channels:write", Role.DISPATCHER, true),
  /** Requests of people about their data: what is open, and until when. */
  PRIVACY_READ("privacy:read", Role.ADMIN, false),
  /** Entering one; working it off is left to the console. */
  PRIVACY_WRITE("privacy:write", Role.ADMIN, true);

  private final String code;
  private final Role least;
  private final boolean owned;

  Scope(String code, Role least, boolean owned) {
    this.code = code;
    this.least = least;
    this.owned = owned;
  }

  /** As an operator writes it, for example {@code readings:read}. */
  public String code() {
    return code;
  }

  /** What the owner of a token with it must be. */
  public Role least() {
    return least;
  }

  /** Whether somebody must answer for what is done with it: the token needs an owner. */
  public boolean owned() {
    return owned;
  }

  public static Optional<Scope> of(String code) {
    return Stream.of(values()).filter(scope -> scope.code.equals(code)).findFirst();
  }

  @Override
  public String toString() {
    return code;
  }
}
