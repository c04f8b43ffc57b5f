package eu.apaserv.bot.conversations.importing;

/**
 * Something wrong in a billing export, for the person who made it.
 *
 * @param file its name in the folder
 * @param line counted from 1, as editors do; where a record begins
 * @param column the column's name, or {@code record} or {@code header}
 * @param what is wrong, and what would be right
 */
public record Problem(String file, long line, String column, String what) {
  /** One line, whatever names and values in it hold: it is read in terminals, which obey control characters. */
  @Override
  public String toString() {
    return (file + ":" + line + ": " + column + ": " + what).replaceAll("[\\p{Cntrl}\\u202A-\\u202E\\u2066-\\u2069]",
        "?");
  }
}
