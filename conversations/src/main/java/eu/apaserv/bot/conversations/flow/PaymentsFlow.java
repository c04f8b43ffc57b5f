package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.payment.Payment;
import eu.apaserv.bot.conversations.payment.PaymentStatus;
import eu.apaserv.bot.conversations.payment.Payments;
import eu.apaserv.bot.conversations.question.PaySum;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Said;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What was paid and how far it has come; whether one payment has arrived is said honestly. */
public final class PaymentsFlow implements Flow {
  /** Far enough back for any question about a payment. */
  private static final int MOST = 120;
  private static final int LISTED = 6;
  private static final int LISTED_LONG = 15;
  private static final int LISTED_BRIEF = 3;
  /** Somebody says that they paid, or that it is not to be seen. */
  private static final Pattern PAID = Pattern
      .compile("\\b(?:am|a|s-?a|au|i-?am) (?:mai )?(?:platit|achitat|depus|virat|dat)\\b"
          + "|\\b(?:nu|tot) (?:mi |imi |se |a |mai )?(?:apare|vede|figureaza|intrat|inregistrat)"
          + "|\\b(?:i|have|we)(?:'ve)? (?:already )?paid\\b|\\b(?:still|not) (?:show|due|there|booked)");
  private static final String HOW_LONG = "how_long";
  /** "Prin transfer", after what is not to be seen yet. */
  private static final String PAID_BY = "paid_by";
  /** "Când am plătit ultima dată": of one payment, not of all. */
  private static final String LAST = "payment_last";
  private static final Pattern TWICE = Pattern
      .compile("\\b(?:de )?(?:doua|2|trei|3) ori\\b|\\btwice\\b|\\bdouble\\b|\\bdublu\\b");
  private static final Pattern EVERY = Pattern.compile("\\b(?:toate|all|every)\\b");
  private static final Map<String, Integer> MONTHS = Map.of("last_3_months", 3, "last_6_months", 6, "last_12_months",
      12, "current", 1, "previous", 2);

  private final WhichAccount which;
  private final Payments payments;
  private final Business business;

  public PaymentsFlow(WhichAccount which, Payments payments, Business business) {
    this.which = which;
    this.payments = payments;
    this.business = business;
  }

  @Override
  public String name() {
    return "payment_history";
  }

  @Override
  public Set<String> intents() {
    return Set.of("payment_history");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.payments"));
  }

  @Override
  public boolean possible(Dialogue d) {
    return !which.linked(d).isEmpty();
  }

  @Override
  public Set<String> about() {
    return Set.of("client_code", "month", "year", "period", "amount", HOW_LONG, LAST, Rest.KEY, Doubted.KEY, PAID_BY);
  }

  /** A picture of the receipt, after what is said of it or of a payment that is not to be seen. */
  @Override
  public Optional<Said> awaits(Said opening) {
    boolean spoken = opening.entity("proof").filter("had"::equals).isPresent() || opening.entity(PAID_BY).isPresent()
        || PAID.matcher(Plain.of(opening.text())).find();
    return spoken ? Optional.of(new Said(opening.text(), null, "complaint", 1, List.of())) : Optional.empty();
  }

  @Override
  public void run(Dialogue d) {
    if (d.given("pay_topic").filter("refund"::equals).isPresent()) {
      d.say(Phrase.of("payments.twice"));
      d.offer(List.of(Next.BALANCE, Next.COMPLAINT, Next.PERSON));
    } else if (d.given("proof").isPresent()) {
      proof(d, d.given("proof").get().equals("had"));
    } else if (d.given(HOW_LONG).isPresent() || d.given(PAID_BY).isPresent()) {
      d.say(booked());
    } else if (!Doubted.answers(d)) {
      which.account(d).ifPresent(chosen -> answer(d, chosen));
    }
  }

  /** What they do with the receipt they have, or how they get one. */
  private void proof(Dialogue d, boolean had) {
    d.say(Phrase.of(had ? "payments.proof" : "payments.receipt", "phone", business.company().phone()));
    d.offer(had ? List.of(Next.COMPLAINT, Next.PERSON) : List.of(Next.BALANCE, Next.PERSON));
  }

  private void answer(Dialogue d, Chosen chosen) {
    chosen.heading().ifPresent(d::say);
    var all = payments.recent(chosen.account().clientCode(), MOST);
    var amount = PaySum.given(d.opening());
    if (amount.isPresent()) {
      one(d, all, amount.get());
    } else if (d.given(LAST).isPresent()) {
      all.stream().filter(payment -> payment.status() != PaymentStatus.FAILED).findFirst().ifPresentOrElse(
          last -> d.say(Phrase.of("payments.last", "line", line(last))), () -> d.say(Phrase.of("payments.none")));
    } else {
      list(d, all.stream().filter(asked(d.opening(), business.day(d.person().now()))).toList(), all.isEmpty());
      if (TWICE.matcher(Plain.of(d.opening().text())).find()) {
        d.say(Phrase.of("payments.twice"));
        d.offer(List.of(Next.BALANCE, Next.COMPLAINT, Next.PERSON));
        return;
      }
      if (PAID.matcher(Plain.of(d.opening().text())).find() && all.stream().noneMatch(PaymentsFlow::underWay)) {
        d.say(booked());
      }
    }
    d.offer(List.of(Next.BALANCE, Next.INVOICE, Next.PERSON));
  }

  /** When a payment is to be seen. */
  private Phrase booked() {
    return Phrase.of("payments.wait", "days", business.money().bookingDays(), "phone", business.company().phone());
  }

  /** "Ati primit cei 200 de lei?": found, or said that it is not, and how long it may take. */
  private void one(Dialogue d, List<Payment> all, BigDecimal amount) {
    var found = all.stream().filter(payment -> payment.amount().compareTo(amount) == 0).toList();
    if (found.isEmpty()) {
      d.say(Phrase.of("payments.not_found", "amount", amount, "days", business.money().bookingDays(), "phone",
          business.company().phone()));
      all.stream().findFirst().ifPresent(last -> d.say(Phrase.of("payments.last", "line", line(last))));
    } else {
      d.say(Phrase.of("payments.found", "line", line(found.getFirst())));
    }
  }

  private static boolean underWay(Payment payment) {
    return switch (payment.status()) {
      case PENDING, CONFIRMED -> true;
      case BOOKED, FAILED, REFUNDED -> false;
    };
  }

  private static void list(Dialogue d, List<Payment> asked, boolean none) {
    if (asked.isEmpty()) {
      d.say(Phrase.of(none ? "payments.none" : "payments.none_then"));
      return;
    }
    boolean brief = d.person().capabilities().brief();
    int count = d.given("count").filter(c -> c.matches("\\d{1,2}")).map(Integer::valueOf)
        .orElse(EVERY.matcher(Plain.of(d.opening().text())).find() ? LISTED_LONG : LISTED);
    int most = brief ? LISTED_BRIEF : Math.clamp(count, 1, LISTED_LONG);
    int from = Rest.from(d, "payments", asked.size());
    if (from == 0 && d.given(Rest.KEY).isPresent()) {
      d.say(Phrase.of("payments.no_more"));
      return;
    }
    int to = Math.min(from + (from > 0 && !brief ? LISTED_LONG : most), asked.size());
    d.say(from > 0 ? Phrase.of("payments.rest") : Phrase.of("payments.title", "n", to));
    d.say(Phrase.of("lines", "lines", asked.subList(from, to).stream().map(PaymentsFlow::line).toList()));
    if (asked.size() > to) {
      d.say(Phrase.of("payments.more", "more", asked.size() - to));
    }
    Rest.shown(d, "payments", to);
  }

  private static Predicate<Payment> asked(Said said, LocalDate today) {
    var month = said.entity("month").filter(m -> m.matches("1?\\d")).map(Integer::valueOf);
    // A month alone is the last one of that name.
    var year = said.entity("year").filter(y -> y.matches("\\d{4}")).map(Integer::valueOf)
        .or(() -> month.map(m -> m <= today.getMonthValue() ? today.getYear() : today.getYear() - 1));
    var period = said.entity("period").orElse("");
    return payment -> (year.isEmpty() || payment.paidOn().getYear() == year.get())
        && (month.isEmpty() || payment.paidOn().getMonthValue() == month.get()) && within(payment, period, today);
  }

  private static boolean within(Payment payment, String period, LocalDate today) {
    var months = MONTHS.get(period);
    return switch (period) {
      case "this_year" -> payment.paidOn().getYear() == today.getYear();
      case "last_year" -> payment.paidOn().getYear() == today.getYear() - 1;
      default -> months == null || !payment.paidOn().isBefore(today.minusMonths(months));
    };
  }

  private static Phrase line(Payment payment) {
    var number = payment.invoiceNumber();
    return Phrase.of(switch (payment.status()) {
      case BOOKED -> "payments.booked";
      case PENDING, CONFIRMED -> "payments.in_progress";
      case FAILED -> "payments.failed";
      case REFUNDED -> "payments.refunded";
    }, "on", payment.paidOn(), "amount", payment.amount(), "invoice", number == null ? "" : " · " + number);
  }
}
