package eu.apaserv.bot.core.store;

import java.time.Duration;

/**
 * Which files that people send are kept: nobody fills the database by sending, and nothing stays for ever.
 *
 * @param largest bytes of one file
 * @param aDay files of one conversation in 24 hours
 * @param bytesADay of one conversation's files in 24 hours
 * @param kept after which a file is deleted
 */
public record FileLimits(int largest, int aDay, long bytesADay, Duration kept) {
  public static final FileLimits USUAL = new FileLimits(16 << 20, 40, 100L << 20, Duration.ofDays(1095));
}
