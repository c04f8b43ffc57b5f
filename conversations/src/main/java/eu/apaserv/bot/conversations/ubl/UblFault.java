package eu.apaserv.bot.conversations.ubl;

/** Why a document cannot be loaded, for the person who has the file. */
final class UblFault extends Exception {
  private static final long serialVersionUID = 1;

  private final long line;
  private final String where;

  /**
   * @param line counted from 1
   * @param where the element, or {@code file}
   * @param what is wrong
   */
  UblFault(long line, String where, String what) {
    super(what);
    this.line = line;
    this.where = where;
  }

  long line() {
    return line;
  }

  String where() {
    return where;
  }

  String what() {
    return String.valueOf(getMessage());
  }
}
