package eu.apaserv.bot.core.dialogue;

import org.jspecify.annotations.Nullable;

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
    AGAIN
  }

  private final transient Reason reason;
  private final transient @Nullable Question<?> question;

  Suspended(Reason reason, @Nullable Question<?> question) {
    super(reason.name(), null, false, false);
    this.reason = reason;
    this.question = question;
  }

  Reason reason() {
    return reason;
  }

  @Nullable
  Question<?> question() {
    return question;
  }
}
