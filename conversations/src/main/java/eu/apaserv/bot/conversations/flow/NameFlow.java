package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.question.OtherWish;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A name of one's own for a place or an account: shown in every choice, understood in every message. */
public final class NameFlow implements Flow {
  private static final Pattern NAME = Pattern.compile("(?=.*\\p{L})[\\p{L}\\p{N} .'’-]{2,30}");
  private static final int MOST_PLACES = 60;

  private final WhichAccount which;
  private final AccountBook book;

  public NameFlow(WhichAccount which, AccountBook book) {
    this.which = which;
    this.book = book;
  }

  @Override
  public String name() {
    return "name_account";
  }

  @Override
  public Set<String> intents() {
    return Set.of("name_account");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.name"));
  }

  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    which.anyway(d).ifPresent(chosen -> name(d, chosen.account()));
  }

  private void name(Dialogue d, Account account) {
    var point = account.places().size() == 1 ? account.places().getFirst().pointId() : d.ask(place(account));
    var shown = account.places().stream().filter(place -> place.pointId().equals(point)).findFirst()
        .map(ConsumptionPoint::label).orElse(account.clientCode());
    var name = d.ask(Question.reading("name", Phrase.of("name.ask", "place", shown), NameFlow::read)
        .or(List.of(new Option<>("none", Phrase.of("name.none"), ""))).anyText());
    d.once("named", Boolean.class, _ -> {
      book.names().keep(d.person().conversation(), account.clientCode(), point, name);
      return true;
    });
    d.say(name.isEmpty() ? Phrase.of("name.removed") : Phrase.of("name.done", "name", name));
    d.offer(List.of(Next.BALANCE, Next.INDEX));
  }

  private static Question<String> place(Account account) {
    var options = new ArrayList<Option<String>>();
    options.add(new Option<>("all", Phrase.of("name.whole", "code", account.clientCode()), ""));
    account.places().stream().limit(MOST_PLACES).forEach(place -> options
        .add(new Option<>(place.pointId().replaceAll("[^A-Za-z0-9_.-]", "-"), Phrase.plain(place.label()),
            place.pointId())));
    return Question.choosing("place", Phrase.of("name.which"), options);
  }

  private static Reading<String> read(Said said) {
    var name = said.text().strip().replaceAll("\\s+", " ");
    if (OtherWish.is(said, "name_account")) {
      return Reading.unclear();
    }
    return NAME.matcher(name).matches() ? Reading.is(name) : Reading.wrong(Phrase.of("name.unfit"));
  }
}
