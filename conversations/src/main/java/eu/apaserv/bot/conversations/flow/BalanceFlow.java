package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.invoice.Balance;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.question.DueDates;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** How much is owed: the total, every open invoice, penalties, and payments that are being booked. */
public final class BalanceFlow implements Flow {
  private static final int MOST_LINES = 10;
  private static final int MOST_LINES_BRIEF = 3;
  private static final int MOST_LINES_REST = 20;

  /** Stands for every client code in a suggestion. */
  private static final String ALL = "*";
  private static final Pattern EVERY = Pattern.compile(
      "\\b(?:toate|tuturor|amandoua|ambele|fiecare|(?:in|la|per) total|la un loc|all|both|each|altogether|in total)\\b");

  private final WhichAccount which;
  private final Invoices invoices;
  private final Business business;

  public BalanceFlow(WhichAccount which, Invoices invoices, Business business) {
    this.which = which;
    this.invoices = invoices;
    this.business = business;
  }

  @Override
  public String name() {
    return "balance";
  }

  @Override
  public Set<String> intents() {
    return Set.of("balance");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.balance"));
  }

  @Override
  public Set<String> about() {
    return Set.of("client_code", "every", DueDates.KEY, Doubted.KEY, Doubted.MUCH, Doubted.WHY);
  }

  @Override
  public void run(Dialogue d) {
    if (!Doubted.answers(d)) {
      look(d);
    }
  }

  private void look(Dialogue d) {
    var several = wantsAll(d) ? which.linked(d) : List.<Account>of();
    if (several.size() > 1) {
      all(d, several);
    } else {
      which.accounts(d).ifPresent(chosen -> {
        if (chosen.size() > 1) {
          all(d, chosen.getFirst().linked());
        } else {
          answer(d, chosen.getFirst());
        }
      });
    }
  }

  private static boolean wantsAll(Dialogue d) {
    return d.given("client_code").filter(ALL::equals).isPresent()
        || EVERY.matcher(Plain.of(d.opening().text())).find();
  }

  /** What each client code has to pay, and together; nothing that is being booked counts. */
  private void all(Dialogue d, List<Account> linked) {
    var today = business.day(d.person().now());
    var lines = new ArrayList<Phrase>();
    var total = new BigDecimal("0.00");
    for (var account : linked) {
      var rest = Debts.of(invoices.balance(account.clientCode(), today)).total();
      total = total.add(rest);
      lines.add(Phrase.of(rest.signum() == 0 ? "balance.each_nothing" : "balance.each", "code", account.clientCode(),
          "place", account.label(), "rest", rest));
    }
    d.say(Phrase.of("balance.all", "total", total, "codes", linked.size()));
    d.say(Phrase.of("lines", "lines", lines));
    d.offer(List.of(Next.BALANCE, Next.PAY));
  }

  private void answer(Dialogue d, Chosen chosen) {
    var balance = invoices.balance(chosen.account().clientCode(), business.day(d.person().now()));
    chosen.heading().ifPresent(d::say);
    d.say(total(balance));
    if (!covered(balance)) {
      itemise(d, balance);
    }
    var asAt = balance.asAt();
    if (asAt != null) {
      d.say(Phrase.of("balance.as_at", "at", asAt.atZone(business.zone())));
    }
    var steps = new ArrayList<Suggestion>();
    if (balance.total().signum() > 0 && !covered(balance)) {
      steps.add(Next.PAY);
    }
    steps.addAll(List.of(Next.INVOICE, Next.INDEX));
    steps.addAll(chosen.others("balance"));
    if (chosen.linked().size() > 1) {
      steps.add(new Suggestion(Phrase.of("balance.all_codes"), "balance", Map.of("client_code", ALL)));
    }
    d.offer(steps);
  }

  private Phrase total(Balance balance) {
    var total = balance.total();
    return total.signum() <= 0 || covered(balance)
        ? settled(balance, business)
        : Phrase.of("balance.total", "total", total, "invoices", balance.open().size());
  }

  /** What is said when nothing is left to pay. */
  static Phrase settled(Balance balance, Business business) {
    var total = balance.total();
    if (total.signum() < 0) {
      return Phrase.of("balance.credit", "credit", total.negate());
    }
    return total.signum() == 0
        ? Phrase.of("balance.nothing")
        : Phrase.of("balance.covered", "amount", balance.inProgressTotal(), "days",
            business.money().bookingDays());
  }

  /** What was paid and is not yet booked pays everything: then nothing is called unpaid. */
  private static boolean covered(Balance balance) {
    return balance.total().signum() > 0 && Debts.of(balance).total().signum() == 0;
  }

  private void itemise(Dialogue d, Balance balance) {
    int most = d.person().capabilities().brief() ? MOST_LINES_BRIEF : MOST_LINES;
    var lines = new ArrayList<Phrase>();
    int from = Rest.from(d, "balance", balance.open().size());
    int to = Math.min(from + (from > 0 && !d.person().capabilities().brief() ? MOST_LINES_REST : most),
        balance.open().size());
    balance.open().subList(from, to).forEach(invoice -> lines.add(line(balance, invoice)));
    if (balance.open().size() > to) {
      lines.add(Phrase.of("balance.more", "more", balance.open().size() - to));
    }
    Rest.shown(d, "balance", to);
    if (balance.penaltyTotal().signum() != 0) {
      lines.add(Phrase.of("balance.penalties", "amount", balance.penaltyTotal()));
    }
    if (!lines.isEmpty()) {
      d.say(Phrase.of("lines", "lines", lines));
    }
    if (!balance.inProgress().isEmpty()) {
      d.say(Phrase.of("balance.in_progress", "amount", balance.inProgressTotal(), "rest",
          Debts.of(balance).total(), "days", business.money().bookingDays()));
    }
  }

  private static Phrase line(Balance balance, Invoice invoice) {
    var kind = "balance.invoice";
    if (invoice.outstanding().signum() < 0) {
      kind = "balance.invoice_credit";
    } else if (Debts.beingBooked(balance, invoice)) {
      kind = "balance.invoice_paid";
    } else if (invoice.overdue(balance.today())) {
      kind = "balance.invoice_overdue";
    }
    return Phrase.of(kind, "number", invoice.number(), "rest", invoice.outstanding().abs(), "due", invoice.dueOn());
  }
}
