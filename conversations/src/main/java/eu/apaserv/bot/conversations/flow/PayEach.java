package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Attempt;
import eu.apaserv.bot.conversations.payment.Attempts;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.payment.PayLinks;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is owed for each of several client codes, in one answer. A payment is of one code, so each gets a link of its own,
 * and that is said.
 */
final class PayEach {
  private final Invoices invoices;
  private final PayLinks links;
  private final Business business;

  PayEach(Invoices invoices, PayLinks links, Business business) {
    this.invoices = invoices;
    this.links = links;
    this.business = business;
  }

  /** Those that owe something, when it is first looked; of the others it is said that they do not. */
  List<Chosen> owing(Dialogue d, List<Chosen> all) {
    var owing = new ArrayList<Chosen>();
    for (var one : all) {
      var code = one.account().clientCode();
      if (d.keep("owing_" + code, Boolean.class, () -> debts(d, one).total().signum() > 0)) {
        owing.add(one);
      } else {
        d.say(Phrase.of("pay.each_nothing", "code", code, "place", one.account().label()));
      }
    }
    return owing;
  }

  /** A link for each; none where somebody has begun to pay and nobody knows what came of it. */
  void give(Dialogue d, List<Chosen> owing) {
    if (owing.isEmpty()) {
      d.offer(List.of(Next.BALANCE, Next.INVOICE));
      return;
    }
    var lines = new ArrayList<Phrase>();
    var until = d.person().now();
    int given = 0;
    for (var one : owing) {
      var link = link(d, one);
      if (link.isEmpty()) {
        lines.add(begun(one));
        continue;
      }
      var live = links.live(d.person().conversation(), one.account().clientCode(), d.person().now())
          .filter(attempt -> attempt.reference().equals(link));
      if (live.isPresent()) {
        given++;
        until = live.get().expiresAt();
        lines.add(Phrase.of("pay.each", "code", one.account().clientCode(), "place", one.account().label(), "amount",
            live.get().amount(), "address", links.address(live.get())));
      } else {
        lines.add(Phrase.of("pay.each_over", "code", one.account().clientCode()));
      }
    }
    d.say(given == 0
        ? Phrase.of("lines", "lines", lines)
        : Phrase.of("pay.each_link", "n", given, "lines", lines, "until", time(until)));
  }

  /** The link that lives and is still right, else a new one; empty where a payment of that code is under way. */
  private String link(Dialogue d, Chosen chosen) {
    var code = chosen.account().clientCode();
    var person = d.person();
    var debts = debts(d, chosen);
    var live = d.keep("live_" + code, String.class, () -> links
        .liveBefore(person.conversation(), code, person.now(), d.key("link_" + code))
        .filter(link -> link.amount().compareTo(debts.total()) == 0 && debts.hold(links.parts(link)))
        .map(Attempt::reference).orElse(""));
    boolean begun = d.keep("begun_" + code, Boolean.class, () -> links.begun(code, person.now()).stream()
        .anyMatch(attempt -> !attempt.reference().equals(live)));
    if (begun || !live.isEmpty()) {
      return begun ? "" : live;
    }
    var provider = links.provider().orElseThrow();
    return d.replacing("link_" + code, PayFlow.Made.class,
        key -> new PayFlow.Made(links.create(key, new Attempts.Wish(person.conversation(), person.address(),
            person.language(), code, provider, debts.allocate(debts.total())), person.now()).reference()))
        .reference();
  }

  private static Phrase begun(Chosen chosen) {
    return Phrase.of("pay.each_begun", "code", chosen.account().clientCode(), "place", chosen.account().label());
  }

  private Debts debts(Dialogue d, Chosen chosen) {
    return Debts.of(invoices.balance(chosen.account().clientCode(), business.day(d.person().now())));
  }

  private String time(Instant at) {
    return "%tR".formatted(at.atZone(business.zone()));
  }
}
