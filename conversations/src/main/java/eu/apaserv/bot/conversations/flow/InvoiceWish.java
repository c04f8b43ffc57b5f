package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichInvoice;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.understanding.Entity;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Which invoices somebody means, as far as their message says it. */
record InvoiceWish(Said said, LocalDate today) {
  private static final Pattern FILES = Pattern
      .compile("\\b(?:pdf\\w*|trimi\\w*|descarc\\w*|download\\w*|send|fisier\\w*)\\b");
  private static final Pattern UNPAID = Pattern.compile(
      "\\b(?:ne ?(?:achit|plat)\\w*|restant\\w*|scadent\\w*|scadut\\w*|de plat[ai]t?i?\\w*|unpaid|overdue|outstanding|open)\\b");
  private static final Pattern NAMED = Pattern.compile("\\bfactur|\\binvoice|\\bbill");
  private static final Pattern FRESH = Pattern.compile("\\b(?:noi|nou[ai]?|new)\\b");
  private static final Pattern CONTENTS = Pattern.compile("\\b(?:contin\\w*|compu\\w*|detali\\w*|defalc\\w*|explic\\w*|"
      + "consta|format[ai]? din|linii\\w*|breakdown|explain\\w*|consist\\w*|contain\\w*|details?|made up|lines)\\b");
  private static final Map<String, Integer> MONTHS = Map.of("last_3_months", 3, "last_6_months", 6, "last_12_months",
      12);

  /** What an invoice consists of is asked for. */
  boolean contents() {
    return said.entity("detail").isPresent() || CONTENTS.matcher(text()).find();
  }

  /** One document, which every one of several accounts has. */
  boolean ofEach() {
    return said.intent().equals("invoice_pdf") && !contents() && numbers().isEmpty() && months().size() <= 1
        && !earlier() && !next();
  }

  /** Not only the one that was shown before. */
  boolean every() {
    return said.entity("every").isPresent();
  }

  /** The one before the one that was shown. */
  boolean earlier() {
    return said.entity("earlier").isPresent();
  }

  /** When the next one comes. */
  boolean next() {
    return said.entity("invoice_when").isPresent();
  }

  /** Documents are wanted, not a list. */
  boolean files() {
    return FILES.matcher(text()).find();
  }

  /** To be sent by e-mail, which is no way an invoice goes. */
  boolean mailed() {
    return said.entity("invoice_way").isPresent();
  }

  /** Not only "it", which has been shown. */
  boolean named() {
    return NAMED.matcher(text()).find();
  }

  /** Only what is new. */
  boolean fresh() {
    return FRESH.matcher(text()).find();
  }

  boolean unpaid() {
    return UNPAID.matcher(text()).find();
  }

  /** 1 to 12, as often as months were named. */
  List<Integer> months() {
    return said.entities().stream().filter(e -> e.key().equals("month")).map(Entity::value)
        .filter(m -> m.matches("[1-9]|1[0-2]")).map(Integer::valueOf).distinct().toList();
  }

  List<String> numbers() {
    return said.entities().stream().filter(e -> e.key().equals("invoice_number")).map(Entity::value).distinct()
        .toList();
  }

  Optional<Integer> year() {
    return whole("year").filter(year -> year > 1000);
  }

  /** How many of the last. */
  Optional<Integer> count() {
    return whole("count").filter(count -> count > 0);
  }

  private Optional<Integer> whole(String entity) {
    return said.entity(entity).filter(value -> value.matches("\\d{1,4}")).map(Integer::valueOf);
  }

  /** Whether an invoice is in the period asked for. */
  Predicate<Invoice> filter() {
    var period = said.entity("period").orElse("");
    var first = MONTHS.containsKey(period) ? today.minusMonths(MONTHS.get(period)) : LocalDate.MIN;
    var year = switch (period) {
      case "this_year" -> Optional.of(today.getYear());
      case "last_year" -> Optional.of(today.getYear() - 1);
      default -> year();
    };
    return invoice -> !invoice.issuedOn().isBefore(first)
        && (year.isEmpty() || WhichInvoice.billed(invoice).getYear() == year.get());
  }

  private String text() {
    return Plain.of(said.text());
  }
}
