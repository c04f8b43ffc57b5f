package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.payment.Allocation;
import eu.apaserv.bot.conversations.payment.Debt;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What of the debts is paid now: everything, one of them, or a sum, which pays the oldest first. */
public final class PaySum {
  private static final int MOST_LISTED = 6;
  private static final int MOST_LISTED_BRIEF = 3;
  private static final Pattern EVERYTHING = Pattern.compile(
      "\\b(?:tot|toate|toata|totul|integral|all|everything|full)\\b"
          + "|\\b(?:restul|the rest)\\b(?!.*\\b(?:tarziu|later|alta|luna|apoi|dupa|cand|next|after)\\b)");
  /** "tot", "toată suma, vă rog": nothing but that, so that "ștergeți-mă de tot" pays nothing. */
  private static final Pattern EVERYTHING_ALONE = Pattern
      .compile("(?:(?:tot|toate|toata|totul|restul|integral|all|everything|full|rest"
          + "|da|pe|le|o|in|ce|am|de|plat\\w*|achit\\w*|dator\\w*|sum[ae]|restant\\w*|facturi(?:le)?|banii|vreau|as|vrea|sa|va"
          + "|rog|odata|atunci|nu|fapt|defapt|deci|hai|bine|pai|stai|it|of|them|the|pay|amount|sum|invoices|bills|i|owe|want|to|please|yes|ok)\\W*)+");
  private static final Pattern OLDEST = Pattern.compile("(?:(?:o|pe|vreau|plates?c|achit|doar|numai|just|only)\\W+)*"
      + "(?:(?:cea )?(?:mai )?veche(?:a)?|cele? mai vechi)(?: factura)?(?: va rog)?[.! ]*|(?:the )?oldest(?: one| invoice| bill)?(?: please)?[.! ]*");
  /** "Jumătate acum", of what is owed. */
  private static final Pattern HALF = Pattern
      .compile(
          "(?:(?:si|pot|putem|vrem|as|am|vreau|doresc|sa|se|poate|plates?c|plati|platim|achit|achita|da|doar|numai|acum|o|cam|pe|ok|atunci|i|can|could|may|want|to|would|like|pay|just|only|now)[ ,]+)*"
              + "(?:jumatate|jumate|half)(?: (?:din|de|suma|sum[ae]|factur\\w*|dator\\w*|total|acum|azi|of|it|the|bill|amount|now|si|and)\\b)*(?:[ ,].{0,40})?");
  private static final BigDecimal TWO = BigDecimal.valueOf(2);
  private static final Pattern BARE = Pattern.compile("\\d{1,7}(?:[.,]\\d{1,2})?(?:\\s*(?:de )?(?:lei|ron))?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,7}(?:[.,]\\d{1,2})?");

  private final BigDecimal least;
  private final Predicate<Said> leaves;
  private final Function<Said, Optional<Phrase>> beside;

  /**
   * @param least lei; a smaller sum is not taken, unless less is owed
   * @param leaves whether they say that they pay otherwise
   * @param beside what is said to a question about paying that is asked instead of an answer
   */
  public PaySum(BigDecimal least, Predicate<Said> leaves, Function<Said, Optional<Phrase>> beside) {
    this.least = least;
    this.leaves = leaves;
    this.beside = beside;
  }

  private sealed interface Choice {
    record Everything() implements Choice {}

    record One(Debt debt) implements Choice {}

    record Sum(BigDecimal amount) implements Choice {}

    record Other() implements Choice {}

    record Elsewhere() implements Choice {}
  }

  /**
   * Where the money goes; asked for where the opening does not say it. Empty for who pays otherwise.
   *
   * @param code the client code it is paid for: what was chosen for one is asked again for another
   */
  public Optional<List<Allocation>> ask(Dialogue d, String code, Debts debts) {
    if (typed(d.opening(), debts) instanceof Reading.Wrong<Choice>(Phrase why)) {
      d.say(why);
    }
    var choice = d.ask(what(d, code, debts));
    return switch (choice) {
      case Choice.Everything _ -> Optional.of(debts.allocate(debts.total()));
      case Choice.One(Debt debt) -> Optional.of(List.of(new Allocation(debt.invoiceNumber(), debt.rest())));
      case Choice.Sum(BigDecimal amount) -> Optional.of(debts.allocate(amount));
      case Choice.Other _ -> Optional.of(debts.allocate(d.ask(sum(debts))));
      case Choice.Elsewhere _ -> Optional.empty();
    };
  }

  private Question<Choice> what(Dialogue d, String code, Debts debts) {
    var brief = d.person().capabilities().brief();
    var options = new ArrayList<Option<Choice>>();
    options.add(new Option<>("all", Phrase.of("pay.all", "total", debts.total()), new Choice.Everything()));
    if (debts.all().size() > 1) {
      debts.all().stream().limit(brief ? MOST_LISTED_BRIEF : MOST_LISTED).map(PaySum::option).forEach(options::add);
    }
    if (debts.total().compareTo(least) > 0) {
      options.add(new Option<>("other", Phrase.of("pay.other"), new Choice.Other()));
    }
    return Question.<Choice>choosing("what", Phrase.of("pay.what", "code", code), options)
        .alsoReading(said -> answered(said, debts))
        .given(said -> typed(said, debts)).help(Phrase.of("pay.help"));
  }

  private static Option<Choice> option(Debt debt) {
    return debt.invoiceNumber().isEmpty()
        ? new Option<>("penalties." + debt.since(), Phrase.of("pay.option_penalties", "rest", debt.rest()),
            new Choice.One(debt))
        : new Option<>(debt.invoiceNumber().replaceAll("[^A-Za-z0-9_.-]", "-"),
            Phrase.of("pay.option", "number", debt.invoiceNumber(), "rest", debt.rest()), new Choice.One(debt));
  }

  private Reading<Choice> typed(Said said, Debts debts) {
    var number = said.entity("invoice_number");
    if (number.isPresent()) {
      return debts.all().stream().filter(debt -> same(debt.invoiceNumber(), number.get())).findFirst()
          .<Reading<Choice>>map(debt -> Reading.is(new Choice.One(debt)))
          .orElseGet(() -> Reading.wrong(Phrase.of("pay.not_owed", "number", shortened(number.get()))));
    }
    var amount = given(said);
    if (amount.isPresent()) {
      return bounded(amount.get(), debts).<Reading<Choice>>map(Reading::wrong)
          .orElseGet(() -> Reading.is(new Choice.Sum(amount.get())));
    }
    if (OLDEST.matcher(Plain.of(said.text()).strip()).matches()) {
      return debts.all().stream().findFirst().<Reading<Choice>>map(debt -> Reading.is(new Choice.One(debt)))
          .orElseGet(Reading::unclear);
    }
    if (said.entity("every").isPresent()) {
      return Reading.is(new Choice.Everything());
    }
    if (HALF.matcher(Plain.of(said.text()).strip()).matches()) {
      var half = debts.total().divide(TWO, 2, RoundingMode.HALF_UP);
      return bounded(half, debts).<Reading<Choice>>map(Reading::wrong)
          .orElseGet(() -> Reading.is(new Choice.Sum(half)));
    }
    return everything(said) ? Reading.is(new Choice.Everything()) : Reading.unclear();
  }

  /** As an answer a bare number is a sum too. */
  private Reading<Choice> answered(Said said, Debts debts) {
    if (said.entity(DueDates.KEY).isPresent()) {
      return Reading.wrong(DueDates.of(debts));
    }
    if (leaves.test(said)) {
      return Reading.is(new Choice.Elsewhere());
    }
    if (debts.all().size() == 1 && YesNo.read(said) instanceof Reading.Is<Boolean>(Boolean yes) && yes) {
      return Reading.is(new Choice.Everything());
    }
    var typed = typed(said, debts);
    var sum = BARE.matcher(said.text().strip()).matches() ? number(said.text()) : Optional.<BigDecimal>empty();
    return typed instanceof Reading.Unclear<Choice> && sum.isPresent()
        ? bounded(sum.get(), debts).<Reading<Choice>>map(Reading::wrong)
            .orElseGet(() -> Reading.is(new Choice.Sum(sum.get())))
        : typed instanceof Reading.Unclear<Choice>
            ? beside.apply(said).<Reading<Choice>>map(Reading::wrong).orElse(typed)
            : typed;
  }

  /** Whether a message wants everything paid. */
  public static boolean everything(Said said) {
    var words = Plain.of(said.text()).strip();
    return EVERYTHING.matcher(words).find()
        && (said.intent().equals("pay") || EVERYTHING_ALONE.matcher(words).matches());
  }

  private Question<BigDecimal> sum(Debts debts) {
    return Question.reading("sum", Phrase.of("pay.sum", "least", least, "most", debts.total()), said -> {
      var amount = given(said).or(() -> number(said.text()))
          .or(() -> everything(said) ? Optional.of(debts.total()) : Optional.empty());
      if (amount.isEmpty()) {
        return Reading.unclear();
      }
      return bounded(amount.get(), debts).<Reading<BigDecimal>>map(Reading::wrong)
          .orElseGet(() -> Reading.is(amount.get()));
    }).help(Phrase.of("pay.help"));
  }

  private Optional<Phrase> bounded(BigDecimal amount, Debts debts) {
    if (amount.compareTo(debts.total()) > 0) {
      return Optional.of(Phrase.of("pay.too_much", "most", debts.total()));
    }
    return amount.compareTo(least.min(debts.total())) < 0
        ? Optional.of(Phrase.of("pay.too_little", "least", least))
        : Optional.empty();
  }

  /** A sum of money named in a message, in lei. */
  public static Optional<BigDecimal> given(Said said) {
    return said.entity("amount").filter(typed -> typed.matches("\\d{1,9}\\.\\d{2}")).map(BigDecimal::new);
  }

  private static Optional<BigDecimal> number(String text) {
    var found = NUMBER.matcher(text.replace(" ", ""));
    return found.find() ? Optional.of(new BigDecimal(found.group().replace(',', '.')).setScale(2)) : Optional.empty();
  }

  private static boolean same(String one, String other) {
    var typed = other.replaceAll("[^A-Za-z0-9]", "");
    return !one.isEmpty() && (one.equalsIgnoreCase(typed) || (one.endsWith(typed) && typed.length() >= 5));
  }

  private static String shortened(String typed) {
    return typed.length() <= 20 ? typed : typed.substring(0, 20) + "…";
  }
}
