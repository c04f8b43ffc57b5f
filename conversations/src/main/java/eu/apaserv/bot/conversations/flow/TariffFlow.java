package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.invoice.WaterPrice;
import eu.apaserv.bot.conversations.invoice.WaterPrices;
import eu.apaserv.bot.conversations.invoice.WaterPrices.Known;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichAccount.Chosen;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a cubic metre costs this person: by their own last invoice, for the tariff of others may be another one. Who asks why
 * it costs more hears from which invoice on it does; what rainwater is needs no account.
 */
public final class TariffFlow implements Flow {
  private final WhichAccount which;
  private final WaterPrices prices;
  private final Business business;

  public TariffFlow(WhichAccount which, WaterPrices prices, Business business) {
    this.which = which;
    this.prices = prices;
    this.business = business;
  }

  @Override
  public String name() {
    return "tariff";
  }

  @Override
  public Set<String> intents() {
    return Set.of("tariff");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.tariff"));
  }

  /** Asked for by those who wonder; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    if (d.given("tariff_topic").filter("rain"::equals).isPresent()) {
      d.say(Phrase.of("tariff.rain", "phone", business.company().phone()));
      d.offer(List.of(Next.CONTENTS, Next.PERSON));
      return;
    }
    var linked = which.linked(d);
    if (linked.isEmpty()) {
      d.say(Phrase.of("tariff.general"));
      d.offer(List.of(Next.LINK, Next.CONTACT, Next.PERSON));
      return;
    }
    var common = which.named(d).isPresent() ? Optional.<Known>empty() : common(linked);
    if (common.isPresent()) {
      tell(d, common.get());
    } else {
      which.account(d).ifPresent(chosen -> answer(d, chosen));
    }
  }

  /** Where several places all pay the same, nobody is asked which one is meant. */
  private Optional<Known> common(List<Account> linked) {
    if (linked.size() == 1) {
      return Optional.empty();
    }
    var known = linked.stream().flatMap(account -> prices.of(account.clientCode()).stream()).toList();
    return known.stream().findFirst().filter(first -> known.stream().allMatch(first::sameAs));
  }

  private void answer(Dialogue d, Chosen chosen) {
    var code = chosen.account().clientCode();
    var known = prices.of(code);
    chosen.heading().ifPresent(d::say);
    if (known.isPresent()) {
      tell(d, known.get());
    } else {
      d.say(Phrase.of("tariff.none", "code", code, "phone", business.company().phone()));
      d.offer(List.of(Next.CONTACT, Next.PERSON));
    }
  }

  private static void tell(Dialogue d, Known known) {
    d.say(Phrase.of("tariff.title", "on", known.issuedOn()));
    d.say(Phrase.of("lines", "lines", known.now().stream().map(price -> line(d, known, price)).toList()));
    if (known.now().size() > 1) {
      known.together().ifPresent(total -> d.say(Phrase.of("tariff.total", "total", rounded(total))));
    }
    known.together().ifPresent(total -> d.given("volume").filter(volume -> volume.matches("\\d{1,4}"))
        .ifPresent(volume -> d.say(Phrase.of("tariff.volume", "volume", Integer.valueOf(volume), "sum",
            rounded(total.multiply(new BigDecimal(volume)))))));
    if (d.given("tariff_topic").isPresent()) {
      changes(d, known);
      d.offer(List.of(Next.CONSUMPTION, Next.CONTENTS, Next.COMPLAINT));
    } else {
      d.offer(List.of(Next.CONTENTS, Next.CONSUMPTION, Next.BALANCE));
    }
  }

  private static Phrase line(Dialogue d, Known known, WaterPrice price) {
    return Phrase.of("tariff.line", "name", known.single(price) ? name(price) : Phrase.plain(price.name()), "gross",
        price.gross(), "net",
        InvoiceContents.price(price.net(), d.person().language()));
  }

  private static BigDecimal rounded(BigDecimal lei) {
    return lei.setScale(2, RoundingMode.HALF_UP);
  }

  /** In the language of the chat, where it is a service everybody has. */
  private static Phrase name(WaterPrice price) {
    return switch (price.service()) {
      case "drinking_water" -> Phrase.of("tariff.water");
      case "sewerage" -> Phrase.of("tariff.sewerage");
      default -> Phrase.plain(price.name());
    };
  }

  private static void changes(Dialogue d, Known known) {
    if (known.changes().isEmpty()) {
      d.say(Phrase.of("tariff.same", "since", known.oldest()));
    } else {
      d.say(Phrase.of("lines", "lines", known.changes().stream().map(change -> Phrase.of("tariff.change", "name",
          name(change.since()), "before", change.before().gross(), "now", change.since().gross(), "on",
          change.since().issuedOn())).toList()));
    }
    d.say(Phrase.of("tariff.authority"));
  }
}
