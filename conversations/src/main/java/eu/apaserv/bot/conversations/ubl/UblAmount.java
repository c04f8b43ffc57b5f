package eu.apaserv.bot.conversations.ubl;

import static eu.apaserv.bot.conversations.ubl.UblReader.fault;
import static eu.apaserv.bot.conversations.ubl.UblReader.need;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** Numbers of a document, bounded as the tables are. */
final class UblAmount {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,10}(\\.\\d{1,20})?");

  private UblAmount() {}

  /** A number with at most so many decimals that matter. */
  static BigDecimal number(UblElement from, int decimals, String... path) throws UblFault {
    var text = need(from, 40, path);
    var name = path[path.length - 1];
    if (!NUMBER.matcher(text).matches()) {
      throw fault(from.find(path).orElse(from), name, "is not a number like 107.69");
    }
    var number = new BigDecimal(text).stripTrailingZeros();
    if (number.scale() > decimals) {
      throw fault(from.find(path).orElse(from), name, "has more than " + decimals + " decimals");
    }
    return number;
  }

  /** An amount in lei, two decimals. */
  static BigDecimal lei(UblElement from, String... path) throws UblFault {
    var at = from.find(path);
    if (at.isPresent() && !at.get().attribute("currencyID").equals("RON")) {
      throw fault(at.get(), path[path.length - 1],
          "is in " + at.get().attribute("currencyID") + ", the document in RON");
    }
    return number(from, 2, path).setScale(2);
  }

  /** The same, nothing where the document has none. */
  static BigDecimal leiOrNothing(UblElement from, String... path) throws UblFault {
    return from.value(path).isEmpty() ? new BigDecimal("0.00") : lei(from, path);
  }
}
