package eu.apaserv.bot.conversations.alert;

import java.time.Instant;

/** What the facts say of one recipient. */
public sealed interface Finding<T> {

  /** It is true, and worth telling. */
  record Tell<T>(T fact) implements Finding<T> {}

  /**
   * It is not to be told, for good.
   *
   * @param reason one word, for staff
   */
  record Skip<T>(String reason) implements Finding<T> {}

  /** Not now: asked again then. */
  record Wait<T>(Instant until) implements Finding<T> {}
}
