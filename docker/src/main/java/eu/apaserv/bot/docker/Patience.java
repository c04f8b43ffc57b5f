package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.FileLimits;
import eu.apaserv.bot.core.store.Repeats;
import java.time.Duration;

/**
 * How patient it is with itself.
 *
 * @param turnLease how long other nodes wait before they take over a silent one's turns and look after its sends
 * @param sendLease a send that takes longer has an unknown outcome
 * @param receiptPatience how long receipts may take to settle an unknown outcome
 * @param questionPatience how long an open question stays open
 * @param connections most database connections
 * @param statement the longest a statement may take; a connection silent half as long again is given up
 * @param files which files that people send are kept, and how long
 * @param messagesKept how long messages stay after they are settled
 * @param repeats how long and how often sends are tried again
 */
public record Patience(Duration turnLease, Duration sendLease, Duration receiptPatience, Duration questionPatience,
    int connections, Duration statement, FileLimits files, Duration messagesKept, Repeats repeats) {
  public static final Patience USUAL = new Patience(Duration.ofSeconds(3), Duration.ofSeconds(60),
      Duration.ofSeconds(30),
      Duration.ofHours(24), 16, Duration.ofSeconds(30), FileLimits.USUAL, Duration.ofDays(90),
      Repeats.USUAL);
}
