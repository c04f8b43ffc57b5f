package eu.apaserv.bot.conversations.hook;

import java.util.Optional;
import java.util.stream.Stream;

/** What others may hear of; triggers of the tables say when. */
public enum HookKind {
  /** Somebody filed one. */
  TICKET_OPENED("ticket.opened"),
  /** It was taken, answered, or has another expected end. */
  TICKET_CHANGED("ticket.changed"),
  /** It was closed. */
  TICKET_CLOSED("ticket.closed"),
  /** A value counts. */
  READING_ACCEPTED("reading.accepted"),
  /** A later value of the same meter and window counts instead. */
  READING_CORRECTED("reading.corrected"),
  /** A person has to look at it. */
  READING_TO_CHECK("reading.to_check"),
  /** It does not count. */
  READING_REJECTED("reading.rejected");

  private final String code;

  HookKind(String code) {
    this.code = code;
  }

  /** As it stands in events, for example {@code ticket.opened}. */
  public String code() {
    return code;
  }

  public static Optional<HookKind> of(String code) {
    return Stream.of(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }
}
