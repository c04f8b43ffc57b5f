package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.InvoiceDocuments;
import eu.apaserv.bot.conversations.invoice.InvoicePdf;
import eu.apaserv.bot.conversations.invoice.InvoiceSheets;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.conversations.question.WhichInvoice;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Invoices as they are shown, and which one was shown last: "the one before" is of that. */
final class ShownInvoices {
  /** The conversation's fact that holds the number of the invoice shown last. */
  private static final String SHOWN = "invoice_shown";
  private static final int MOST_FILES = 6;
  private static final int MOST_FILES_BRIEF = 3;

  private ShownInvoices() {}

  /** As documents, as many as may be sent at once. */
  static void all(Dialogue d, Chosen chosen, List<Invoice> several) {
    int most = most(d, several.size());
    several.stream().limit(most).forEach(invoice -> document(d, chosen, invoice));
  }

  /** How many are sent at once; that there are more is said. */
  static int most(Dialogue d, int asked) {
    int most = d.person().capabilities().documents() ? MOST_FILES : MOST_FILES_BRIEF;
    if (asked > most) {
      d.say(Phrase.of("invoice.too_many", "most", most, "asked", asked));
    }
    return most;
  }

  /** The one before the one shown last; before the newest where none was shown. */
  static void earlier(Dialogue d, Chosen chosen, List<Invoice> recent) {
    var shown = d.recall(SHOWN);
    int last = IntStream.range(0, recent.size()).filter(i -> shown.filter(recent.get(i).number()::equals).isPresent())
        .findFirst().orElse(0);
    var before = recent.stream().skip(last + 1L).limit(1).toList();
    if (before.isEmpty()) {
      d.say(Phrase.of("invoice.none_then"));
      d.offer(List.of(Next.BALANCE, Next.INVOICE));
    } else {
      all(d, chosen, before);
    }
  }

  /** What one consists of. */
  static void contents(Dialogue d, Invoice invoice, InvoiceSheets sheets) {
    d.remember(SHOWN, invoice.number());
    var language = d.person().language();
    d.say(
        Phrase.of("invoice.contents", "number", invoice.number(), "month", monthName(invoice), "year", year(invoice)));
    sheets.of(invoice.clientCode(), invoice.number(), language)
        .ifPresent(sheet -> d.say(Phrase.of("lines", "lines", InvoiceContents.of(sheet, language))));
    d.offer(List.of(new Suggestion(Phrase.of("next.invoice_pdf"), "invoice_pdf", Map.of("invoice_number",
        invoice.number())), Next.BALANCE, Next.PERSON));
  }

  static void document(Dialogue d, Chosen chosen, Invoice invoice) {
    d.remember(SHOWN, invoice.number());
    var caption = Phrase.of(invoice.outstanding().signum() > 0 ? "invoice.caption" : "invoice.caption_paid", "number",
        invoice.number(), "month", monthName(invoice), "year", year(invoice), "total", invoice.total(), "due",
        invoice.dueOn());
    d.show(InvoiceDocuments.reference(invoice.number(), d.person().language()),
        InvoicePdf.fileName(invoice.number(), d.person().language()),
        "application/pdf", chosen.heading().filter(_ -> invoice.clientCode().equals(chosen.account().clientCode()))
            .map(heading -> Phrase.of("lines", "lines", List.of(heading, caption))).orElse(caption));
  }

  private static Phrase monthName(Invoice invoice) {
    return Phrase.of("month", "n", WhichInvoice.billed(invoice).getMonthValue());
  }

  private static String year(Invoice invoice) {
    return Integer.toString(WhichInvoice.billed(invoice).getYear());
  }
}
