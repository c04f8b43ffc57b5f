package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * The words printed on an invoice, from {@code texts/invoice-sheet_*.properties}; {@code {0}} and {@code {1}} are filled
 * in.
 */
enum Label {
  INVOICE, CREDIT_NOTE, NUMBER, TITLE, CREDIT_TITLE, SUBJECT, CORRECTS, CREDITS, CONTINUED, TAX_ID, REGISTRATION, CAPITAL,

  CLIENT, PLACE, PLACE_CODE, CLIENT_CODE, CONTRACT, PERIOD, ISSUED, DUE, GRACE,

  TOTAL_TO_PAY, NOTHING_TO_PAY, SETTLED_TOTAL, IN_FAVOUR, UNTIL, NO_PENALTY_UNTIL, NEW_WITHOUT_PENALTY_UNTIL, THIS_INVOICE, THIS_CREDIT, PREVIOUS, PAID, PENALTIES,

  CONSUMPTION, METER, OLD_INDEX, NEW_INDEX, SOURCE, USED, TOTAL, READ, SELF_READ, ESTIMATED, FLAT_RATE, REGULARISED, BY_MONTH, AVERAGE, CHART, MONTHS,

  BILLED, SERVICE, UNIT, PIECES, MONTHS_LONG, QUANTITY, UNIT_PRICE, NET, VAT_RATE, DRINKING_WATER, SEWERAGE, RAINWATER, NO_LINES,

  VAT_SUMMARY, RATE, BASE, VAT, TOTAL_NET, TOTAL_VAT, INVOICE_TOTAL, CREDIT_TOTAL,

  HOW_TO_PAY, SCAN, TRANSFER, QR, NOTHING_TO_DO, CREDIT, SETTLED, PAYEE, IBAN, BANK, REFERENCE, AMOUNT, QUESTIONS, CUSTOMER_OFFICE, EMERGENCY, CHAT, CHAT_CODE,

  LEGAL, NOTE_DUE, NOTE_GRACE, NOTE_PENALTY, NOTE_APART, NOTE_ESTIMATED, NOTE_BOOKING, NOTE_CONTEST, NOTE_AS_AT, NOTE_SIGNATURE, PAGE, DAY, DAYS, DAYS_FROM_20;

  private static final Map<Language, Map<Label, String>> WORDS = new EnumMap<>(Language.class);

  static {
    for (Language language : Language.values()) {
      WORDS.put(language, words(language));
    }
  }

  /** The words in a language, with the places {@code {0}}, {@code {1}} filled. */
  String in(Language language, String... values) {
    String text = WORDS.getOrDefault(language, Map.of()).getOrDefault(this, name());
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }

  /** A number of days, with the Romanian "de" from 20 up: o zi, 15 zile, 20 de zile, 101 zile. */
  static String days(long days, Language language) {
    long lastTwo = Math.abs(days) % 100;
    Label form = days == 1 ? DAY : lastTwo >= 20 || (lastTwo == 0 && days != 0) ? DAYS_FROM_20 : DAYS;
    return form.in(language, Long.toString(days));
  }

  private static Map<Label, String> words(Language language) {
    Properties texts = load("/texts/invoice-sheet_" + language.code() + ".properties");
    Map<Label, String> words = new EnumMap<>(Label.class);
    for (Label label : values()) {
      String key = label.name().toLowerCase(Locale.ROOT).replace('_', '-');
      String text = texts.getProperty(key);
      if (text == null) {
        throw new IllegalStateException("The " + language.code() + " text of the invoice's " + key + " is missing");
      }
      words.put(label, text);
    }
    return words;
  }

  private static Properties load(String file) {
    Properties texts = new Properties();
    try (InputStream in = Label.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("The invoice's texts " + file + " are missing from the class path");
      }
      texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("The invoice's texts " + file + " cannot be read", e);
    }
    return texts;
  }
}
