package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.Locale;
import java.util.regex.Pattern;

/** Codes printed on papers and meters: invoice numbers, meter serials, client codes. */
final class CodeFinder implements EntityFinder {
  /** A series of the utility's, then the number; with or without a space. */
  private static final Pattern INVOICE = Pattern
      .compile("\\b(ntd|[a-z]{2,4}(?=\\d))[ .:-]{0,2}(?:(?:nr|numarul|numar|no)[ .:]{1,2})?(\\d{5,10})\\b");
  private static final Pattern INVOICE_DIGITS = Pattern.compile(
      "(?:factur|fact\\b|invoice|bill)[a-z]{0,4}\\s*(?:cu |with )?(?:nr|numarul|numar|number|no|seria)?[ .:#]{1,3}(\\d{5,10})\\b");
  private static final Pattern SERIAL = Pattern.compile("\\b(?=[a-z0-9]*\\d[a-z0-9]*\\d)\\d{1,4}[a-z]{1,3}\\d{4,9}\\b");
  private static final Pattern CALLED_SERIAL = Pattern.compile(
      "(?:contor|apometr|seri[ae]|serial|meter)[a-z]{0,4}[ :.,#]{1,2}(?:nr|numarul|numar|number|no|seria)?[ :.#]{0,2}(?=[a-z0-9-]*[a-z])(?=[a-z0-9-]*\\d)([a-z0-9-]{5,20})\\b");
  private static final Pattern METER_SERIAL = Pattern.compile(
      "\\b(?:contor|apometr|meter)[a-z]{0,4}[ :.,#]{1,2}(?:cu |with )?(?:seria|serial|nr|numarul|numar|number|no)?[ :.#]{0,2}((?=[a-z0-9-]*[a-z])(?=(?:[a-z-]*\\d){3})[a-z0-9-]{5,20}|\\d{8,12})(?![a-z0-9.,]*\\d)\\b");
  private static final Pattern CALLED_CODE = Pattern.compile(
      "(?:\\bcod|abonat|client|customer|account|contract|marca)[a-z]{0,6}(?:[ :.,#=-]|de|client|abonat|nr|numarul|numar|number|code|meu|este|e|is|no){0,10}?(\\d(?:[ .-]?\\d){4,11})(?!\\d)");
  /** Seven digits in a row, or set apart by two as on the invoice. */
  private static final Pattern CODE = Pattern
      .compile("(?<![\\d.,+a-z])(?:\\d{7}|\\d{2}([ .-])\\d{2}\\1\\d{3})(?![\\d]|[.,]\\d)");
  private static final int CODE_DIGITS = 7;

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    if (!message.digits()) {
      return;
    }
    var text = message.text();
    metered(text, found);
    invoices(text, found);
    serials(text, found);
    codes(text, found);
  }

  /** After "contor" stands its serial: with letters, or longer than any index. */
  private static void metered(String text, Findings found) {
    var serial = METER_SERIAL.matcher(text);
    while (serial.find()) {
      add(serial.group(1), serial.start(1), serial.end(1), found);
    }
  }

  private static void invoices(String text, Findings found) {
    var number = INVOICE.matcher(text);
    while (number.find()) {
      if (found.free(number.start(), number.end()) && !number.group(1).startsWith("cod")) {
        found.add("invoice_number", (number.group(1) + number.group(2)).toUpperCase(Locale.ROOT), number.start(),
            number.end());
      }
    }
    var digits = INVOICE_DIGITS.matcher(text);
    while (digits.find()) {
      if (found.free(digits.start(1), digits.end(1))) {
        found.add("invoice_number", digits.group(1), digits.start(1), digits.end(1));
      }
    }
  }

  private static void serials(String text, Findings found) {
    var called = CALLED_SERIAL.matcher(text);
    while (called.find()) {
      add(called.group(1), called.start(1), called.end(1), found);
    }
    var serial = SERIAL.matcher(text);
    while (serial.find()) {
      add(serial.group(), serial.start(), serial.end(), found);
    }
  }

  private static void add(String serial, int start, int end, Findings found) {
    if (found.free(start, end)) {
      found.add("meter_serial", serial.toUpperCase(Locale.ROOT), start, end);
    }
  }

  private static void codes(String text, Findings found) {
    var called = CALLED_CODE.matcher(text);
    while (called.find()) {
      int end = codeEnd(text, called.start(1), called.end(1));
      if (found.free(called.start(1), end)) {
        found.add("client_code", text.substring(called.start(1), end).replaceAll("\\D", ""), called.start(1), end);
      }
    }
    var code = CODE.matcher(text);
    while (code.find()) {
      if (found.free(code.start(), code.end())) {
        found.add("client_code", code.group().replaceAll("\\D", ""), code.start(), code.end());
      }
    }
  }

  /** A code in one piece ends with it; one set apart ends with its seventh digit: "10 00 021 245" is a code and an index. */
  private static int codeEnd(String text, int start, int longest) {
    int digits = 0;
    for (int i = start; i < longest; i++) {
      if (Character.isDigit(text.charAt(i))) {
        digits++;
      } else if (digits >= CODE_DIGITS - 2 && i - start == digits) {
        return i;
      }
      if (digits == CODE_DIGITS && i - start >= digits) {
        return i + 1;
      }
    }
    return longest;
  }
}
