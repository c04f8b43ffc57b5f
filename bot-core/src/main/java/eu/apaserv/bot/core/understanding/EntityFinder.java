package eu.apaserv.bot.core.understanding;

/** Finds what is named in a message: codes, numbers, dates, places. Safe for many threads at once. */
@FunctionalInterface
public interface EntityFinder {

  /**
   * Adds what it finds.
   *
   * @param message where to look
   * @param intent the message's best intent, which decides what a number or a word may be
   * @param current the conversation's language, which decides how ambiguous numbers are read
   * @param found what was found before: a place taken there is not read a second time
   */
  void find(Folded message, String intent, Language current, Findings found);
}
