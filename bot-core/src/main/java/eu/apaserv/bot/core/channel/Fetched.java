package eu.apaserv.bot.core.channel;

import java.time.Duration;

/** What came of fetching a file that somebody sent, as a value. The Fetcher alone decides what follows from it. */
public sealed interface Fetched {

  /** The whole file went into the inlet. What kind of file it is, only its bytes tell. */
  record Whole() implements Fetched {}

  /** Not now; the same may be asked for again after {@code after}. */
  record Retry(Duration after, String reason) implements Fetched {}

  /**
   * It will never be had, or must not be.
   *
   * @param code short and stable: {@code too_large}, {@code gone}, {@code redirect}, …
   */
  record Refused(String code, String reason) implements Fetched {}

  /** Nothing will be fetched until an operator acts: the token is refused. */
  record Alarm(String code, String reason) implements Fetched {}
}
