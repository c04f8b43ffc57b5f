package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.invoice.Penalty;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why there are penalties: the invoices they are for, what was paid late there, and the rule they come from. */
public final class PenaltiesFlow implements Flow {
  private static final String RECONNECT = "reconnect";
  private static final int MOST_LINES = 8;
  private static final int MOST_LINES_BRIEF = 2;
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final WhichAccount which;
  private final Invoices invoices;
  private final Business business;

  public PenaltiesFlow(WhichAccount which, Invoices invoices, Business business) {
    this.which = which;
    this.invoices = invoices;
    this.business = business;
  }

  @Override
  public String name() {
    return "penalties";
  }

  @Override
  public Set<String> intents() {
    return Set.of("penalties");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.penalties"));
  }

  /** Asked for by those who see some; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  /** "Când îmi porniți apa", after what is told of cutting off. */
  @Override
  public Set<String> about() {
    return Set.of(RECONNECT);
  }

  @Override
  public void run(Dialogue d) {
    if (d.given(RECONNECT).isPresent() || d.given("penalty_topic").filter("cut"::equals).isPresent()) {
      d.say(Phrase.of("penalties.cut", "phone", business.company().phone()));
      d.offer(List.of(Next.BALANCE, Next.PAY, Next.PERSON));
    } else if (which.linked(d).isEmpty()) {
      rule(d);
      d.say(Phrase.of("penalties.unlinked"));
      d.offer(List.of(Next.LINK, Next.PERSON));
    } else {
      which.account(d).ifPresent(chosen -> answer(d, chosen));
    }
  }

  private void answer(Dialogue d, Chosen chosen) {
    var code = chosen.account().clientCode();
    var charged = invoices.penalties(code);
    chosen.heading().ifPresent(d::say);
    if (charged.isEmpty()) {
      d.say(Phrase.of("penalties.none"));
      rule(d);
      d.offer(List.of(Next.BALANCE, Next.COMPLAINT, Next.PERSON));
      return;
    }
    d.say(Phrase.of("penalties.total", "amount",
        charged.stream().map(Penalty::amount).reduce(BigDecimal.ZERO, BigDecimal::add)));
    int most = d.person().capabilities().brief() ? MOST_LINES_BRIEF : MOST_LINES;
    var lines = new ArrayList<Phrase>();
    var owed = Debts.of(invoices.balance(code, business.day(d.person().now())));
    charged.stream().limit(most).forEach(penalty -> lines.add(line(penalty, owed)));
    if (charged.size() > most) {
      lines.add(Phrase.of("penalties.more", "more", charged.size() - most));
    }
    d.say(Phrase.of("lines", "lines", lines));
    rule(d);
    d.offer(List.of(Next.PAY, Next.BALANCE, Next.COMPLAINT));
  }

  /** What is being booked is never called unpaid. */
  private Phrase line(Penalty penalty, Debts owed) {
    var number = penalty.invoiceNumber();
    return Optional.ofNullable(number).flatMap(known -> invoices.byNumber(penalty.clientCode(), known))
        .map(invoice -> Phrase.of(
            owed.only(invoice.number()).total().signum() > 0 ? "penalties.unpaid" : "penalties.paid_late",
            "number", invoice.number(), "due", invoice.dueOn(), "grace", invoice.graceUntil(), "amount",
            penalty.amount()))
        .orElseGet(() -> Phrase.of("penalties.line", "amount", penalty.amount(), "on", penalty.computedOn()));
  }

  private void rule(Dialogue d) {
    var today = business.day(d.person().now());
    var rates = business.money().penaltyRates();
    var rate = rates.reversed().stream().filter(one -> !one.from().isAfter(today)).findFirst()
        .orElse(rates.getFirst());
    d.say(Phrase.of("penalties.rule", "days", business.money().graceDays(), "rate",
        rate.daily().multiply(HUNDRED).setScale(2, RoundingMode.HALF_UP)));
    if (d.given("penalty_topic").isPresent()) {
      d.say(Phrase.of("penalties.cut_off"));
    }
  }
}
