package eu.apaserv.bot.conversations.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers and dates as Romanian documents write them: 1.234,56 and 06.11.2025, in every language, for the amounts of a
 * fiscal document must not depend on who reads it.
 */
final class Figures {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy", Locale.ROOT);
  private static final String NONE = "–";

  private Figures() {}

  /** Two decimals, HALF_UP: {@code 1.234,56}. */
  static String money(BigDecimal amount) {
    return decimal(amount, 2);
  }

  /** {@code 1.234,56 lei}, not to be broken. */
  static String lei(BigDecimal amount) {
    return money(amount) + "\u00A0lei";
  }

  /** A fixed number of decimals, HALF_UP, groups of thousands, a true minus sign. */
  static String decimal(BigDecimal value, int decimals) {
    BigDecimal rounded = value.setScale(decimals, RoundingMode.HALF_UP);
    String plain = rounded.abs().toPlainString();
    int dot = plain.indexOf('.');
    String whole = dot < 0 ? plain : plain.substring(0, dot);
    String fraction = dot < 0 ? "" : "," + plain.substring(dot + 1);
    return (rounded.signum() < 0 ? "\u2212" : "") + grouped(whole) + fraction;
  }

  /** As many decimals as the value has, three at most: {@code 11}, {@code 1,25}. */
  static String quantity(BigDecimal value) {
    return decimal(value, decimals(Stream.of(value), 0, 3));
  }

  /** An index as the meter shows it: digits without groups. */
  static String index(BigDecimal index) {
    return quantity(index).replace(".", "");
  }

  /** The decimals a column needs so that all its values stand aligned. */
  static int decimals(Stream<BigDecimal> values, int least, int most) {
    int needed = values.map(v -> v.setScale(most, RoundingMode.HALF_UP))
        .mapToInt(v -> v.signum() == 0 ? 0 : v.stripTrailingZeros().scale()).max().orElse(least);
    return Math.clamp(needed, least, most);
  }

  /** A fraction as percent: 0.11 is {@code 11%}, 0.0002 is {@code 0,02%}. */
  static String percent(BigDecimal fraction) {
    BigDecimal hundred = fraction.movePointRight(2);
    return decimal(hundred, decimals(Stream.of(hundred), 0, 4)) + "%";
  }

  static String day(@Nullable LocalDate date) {
    return date == null ? NONE : DAY.format(date);
  }

  static String period(@Nullable LocalDate from, @Nullable LocalDate to) {
    return from == null && to == null ? NONE : day(from) + " – " + day(to);
  }

  private static String grouped(String digits) {
    StringBuilder out = new StringBuilder(digits);
    for (int i = digits.length() - 3; i > 0; i -= 3) {
      out.insert(i, '.');
    }
    return out.toString();
  }
}
