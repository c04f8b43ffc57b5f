package eu.apaserv.bot.core.message;

import java.util.regex.Pattern;

/**
 * Words as a cell of a table that somebody may open in a spreadsheet: what begins like a formula would be run there, whoever wrote
 * it. Numbers are left alone, and so are telephones, of which a formula makes nothing else.
 */
public final class CsvText {
  /** As spreadsheets begin formulas (OWASP, "CSV Injection"), also in the wide forms of East Asia. */
  private static final Pattern FORMULA = Pattern.compile("[\\s\\p{Z}\\p{Cc}]*[=+\\-@\uFF1D\uFF0B\uFF0D\uFF20].*",
      Pattern.DOTALL);
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(?:[.,]\\d+)?|[-+]");

  private CsvText() {}

  /** The same words; with an apostrophe before them where they would be a formula. */
  public static String safe(String text) {
    return FORMULA.matcher(text).matches() && !NUMBER.matcher(text).matches() ? "'" + text : text;
  }
}
