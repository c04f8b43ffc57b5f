package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Which of several invoices: tapped, or by number or month, or all of them; older ones a page at a time. */
public final class WhichInvoice {
  private static final Pattern MARKS = Pattern.compile("[^A-Z0-9]");
  /** With the way to the next page as many as fit in one list on every channel, and in two short messages. */
  private static final int PAGE = 9;
  private static final int PAGE_BRIEF = 4;

  /** "Primele 3", "ultimele doua": the newest of the list, which begins with them. */
  private static final Pattern FIRST = Pattern.compile("(?:(?:vreau|pe|le|doar|numai|the|va rog)[ ,]+)*"
      + "(?:primele|ultimele|cele mai (?:noi|recente)|first|last|latest) (?<n>[1-9]|o|doua|trei|patru|cinci|sase|sapte|opt|noua|one|two|three"
      + "|four|five|six|seven|eight|nine)(?: (?:facturi|invoices|bills|de sus|va rog|please))*[.!]*");
  private static final List<String> NUMBERS = List.of("1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "o", "doua",
      "trei", "patru", "cinci", "sase", "sapte", "opt", "noua", "zece", "one", "two", "three", "four", "five", "six",
      "seven", "eight", "nine", "ten");
  private static final int TEN = 10;

  private WhichInvoice() {}

  /** One of these, or all; asked for page by page, latest first. */
  public static List<Invoice> ask(Dialogue d, List<Invoice> among) {
    int size = d.person().capabilities().brief() ? PAGE_BRIEF : PAGE;
    for (int page = 0;; page++) {
      var picked = d.ask(question(among, page, size));
      if (!picked.isEmpty()) {
        return picked;
      }
    }
  }

  /** Empty: the older ones, please. */
  private static Question<List<Invoice>> question(List<Invoice> among, int page, int size) {
    int from = Math.min(page * size, Math.max(0, among.size() - 1));
    int to = Math.min(from + size, among.size());
    var options = new ArrayList<Option<List<Invoice>>>();
    among.subList(from, to).forEach(invoice -> options.add(option(invoice)));
    if (to < among.size()) {
      options.add(new Option<>("older", Phrase.of("invoice.older"), List.of()));
    }
    return Question
        .<List<Invoice>>choosing(page == 0 ? "invoice" : "invoice_" + page,
            Phrase.of(page > 0 && to == among.size() ? "invoice.oldest" : "invoice.which"), options)
        .alsoReading(said -> typed(said, among));
  }

  /** A number or a month typed instead of a choice. */
  private static Reading<List<Invoice>> typed(Said said, List<Invoice> among) {
    if (said.entity("every").isPresent()) {
      return Reading.is(among);
    }
    var first = FIRST.matcher(Plain.of(said.text()));
    if (first.matches()) {
      return Reading.is(among.subList(0, Math.min(among.size(), NUMBERS.indexOf(first.group("n")) % TEN + 1)));
    }
    var number = said.entity("invoice_number").map(WhichInvoice::plain);
    var month = said.entity("month").filter(m -> m.matches("\\d{1,2}")).map(Integer::valueOf);
    var text = plain(said.text());
    var meant = among.stream().filter(invoice -> number.filter(plain(invoice.number())::equals).isPresent()
        || text.contains(plain(invoice.number()))
        || month.filter(m -> m == billed(invoice).getMonthValue()).isPresent()).toList();
    return meant.size() == 1 ? Reading.is(meant) : Reading.unclear();
  }

  private static Option<List<Invoice>> option(Invoice invoice) {
    return new Option<>(plain(invoice.number()),
        Phrase.of("invoice.option", "number", invoice.number(), "month",
            Phrase.of("month", "n", billed(invoice).getMonthValue()), "year",
            Integer.toString(billed(invoice).getYear()), "total", invoice.total()),
        List.of(invoice));
  }

  /** The month people call an invoice by. */
  public static LocalDate billed(Invoice invoice) {
    var until = invoice.periodTo();
    return until == null ? invoice.issuedOn() : until;
  }

  private static String plain(String number) {
    return MARKS.matcher(number.toUpperCase(Locale.ROOT)).replaceAll("");
  }
}
