package eu.apaserv.bot.core.dialogue;

/**
 * Ends a run of a flow early. An Error, so that a flow's own {@code catch (Exception)} does not swallow it; stackless, for
 * it is thrown on every turn.
 */
final class Suspended extends Error {
  /** Why the run ended. */
  enum Reason {
    /** A question was asked and waits. */
    ASKED,
    /** What was said does not answer the open question. */
    UNREAD,
    /** A slot was forgotten; the flow is run again at once. */
    AGAIN,
    /** It would have done something, but was only looked at. */
    DOING
  }

  private final transient Reason reason;

  Suspended(Reason reason) {
    super(reason.name(), null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
