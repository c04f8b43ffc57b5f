package eu.apaserv.bot.conversations.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.console.AccountAside.Card;
import eu.apaserv.bot.conversations.console.AccountAside.Owed;
import eu.apaserv.bot.conversations.console.AccountAside.Panel;
import eu.apaserv.bot.conversations.invoice.Balance;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.Penalty;
import eu.apaserv.bot.conversations.payment.Payment;
import eu.apaserv.bot.conversations.payment.PaymentStatus;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.understanding.Language;
import gg.jte.output.StringOutput;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What staff see of an account beside a conversation: the customer is told the same. */
class AccountAsideTest {
  private static final Words WORDS = new Words(Texts.load(List.of("console_utility")), Language.RO, ZoneOffset.UTC);
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
  private static final Invoice OLD = invoice("A1", LocalDate.of(2026, 9, 24), "82.58");
  private static final Invoice NEW = invoice("B2", LocalDate.of(2026, 10, 24), "107.69");

  private static Invoice invoice(String number, LocalDate due, String rest) {
    var amount = new BigDecimal(rest);
    return new Invoice(number, "1", null, due.minusDays(15), due, due.plusDays(30), null, null, amount, BigDecimal.ZERO,
        amount, amount);
  }

  private static Payment paid(String amount) {
    return new Payment("P", "1", null, TODAY, null, new BigDecimal(amount), "bank", PaymentStatus.CONFIRMED);
  }

  /** The lines of the card, tags away. */
  private static List<String> lines(Balance balance) {
    var panel = new Panel(WORDS, List.of(new Card("1", "Popa", "titular", "Roman",
        Owed.of(WORDS, ZoneOffset.UTC, balance, true), List.of())), List.of(), List.of(), List.of());
    var html = new StringOutput();
    Objects.requireNonNull(Templates.of(AccountAside.class).content("account", panel)).writeTo(html);
    return Arrays.stream(html.toString().split("</?(?:p|li|ul|h3)[^>]*>")).map(line -> line.replaceAll("<[^>]*>", "")
        .strip()).filter(line -> !line.isEmpty()).skip(2).toList();
  }

  @Test
  void whatIsBeingBookedIsMarkedAndNotCalledLate() {
    assertThat(lines(new Balance("1", TODAY, List.of(OLD, NEW), List.of(), List.of(paid("82.58")), null)))
        .containsExactly("De plată: 190,27 lei",
            "Primiți 82,58 lei, în curs de înregistrare; după aceea rămân 107,69 lei",
            "A1 82,58 lei, 24.09.2026 plată în curs de înregistrare", "B2 107,69 lei, 24.10.2026 restantă");
  }

  @Test
  void penaltiesAreTheDifferenceBetweenTheSumAndItsInvoices() {
    var penalty = new Penalty("1", null, new BigDecimal("1.15"), TODAY);
    assertThat(lines(new Balance("1", TODAY, List.of(OLD), List.of(penalty), List.of(), null)))
        .containsExactly("De plată: 83,73 lei", "A1 82,58 lei, 24.09.2026 restantă", "Penalități: 1,15 lei");
  }

  @Test
  void whatWasPaidTooMuchIsNoDebt() {
    var credit = invoice("C3", LocalDate.of(2026, 10, 24), "-20.00");
    assertThat(lines(new Balance("1", TODAY, List.of(credit), List.of(), List.of(), null)).getFirst())
        .isEqualTo("Plătit în plus: 20,00 lei");
  }
}
