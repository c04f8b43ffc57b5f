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
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

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

  /** What was found out when it was first looked, by client code; one for all, so that what is kept of a payment stays small. */
  private record Found(Map<String, Each> codes) {
    Each of(String code) {
      return Objects.requireNonNull(codes.get(code), "all were looked at");
    }
  }

  /**
   * One of them.
   *
   * @param live the link that lives and is still right; empty: there is none
   * @param begun somebody has begun to pay, and nobody knows what came of it
   */
  private record Each(boolean owes, String live, boolean begun) {}

  /** The reference of each link that was made, by client code. */
  private record Links(Map<String, String> made) {}

  /** Those that owe something, when it is first looked; of the others it is said that they do not. */
  List<Chosen> owing(Dialogue d, List<Chosen> all) {
    var found = found(d, all);
    var owing = new ArrayList<Chosen>();
    for (var one : all) {
      var code = one.account().clientCode();
      if (found.of(code).owes()) {
        owing.add(one);
      } else {
        d.say(Phrase.of("pay.each_nothing", "code", code, "place", one.account().label()));
      }
    }
    return owing;
  }

  private Found found(Dialogue d, List<Chosen> all) {
    return d.keep("each", Found.class, () -> new Found(all.stream()
        .collect(Collectors.toMap(one -> one.account().clientCode(), one -> look(d, one.account().clientCode())))));
  }

  private Each look(Dialogue d, String code) {
    var person = d.person();
    var debts = debts(d, code);
    var live = links.liveBefore(person.conversation(), code, person.now(), key(d.key("links"), code))
        .filter(link -> link.amount().compareTo(debts.total()) == 0 && debts.hold(links.parts(link)))
        .map(Attempt::reference).orElse("");
    boolean begun = links.begun(code, person.now()).stream().anyMatch(attempt -> !attempt.reference().equals(live));
    return new Each(debts.total().signum() > 0, live, begun);
  }

  /** A link for each; none where somebody has begun to pay and nobody knows what came of it. */
  void give(Dialogue d, List<Chosen> owing) {
    if (owing.isEmpty()) {
      d.offer(List.of(Next.BALANCE, Next.INVOICE));
      return;
    }
    var found = found(d, owing);
    var made = made(d, owing.stream().map(one -> one.account().clientCode())
        .filter(code -> !found.of(code).begun() && found.of(code).live().isEmpty()).toList());
    var lines = new ArrayList<Phrase>();
    var until = d.person().now();
    int given = 0;
    for (var one : owing) {
      var code = one.account().clientCode();
      if (found.of(code).begun()) {
        lines.add(begun(one));
        continue;
      }
      var link = made.getOrDefault(code, found.of(code).live());
      var live = links.live(d.person().conversation(), code, d.person().now())
          .filter(attempt -> attempt.reference().equals(link));
      if (live.isPresent()) {
        given++;
        until = live.get().expiresAt();
        lines.add(Phrase.of("pay.each", "code", code, "place", one.account().label(), "amount",
            live.get().amount(), "address", links.address(live.get())));
      } else {
        lines.add(Phrase.of("pay.each_over", "code", code));
      }
    }
    d.say(given == 0
        ? Phrase.of("lines", "lines", lines)
        : Phrase.of("pay.each_link", "n", given, "lines", lines, "until", time(until)));
  }

  private Map<String, String> made(Dialogue d, List<String> codes) {
    return codes.isEmpty()
        ? Map.of()
        : d.replacing("links", Links.class, key -> new Links(codes.stream()
            .collect(Collectors.toMap(Function.identity(), code -> made(d, code, key(key, code)))))).made();
  }

  private String made(Dialogue d, String code, String key) {
    var person = d.person();
    var debts = debts(d, code);
    var provider = links.provider().orElseThrow();
    return links
        .create(key, new Attempts.Wish(person.conversation(), person.address(), person.language(), code, provider,
            debts.allocate(debts.total())), person.now())
        .reference();
  }

  private static String key(String effect, String code) {
    return effect + "_" + code;
  }

  private static Phrase begun(Chosen chosen) {
    return Phrase.of("pay.each_begun", "code", chosen.account().clientCode(), "place", chosen.account().label());
  }

  private Debts debts(Dialogue d, String code) {
    return Debts.of(invoices.balance(code, business.day(d.person().now())));
  }

  private String time(Instant at) {
    return "%tR".formatted(at.atZone(business.zone()));
  }
}
