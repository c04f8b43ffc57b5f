package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.InvoiceDocuments;
import eu.apaserv.bot.conversations.invoice.InvoicePdf;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An invoice as a document: the last one, one of a month, one by its number, or one of the last ones listed. */
public final class InvoiceFlow implements Flow {
  /** As many as fit in one list on every channel, and in two short messages. */
  private static final int LISTED = 9;
  private static final int LISTED_BRIEF = 4;
  /** More places than that on one contract have their invoices found by number. */
  private static final int MOST = 60;

  private final WhichAccount which;
  private final Invoices invoices;

  public InvoiceFlow(WhichAccount which, Invoices invoices) {
    this.which = which;
    this.invoices = invoices;
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
  public void run(Dialogue d) {
    which.account(d).ifPresent(chosen -> invoice(d, chosen).ifPresent(invoice -> show(d, chosen, invoice)));
  }

  /** The invoice meant; asked for where several could be. Empty when there is none at all. */
  private Optional<Invoice> invoice(Dialogue d, Chosen chosen) {
    var account = chosen.account();
    var recent = invoices.recent(account.clientCode(), MOST);
    if (recent.isEmpty()) {
      d.say(Phrase.of("invoice.none", "code", account.clientCode()));
      return Optional.empty();
    }
    var number = d.given("invoice_number");
    if (number.isPresent()) {
      return byNumber(chosen, number.get()).or(() -> {
        d.say(Phrase.of("invoice.unknown_number", "number", shortened(number.get())));
        return Optional.of(choose(d, listed(d, recent)));
      });
    }
    var month = d.given("month").flatMap(InvoiceFlow::whole).filter(m -> m >= 1 && m <= 12);
    if (month.isPresent()) {
      return Optional.of(ofMonth(d, account, month.get(), recent));
    }
    return Optional.of(d.opening().intent().equals("invoice_list") ? choose(d, listed(d, recent)) : last(d, recent));
  }

  /** Of any account they may see: a number says which one is meant. */
  private Optional<Invoice> byNumber(Chosen chosen, String number) {
    return chosen.linked().stream().flatMap(a -> invoices.byNumber(a.clientCode(), number).stream()).findFirst();
  }

  private Invoice ofMonth(Dialogue d, Account account, int month, List<Invoice> recent) {
    var year = d.given("year").flatMap(InvoiceFlow::whole);
    var found = invoices.byMonth(account.clientCode(), year.orElse(null), month);
    if (found.isEmpty()) {
      d.say(Phrase.of("invoice.unknown_month", "month", monthName(month), "year",
          year.map(String::valueOf).orElse("")));
      return choose(d, listed(d, recent));
    }
    return found.size() == 1 ? found.getFirst() : choose(d, found);
  }

  /** The one issued last, or the one before; several places have several of a day. */
  private static Invoice last(Dialogue d, List<Invoice> recent) {
    boolean previous = d.given("period").filter("previous"::equals).isPresent();
    var days = recent.stream().map(Invoice::issuedOn).distinct().toList();
    var day = days.get(previous && days.size() > 1 ? 1 : 0);
    var ofDay = recent.stream().filter(invoice -> invoice.issuedOn().equals(day)).toList();
    return ofDay.size() == 1 ? ofDay.getFirst() : choose(d, ofDay);
  }

  private static List<Invoice> listed(Dialogue d, List<Invoice> recent) {
    return recent.stream().limit(d.person().capabilities().brief() ? LISTED_BRIEF : LISTED).toList();
  }

  private static Invoice choose(Dialogue d, List<Invoice> among) {
    return d.ask(Question.choosing("invoice", Phrase.of("invoice.which"),
        among.stream().map(InvoiceFlow::option).toList()).alsoReading(said -> typed(said, among)));
  }

  /** A number or a month typed instead of a choice. */
  private static Reading<Invoice> typed(Said said, List<Invoice> among) {
    var number = said.entity("invoice_number").map(InvoiceFlow::plain);
    var month = said.entity("month").flatMap(InvoiceFlow::whole);
    var text = plain(said.text());
    var meant = among.stream().filter(invoice -> number.filter(plain(invoice.number())::equals).isPresent()
        || text.contains(plain(invoice.number()))
        || month.filter(m -> m == billed(invoice).getMonthValue()).isPresent()).toList();
    return meant.size() == 1 ? Reading.is(meant.getFirst()) : Reading.unclear();
  }

  private static Option<Invoice> option(Invoice invoice) {
    return new Option<>(plain(invoice.number()),
        Phrase.of("invoice.option", "number", invoice.number(), "month",
            monthName(billed(invoice).getMonthValue()), "year",
            Integer.toString(billed(invoice).getYear()), "total", invoice.total()),
        invoice);
  }

  private static void show(Dialogue d, Chosen chosen, Invoice invoice) {
    var caption = Phrase.of(invoice.outstanding().signum() > 0 ? "invoice.caption" : "invoice.caption_paid", "number",
        invoice.number(), "month",
        monthName(billed(invoice).getMonthValue()), "year", Integer.toString(billed(invoice).getYear()),
        "total", invoice.total(), "due", invoice.dueOn());
    d.show(InvoiceDocuments.reference(invoice.number(), d.person().language()),
        InvoicePdf.fileName(invoice.number(), d.person().language()),
        "application/pdf", chosen.heading().filter(_ -> invoice.clientCode().equals(chosen.account().clientCode()))
            .map(heading -> Phrase.of("lines", "lines", List.of(heading, caption))).orElse(caption));
  }

  /** The month people call an invoice by. */
  private static LocalDate billed(Invoice invoice) {
    var until = invoice.periodTo();
    return until == null ? invoice.issuedOn() : until;
  }

  private static Phrase monthName(int month) {
    return Phrase.of("month", "n", month);
  }

  private static String plain(String number) {
    return number.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  private static String shortened(String typed) {
    return typed.length() <= 20 ? typed : typed.substring(0, 20) + "…";
  }

  private static Optional<Integer> whole(String digits) {
    return digits.matches("\\d{1,4}") ? Optional.of(Integer.valueOf(digits)) : Optional.empty();
  }
}
