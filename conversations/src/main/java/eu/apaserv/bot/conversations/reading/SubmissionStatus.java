package eu.apaserv.bot.conversations.reading;

import java.util.Locale;

/** What became of a value a customer sent. */
public enum SubmissionStatus {
  /** It counts. */
  ACCEPTED,
  /** A later one of the same window, or a utility reader's, counts instead. */
  CORRECTED,
  /** A person looks at it. */
  TO_CHECK,
  /** It does not count. */
  REJECTED;

  /** For example {@code to_check}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** @throws IllegalArgumentException for a code that is none of these */
  public static SubmissionStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
