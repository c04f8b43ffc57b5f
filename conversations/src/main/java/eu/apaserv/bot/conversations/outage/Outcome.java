package eu.apaserv.bot.conversations.outage;

import java.time.Instant;

/** What came of a wish of staff. */
public sealed interface Outcome {

  /** It is done; this is how the outage stands now. */
  record Done(Outage outage) implements Outcome {}

  /** Somebody else changed it meanwhile; this is how it stands. */
  record Changed(Outage outage) implements Outcome {}

  /** So many people need a second member of staff; nothing was sent. */
  record NeedsApproval(long people, int limit) implements Outcome {}

  /** Planned works are to be told before that moment; it can be published all the same, knowingly. */
  record Late(Instant latest) implements Outcome {}

  /** It cannot be done. */
  record Refused(Reason reason) implements Outcome {}

  /** Why something cannot be done. */
  enum Reason {
    /** There is nothing prepared. */
    NO_DRAFT,
    /** It is over, or was never published. */
    NOT_OPEN,
    /** Who wrote it cannot approve it. */
    OWN_DRAFT,
    /** It stands like that already. */
    SAME,
    /** It begins or ends more than a year from now: the year was mistyped. */
    FAR,
    /** The end that would be told has passed already. */
    PAST
  }
}
