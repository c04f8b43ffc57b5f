package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.invoice.Balance;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Allocation;
import eu.apaserv.bot.conversations.payment.Attempt;
import eu.apaserv.bot.conversations.payment.Attempts;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.payment.PayLinks;
import eu.apaserv.bot.conversations.question.DueDates;
import eu.apaserv.bot.conversations.question.PaySum;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A link to the payment page, for everything, for one invoice or for a sum, the oldest debt first. Nothing that is being
 * booked is asked for again, and a payment whose end nobody knows is warned of before another begins.
 */
public final class PayFlow implements Flow {
  private final WhichAccount which;
  private final Invoices invoices;
  private final PayLinks links;
  private final PayElsewhere elsewhere;
  private final PaySum sum;
  private final PayEach each;
  private final UntilWhen untilWhen;
  private final Business business;

  public PayFlow(WhichAccount which, Invoices invoices, PayLinks links, Business business) {
    this.which = which;
    this.invoices = invoices;
    this.links = links;
    this.business = business;
    this.elsewhere = new PayElsewhere(which, business, links.provider().isPresent());
    this.each = new PayEach(invoices, links, business);
    this.untilWhen = new UntilWhen(which, invoices, business);
    this.sum = new PaySum(business.money().smallestPayment(), elsewhere::isOf, elsewhere::beside);
  }

  @Override
  public String name() {
    return "pay";
  }

  @Override
  public Set<String> intents() {
    return Set.of("pay");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.pay"));
  }

  /** "It does not open" is of the link; "the rest" is what it does not pay; until when, of what is paid. */
  @Override
  public Set<String> about() {
    return Set.of("pay_topic", Rest.KEY, DueDates.KEY);
  }

  @Override
  public void run(Dialogue d) {
    if (!untilWhen.answers(d) && !refused(d) && !failed(d) && !elsewhere.answers(d)) {
      // A sum, an invoice or the rest is of one client code; everything may be of several.
      boolean one = PaySum.given(d.opening()).isPresent() || d.given("invoice_number").isPresent()
          || d.given(Rest.KEY).isPresent();
      (one ? which.account(d).map(List::of) : which.accounts(d)).ifPresent(chosen -> pay(d, chosen));
    }
  }

  /** Of several client codes those that owe something: each is a payment of its own. */
  private void pay(Dialogue d, List<Chosen> chosen) {
    var owing = chosen.size() == 1 || links.provider().isEmpty() ? chosen : each.owing(d, chosen);
    if (owing.size() == 1 || links.provider().isEmpty()) {
      pay(d, owing.getFirst());
    } else {
      each.give(d, owing);
    }
  }

  /** What may help when a bank refuses; nothing is paid then, and that is said. */
  private boolean refused(Dialogue d) {
    if (d.given("pay_topic").filter(PayElsewhere.REFUSED::equals).isEmpty()) {
      return false;
    }
    d.say(elsewhere.refused());
    d.offer(links.provider().isPresent()
        ? List.of(Next.PAY, Next.BALANCE, Next.PERSON)
        : List.of(Next.BALANCE, Next.PERSON));
    return true;
  }

  /** The link they have, or that they have none, whoever cannot open it. */
  private boolean failed(Dialogue d) {
    if (d.given("pay_topic").isEmpty() || links.provider().isEmpty()) {
      return false;
    }
    var person = d.person();
    which.linked(d).stream()
        .flatMap(account -> links.live(person.conversation(), account.clientCode(), person.now()).stream()).findFirst()
        .ifPresentOrElse(link -> {
          d.say(Phrase.of("pay.link_failed", "until", time(link.expiresAt())));
          d.link(Phrase.of("pay.button"), links.address(link));
        }, () -> {
          d.say(Phrase.of("pay.no_link"));
          d.offer(List.of(Next.PAY, Next.PERSON));
        });
    return true;
  }

  private void pay(Dialogue d, Chosen chosen) {
    chosen.heading().ifPresent(d::say);
    var code = chosen.account().clientCode();
    var balance = invoices.balance(code, business.day(d.person().now()));
    var debts = Debts.of(balance);
    if (d.given(Rest.KEY).isPresent() && debts.total().signum() > 0) {
      rest(d, code, debts);
      return;
    }
    // Found out once: the link this run makes is live too when a correction looks at it again.
    var live = d.keep("live", String.class, () -> links
        .liveBefore(d.person().conversation(), code, d.person().now(), d.key("link"))
        .filter(link -> meant(d, link, debts) && stillRight(d, link, debts)).map(Attempt::reference).orElse(""));
    if (!live.isEmpty()) {
      give(d, code, live, "pay.again");
    } else if (debts.total().signum() == 0) {
      d.say(BalanceFlow.settled(balance, business));
      d.offer(List.of(Next.BALANCE, Next.INVOICE));
    } else if (sure(d, code)) {
      link(d, code, balance, debts);
    }
  }

  /** "Restul", after a link for a part: how much that is. Another link now would take the place of the first. */
  private void rest(Dialogue d, String code, Debts debts) {
    var live = links.live(d.person().conversation(), code, d.person().now()).map(Attempt::amount)
        .filter(amount -> amount.compareTo(debts.total()) < 0);
    d.say(live.map(amount -> Phrase.of("pay.rest", "amount", amount, "rest", debts.total().subtract(amount)))
        .orElseGet(() -> Phrase.of("pay.left", "rest", debts.total())));
    d.offer(List.of(Next.PAY, Next.BALANCE));
  }

  /** Another sum or another invoice asks for another link. */
  private static boolean meant(Dialogue d, Attempt live, Debts debts) {
    var amount = PaySum.given(d.opening())
        .or(() -> PaySum.everything(d.opening()) ? Optional.of(debts.total()) : Optional.empty());
    return d.given("invoice_number").isEmpty() && amount.map(a -> a.compareTo(live.amount()) == 0).orElse(true);
  }

  /** Since it was made an invoice may have been paid, or another payment of the account begun, by whichever chat. */
  private boolean stillRight(Dialogue d, Attempt live, Debts debts) {
    return debts.hold(links.parts(live)) && links.begun(live.clientCode(), d.person().now()).stream()
        .allMatch(begun -> begun.reference().equals(live.reference()));
  }

  /** Whether to go on although somebody has begun to pay and nobody knows what came of it. */
  private boolean sure(Dialogue d, String code) {
    var begun = links.begun(code, d.person().now());
    if (begun.isEmpty()) {
      return true;
    }
    var last = begun.getFirst();
    var at = Optional.ofNullable(last.openedAt()).orElse(last.createdAt());
    boolean goesOn = d.ask(YesNo.of("twice", Phrase.of("pay.begun", "amount", last.amount(), "time", time(at)),
        Phrase.of("pay.begun_yes"), Phrase.of("pay.begun_no")));
    if (!goesOn) {
      d.say(Phrase.of("pay.waiting"));
      d.offer(List.of(Next.BALANCE, Next.PERSON));
    }
    return goesOn;
  }

  private void link(Dialogue d, String code, Balance balance, Debts debts) {
    if (balance.inProgressTotal().signum() > 0) {
      d.say(Phrase.of("pay.in_progress", "amount", balance.inProgressTotal(), "days", business.money().bookingDays()));
    }
    var parts = sum.ask(d, code, debts);
    if (parts.isEmpty()) {
      elsewhere.without(d);
      return;
    }
    var person = d.person();
    var provider = links.provider().orElseThrow();
    var made = d.replacing("link", Made.class,
        key -> new Made(links.create(key, new Attempts.Wish(person.conversation(),
            person.address(), person.language(), code, provider, parts.get()), person.now()).reference()));
    give(d, code, made.reference(), "pay.link");
  }

  /**
   * What is kept of a link.
   *
   * @param reference the attempt's
   */
  record Made(String reference) {}

  /** The link, or that it is over. */
  private void give(Dialogue d, String code, String reference, String text) {
    links.live(d.person().conversation(), code, d.person().now()).filter(link -> link.reference().equals(reference))
        .ifPresentOrElse(link -> give(d, link, text), () -> {
          d.say(Phrase.of("pay.link_over"));
          d.offer(List.of(Next.PAY, Next.BALANCE));
        });
  }

  private void give(Dialogue d, Attempt link, String text) {
    var lines = new ArrayList<Phrase>();
    links.parts(link).forEach(part -> lines.add(line(part)));
    d.say(Phrase.of(text, "amount", link.amount(), "lines", lines, "until", time(link.expiresAt())));
    d.link(Phrase.of("pay.button"), links.address(link));
  }

  private static Phrase line(Allocation part) {
    BigDecimal amount = part.amount();
    return part.penalty()
        ? Phrase.of("pay.part_penalties", "amount", amount)
        : Phrase.of("pay.part", "number", part.invoiceNumber(), "amount", amount);
  }

  private String time(Instant at) {
    return "%tR".formatted(at.atZone(business.zone()));
  }
}
