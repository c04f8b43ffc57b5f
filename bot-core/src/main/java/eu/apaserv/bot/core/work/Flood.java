package eu.apaserv.bot.core.work;

/**
 * Who writes faster than a person can: a script, or two machines that answer each other. Counted minute by minute in the
 * database, with each turn, for all nodes together.
 *
 * @param most messages of one conversation that are answered each minute
 */
public record Flood(int most) {

  /** What is to be done with one more message. */
  enum Verdict {
    ANSWER, SAY_SO, SAY_NOTHING
  }

  /** @param count which message of this minute it is, from 1 */
  Verdict of(int count) {
    if (count <= most) {
      return Verdict.ANSWER;
    }
    return count == most + 1 ? Verdict.SAY_SO : Verdict.SAY_NOTHING;
  }
}
