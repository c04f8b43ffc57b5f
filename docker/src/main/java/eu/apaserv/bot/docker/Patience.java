package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.FileLimits;
import java.time.Duration;

/**
 * How patient it is with itself.
 *
 * @param turnLease how long another node waits before it takes over a silent one's turns
 * @param sendLease a send that takes longer has an unknown outcome
 * @param receiptPatience how long receipts may take to settle an unknown outcome
 * @param questionPatience how long an open question stays open
 * @param connections most database connections
 * @param files which files that people send are kept, and how long
 * @param messagesKept how long messages stay after they are settled
 */
public record Patience(Duration turnLease, Duration sendLease, Duration receiptPatience, Duration questionPatience,
    int connections, FileLimits files, Duration messagesKept) {
  public static final Patience USUAL = new Patience(Duration.ofSeconds(10), Duration.ofSeconds(60),
      Duration.ofSeconds(30),
      Duration.ofHours(24), 16, FileLimits.USUAL, Duration.ofDays(90));
}
