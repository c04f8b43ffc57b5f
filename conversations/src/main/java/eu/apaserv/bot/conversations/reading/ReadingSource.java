package eu.apaserv.bot.conversations.reading;

import java.util.Locale;

/** Where a value in billing comes from. */
public enum ReadingSource {
  /** By a utility reader: overrides every other. */
  READ,
  /** By the customer. */
  SELF_READ,
  /** By nobody: billing's guess from history. */
  ESTIMATED,
  /** By nobody: there is no meter that counts. */
  FLAT_RATE;

  /** For example {@code self_read}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException for a code that is none of these */
  public static ReadingSource of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
