package eu.apaserv.bot.conversations.payment;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.invoice.Balance;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.Penalty;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden amounts, worked out by hand: what can be paid, and where a sum goes. */
class DebtsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  /** Invoices A, B, … due in that order a month apart; p: a penalty of today; payments as invoice=amount, or -=amount. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', nullValues = "none", value = {
      "A=82.58                     | none          | 82.58  | A=82.58",
      "A=82.58 B=165.17 C=165.17   | none          | 412.92 | A=82.58 B=165.17 C=165.17",
      "A=82.58 B=165.17 p=0.97     | none          | 248.72 | A=82.58 B=165.17 p=0.97",
      "A=82.58 B=165.17            | A=82.58       | 165.17 | B=165.17",
      "A=82.58 B=165.17            | A=50.00       | 197.75 | A=32.58 B=165.17",
      "A=82.58 B=165.17            | A=100.00      | 147.75 | B=147.75",
      "A=82.58 B=165.17            | -=100.00      | 147.75 | B=147.75",
      "A=82.58 B=165.17            | -=400.00      | 0.00   | none",
      "A=82.58 B=165.17            | X=82.58       | 247.75 | A=82.58 B=165.17",
      "A=-20.00 B=165.17           | none          | 145.17 | B=145.17",
      "A=-20.00 B=15.00            | none          | 0.00   | none",
      "A=82.58 B=165.17            | -=-100.00     | 247.75 | A=82.58 B=165.17",
      "A=-20.00 B=165.17           | -=-5.00       | 150.17 | B=150.17",
      "A=0.01 B=0.02               | A=0.01        | 0.02   | B=0.02"})
  void whatCanBePaid(String owed, String paid, BigDecimal total, String debts) {
    var of = Debts.of(balance(owed, paid));
    assertThat(of.total()).isEqualByComparingTo(total);
    assertThat(written(of.all().stream().map(d -> new Allocation(d.invoiceNumber(), d.rest())).toList()))
        .isEqualTo(debts == null ? "" : debts);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "50.00  | A=50.00",
      "82.58  | A=82.58",
      "82.59  | A=82.58 B=0.01",
      "247.75 | A=82.58 B=165.17",
      "248.00 | A=82.58 B=165.17 p=0.25",
      "248.72 | A=82.58 B=165.17 p=0.97",
      "999.00 | A=82.58 B=165.17 p=0.97"})
  void aSumPaysTheOldestFirst(BigDecimal sum, String parts) {
    assertThat(written(Debts.of(balance("A=82.58 B=165.17 p=0.97", null)).allocate(sum))).isEqualTo(parts);
  }

  @ParameterizedTest
  @CsvSource({"82.58, 82.58, true", "82.58, 50.00, true", "82.58, 82.59, false", "0.00, 0.01, false"})
  void aLinkHoldsWhileEachPartIsStillOwed(BigDecimal owed, BigDecimal part, boolean holds) {
    var debts = Debts.of(balance("A=" + owed + " B=165.17 p=0.97", null));
    assertThat(debts.hold(List.of(new Allocation("A", part), new Allocation("", new BigDecimal("0.97")))))
        .isEqualTo(holds);
  }

  private static String written(List<Allocation> parts) {
    return parts.stream().map(p -> (p.penalty() ? "p" : p.invoiceNumber()) + "=" + p.amount().toPlainString())
        .collect(Collectors.joining(" "));
  }

  private static Balance balance(String owed, @org.jspecify.annotations.Nullable String paid) {
    var invoices = new ArrayList<Invoice>();
    var penalties = new ArrayList<Penalty>();
    for (var one : owed.strip().split("\\s+", -1)) {
      var amount = new BigDecimal(one.substring(2));
      if (one.startsWith("p")) {
        penalties.add(new Penalty("1", null, amount, TODAY));
      } else {
        var due = LocalDate.of(2026, 1, 24).plusMonths(one.charAt(0) - 'A');
        invoices.add(new Invoice(one.substring(0, 1), "1", null, due.minusDays(15), due, due.plusDays(30), null, null,
            amount, BigDecimal.ZERO, amount, amount));
      }
    }
    var payments = paid == null
        ? List.<Payment>of()
        : Arrays.stream(paid.strip().split("\\s+"))
            .map(one -> new Payment("P", "1", one.startsWith("-") ? null : one.substring(0, 1), TODAY, null,
                new BigDecimal(one.substring(2)), "card", PaymentStatus.CONFIRMED))
            .toList();
    return new Balance("1", TODAY, invoices, penalties, payments, null);
  }
}
