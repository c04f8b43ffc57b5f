package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.payment.Debt;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.core.dialogue.Phrase;

/** Until when what is owed is to be paid, "până când am termen", asked while somebody pays or right after. */
public final class DueDates {
  /** The key of the question, in whatever it is asked of. */
  public static final String KEY = "term";
  private static final int MOST = 6;

  private DueDates() {}

  /** Each invoice with its day; penalties have none. */
  public static Phrase of(Debts debts) {
    return Phrase.of("lines", "lines", debts.all().stream().limit(MOST).map(DueDates::line).toList());
  }

  private static Phrase line(Debt debt) {
    return debt.invoiceNumber().isEmpty()
        ? Phrase.of("pay.part_penalties", "amount", debt.rest())
        : Phrase.of("pay.due", "number", debt.invoiceNumber(), "rest", debt.rest(), "due", debt.since());
  }
}
