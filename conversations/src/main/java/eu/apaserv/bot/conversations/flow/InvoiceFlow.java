package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.InvoiceSheets;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.question.DueDates;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.conversations.question.WhichInvoice;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Invoices: one as a document (the last one, one of a month, one by its number), several at once, a list to choose from, and
 * what one consists of.
 */
public final class InvoiceFlow implements Flow {
  /** The conversation's fact that holds the issue date of the newest invoice listed. */
  private static final String SEEN = "invoices_seen";
  /** More than that are found by number or year. */
  private static final int MOST = 180;

  private final WhichAccount which;
  private final Invoices invoices;
  private final InvoiceSheets sheets;
  private final Business business;
  private final UntilWhen untilWhen;

  public InvoiceFlow(WhichAccount which, Invoices invoices, InvoiceSheets sheets, Business business) {
    this.which = which;
    this.invoices = invoices;
    this.sheets = sheets;
    this.business = business;
    this.untilWhen = new UntilWhen(which, invoices, business);
  }

  @Override
  public String name() {
    return "invoice_pdf";
  }

  @Override
  public Set<String> intents() {
    return Set.of("invoice_pdf", "invoice_list");
  }

  @Override
  public boolean aside() {
    return true;
  }

  /** Which one to see: who asks for something else has seen enough. */
  @Override
  public Set<String> passing() {
    return Set.of("invoice", "invoice_1", "invoice_2");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of(intent.equals("invoice_pdf") ? "next.invoice" : "title.invoices"));
  }

  @Override
  public Set<String> about() {
    return Set.of("client_code", "month", "year", "period", "invoice_number", "every", "invoice_way", "earlier",
        DueDates.KEY, Doubted.KEY, Doubted.MUCH, Doubted.WHY);
  }

  @Override
  public void run(Dialogue d) {
    if (d.given("misdelivered").isPresent()) {
      d.say(Phrase.of("invoice.misdelivered", "phone", business.company().phone()));
      d.offer(List.of(Next.INVOICE, Next.PERSON));
    } else if (!untilWhen.answers(d) && !Doubted.answers(d)) {
      find(d);
    }
  }

  private void find(Dialogue d) {
    var wish = new InvoiceWish(d.opening(), business.day(d.person().now()));
    if (wish.mailed()) {
      d.say(Phrase.of("invoice.by_mail"));
      if (!wish.named()) {
        return;
      }
    }
    if (wish.ofEach()) {
      which.accounts(d).ifPresent(chosen -> {
        if (chosen.size() > 1) {
          each(d, chosen, wish);
        } else {
          answer(d, chosen.getFirst(), wish);
        }
      });
    } else {
      which.account(d).ifPresent(chosen -> answer(d, chosen, wish));
    }
  }

  /** One of each account, as many as may be sent at once. */
  private void each(Dialogue d, List<Chosen> all, InvoiceWish wish) {
    record Of(Chosen chosen, Invoice invoice) {}
    var found = all.stream().flatMap(one -> ofEach(d, one, wish).stream().map(invoice -> new Of(one, invoice)))
        .toList();
    int most = ShownInvoices.most(d, found.size());
    found.stream().limit(most).forEach(one -> ShownInvoices.document(d, one.chosen(), one.invoice()));
  }

  /** The one of the month, else the last one, of one of several accounts. */
  private List<Invoice> ofEach(Dialogue d, Chosen chosen, InvoiceWish wish) {
    return wish.months().isEmpty()
        ? invoices.latest(chosen.account().clientCode()).stream().toList()
        : ofMonth(d, chosen, wish, wish.months().getFirst());
  }

  private void answer(Dialogue d, Chosen chosen, InvoiceWish wish) {
    var recent = invoices.recent(chosen.account().clientCode(), MOST);
    if (recent.isEmpty()) {
      d.say(Phrase.of("invoice.none", "code", chosen.account().clientCode()));
      return;
    }
    if (wish.next()) {
      next(d, recent);
      return;
    }
    if (wish.earlier()) {
      ShownInvoices.earlier(d, chosen, recent);
      return;
    }
    var several = wish.contents() ? List.<Invoice>of() : several(d, chosen, wish, recent);
    if (several.size() > 1) {
      ShownInvoices.all(d, chosen, several);
    } else if (wish.contents()) {
      one(d, chosen, wish, recent).stream().findFirst()
          .ifPresent(invoice -> ShownInvoices.contents(d, invoice, sheets));
    } else {
      ShownInvoices.all(d, chosen, one(d, chosen, wish, recent));
    }
  }

  /** As long after the last as that one came after the one before; who wants to hear of it can. */
  private void next(Dialogue d, List<Invoice> recent) {
    var days = recent.stream().map(Invoice::issuedOn).distinct().toList();
    var last = days.getFirst();
    var today = business.day(d.person().now());
    var around = days.size() < 2 ? today : last.plus(Period.between(days.get(1), last));
    d.say(Phrase.of(around.isAfter(today) ? "invoice.next_around" : "invoice.next_soon", "number",
        recent.getFirst().number(), "issued", last, "around", around));
    d.offer(List.of(new Suggestion(Phrase.of("invoice.tell_me"), "subscribe_alerts",
        Map.of("alert_type", "invoice_issued")), Next.INVOICE, Next.BALANCE));
  }

  /** Several months or numbers, or "the last three" as files. */
  private List<Invoice> several(Dialogue d, Chosen chosen, InvoiceWish wish, List<Invoice> recent) {
    var meant = new ArrayList<Invoice>();
    if (wish.numbers().size() > 1) {
      wish.numbers().forEach(number -> byNumber(chosen, number).ifPresentOrElse(meant::add,
          () -> d.say(Phrase.of("invoice.unknown_number", "number", shortened(number)))));
    } else if (wish.months().size() > 1) {
      wish.months().forEach(month -> meant.addAll(ofMonth(d, chosen, wish, month)));
    } else if (wish.files() && wish.count().orElse(1) > 1) {
      recent.stream().filter(wanted(wish, owed(d, wish, recent))).limit(wish.count().orElseThrow()).forEach(meant::add);
    }
    return meant;
  }

  private List<Invoice> ofMonth(Dialogue d, Chosen chosen, InvoiceWish wish, int month) {
    var found = invoices.byMonth(chosen.account().clientCode(), wish.year().orElse(null), month);
    if (found.isEmpty()) {
      d.say(Phrase.of("invoice.unknown_month", "month", Phrase.of("month", "n", month), "year",
          wish.year().map(String::valueOf).orElse("")));
    }
    return found;
  }

  /** The invoice meant, or all of those asked about; asked for where several could be. Empty when there is none such. */
  private List<Invoice> one(Dialogue d, Chosen chosen, InvoiceWish wish, List<Invoice> recent) {
    if (!wish.numbers().isEmpty()) {
      return byNumber(chosen, wish.numbers().getFirst()).map(List::of).orElseGet(() -> {
        d.say(Phrase.of("invoice.unknown_number", "number", shortened(wish.numbers().getFirst())));
        return WhichInvoice.ask(d, recent);
      });
    }
    if (!wish.months().isEmpty()) {
      var found = ofMonth(d, chosen, wish, wish.months().getFirst());
      return found.size() == 1 ? found : WhichInvoice.ask(d, found.isEmpty() ? recent : found);
    }
    if (wish.every()) {
      return WhichInvoice.ask(d, recent);
    }
    return d.opening().intent().equals("invoice_list") || wish.year().isPresent()
        ? listed(d, wish, recent)
        : last(d, recent);
  }

  /** Of any account they may see: a number says which one is meant. */
  private Optional<Invoice> byNumber(Chosen chosen, String number) {
    return chosen.linked().stream().flatMap(a -> invoices.byNumber(a.clientCode(), number).stream()).findFirst();
  }

  /** A list to choose from; empty when nothing is of that kind. */
  private List<Invoice> listed(Dialogue d, InvoiceWish wish, List<Invoice> recent) {
    var since = d.recall(SEEN).filter(seen -> seen.matches("\\d{4}-\\d{2}-\\d{2}")).map(LocalDate::parse);
    var fresh = recent.stream().filter(i -> since.isPresent() && i.issuedOn().isAfter(since.get())).toList();
    d.remember(SEEN, recent.getFirst().issuedOn().toString());
    since.filter(_ -> !fresh.isEmpty() || wish.fresh()).ifPresent(day -> d.say(
        Phrase.of(fresh.isEmpty() ? "invoice.nothing_new" : "invoice.fresh", "n", fresh.size(), "since", day)));
    var owed = owed(d, wish, recent);
    var asked = recent.stream().filter(wanted(wish, owed)).limit(wish.count().orElse(MOST)).toList();
    if (asked.isEmpty()) {
      d.say(Phrase.of(wish.unpaid() ? "invoice.none_unpaid" : "invoice.none_then"));
      d.offer(List.of(Next.BALANCE, Next.INVOICE));
      return List.of();
    }
    if (wish.unpaid()) {
      d.say(Phrase.of("invoice.unpaid", "n", asked.size(), "total",
          asked.stream().map(invoice -> owed.only(invoice.number()).total()).reduce(BigDecimal.ZERO, BigDecimal::add)));
    }
    return WhichInvoice.ask(d, asked);
  }

  /** What is left to pay where that is asked: an invoice that is being booked is never called unpaid. */
  private Debts owed(Dialogue d, InvoiceWish wish, List<Invoice> recent) {
    return wish.unpaid()
        ? Debts.of(invoices.balance(recent.getFirst().clientCode(), business.day(d.person().now())))
        : new Debts(List.of());
  }

  private static Predicate<Invoice> wanted(InvoiceWish wish, Debts owed) {
    return wish.filter().and(invoice -> !wish.unpaid() || owed.only(invoice.number()).total().signum() > 0);
  }

  /** The one issued last, or the one before; several places have several of a day. */
  private static List<Invoice> last(Dialogue d, List<Invoice> recent) {
    boolean previous = d.given("period").filter("previous"::equals).isPresent()
        || Plain.has(d.opening().text(), "penultim", "one before");
    var days = recent.stream().map(Invoice::issuedOn).distinct().toList();
    var day = days.get(previous && days.size() > 1 ? 1 : 0);
    var ofDay = recent.stream().filter(invoice -> invoice.issuedOn().equals(day)).toList();
    return ofDay.size() == 1 ? ofDay : WhichInvoice.ask(d, ofDay);
  }

  private static String shortened(String typed) {
    return typed.length() <= 20 ? typed : typed.substring(0, 20) + "…";
  }
}
