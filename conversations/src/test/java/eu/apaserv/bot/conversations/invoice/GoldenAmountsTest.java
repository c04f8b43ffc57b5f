package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts worked out by hand: VAT by rate, rounding, and the words numbers are said with. */
class GoldenAmountsTest {
  private static final Texts TEXTS = Texts.load(Flows.withEngine());

  /** Lines as quantity×price@rate; groups as rate:net:vat. Net is rounded by line, VAT by group. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "8×8.82@0.11 8×9.78@0.11          | 0.11:148.80:16.37",
      "5×8.82@0.09 5×9.78@0.09          | 0.09:93.00:8.37",
      "4×8.82@0.09 4×8.82@0.11          | 0.09:35.28:3.18 0.11:35.28:3.88",
      "3×8.82@0.11 2×9.01@0.11 5×9.78@0.11 | 0.11:93.38:10.27",
      "7×0.05@0.11 7×0.05@0.11 7×0.05@0.11 | 0.11:1.05:0.12",
      "1×0.045@0.11 1×0.045@0.11        | 0.11:0.10:0.01",
      "1×0.044@0.11                     | 0.11:0.04:0.00",
      "1×4.50@0.11                      | 0.11:4.50:0.50",
      "-2×8.82@0.11                     | 0.11:-17.64:-1.94",
      "10×8.82@0.11 -10×8.82@0.11       | 0.11:0.00:0.00",
      "3×10.00@0.00 3×10.00@0.21        | 0:30.00:0.00 0.21:30.00:6.30",
      "12.345×8.8234@0.11               | 0.11:108.92:11.98"})
  void vatByRate(String lines, String groups) {
    var made = new ArrayList<InvoiceLine>();
    for (var one : lines.strip().split("\\s+", -1)) {
      var parts = one.split("[×@]", -1);
      var net = new BigDecimal(parts[0]).multiply(new BigDecimal(parts[1])).setScale(2, RoundingMode.HALF_UP);
      made.add(new InvoiceLine("F", made.size() + 1, "drinking_water", "Apă", new BigDecimal(parts[0]), "MTQ",
          new BigDecimal(parts[1]), net, new BigDecimal(parts[2])));
    }
    assertThat(InvoiceLine.vatGroups(made).stream().map(g -> g.rate().toPlainString() + ":" + g.net() + ":" + g.vat())
        .collect(Collectors.joining(" "))).isEqualTo(groups);
  }

  /** From 20 on Romanian says "de", but not from 101 to 119. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "1   | o factură        | one invoice",
      "2   | 2 facturi        | 2 invoices",
      "19  | 19 facturi       | 19 invoices",
      "20  | 20 de facturi    | 20 invoices",
      "100 | 100 de facturi   | 100 invoices",
      "101 | 101 facturi      | 101 invoices",
      "119 | 119 facturi      | 119 invoices",
      "120 | 120 de facturi   | 120 invoices"})
  void plurals(int count, String ro, String en) {
    var phrase = Phrase.of("balance.total", "total", new BigDecimal("1234.50"), "invoices", count);
    assertThat(TEXTS.render(Language.RO, false, phrase)).isEqualTo("Aveți de plată 1.234,50 lei, " + ro + ".");
    assertThat(TEXTS.render(Language.EN, false, phrase)).isEqualTo("You owe 1,234.50 lei, " + en + ".");
  }

  @Test
  void theAverageIsOfTheLastTwelveMonths() {
    var months = new ArrayList<WaterHistory.Month>();
    for (int i = 0; i < 25; i++) {
      months.add(new WaterHistory.Month(YearMonth.of(2024, 10).plusMonths(i), BigDecimal.valueOf(i < 13 ? 100 : i - 12),
          false));
    }
    var history = new WaterHistory(months);
    assertThat(history.average()).as("1 to 12").hasValue(new BigDecimal("6.5"));
    assertThat(history.averageBefore()).as("100 and 1 to 11").hasValue(new BigDecimal("13.8"));
    assertThat(history.of(YearMonth.of(2025, 10)).orElseThrow().used()).isEqualTo("100");
  }
}
