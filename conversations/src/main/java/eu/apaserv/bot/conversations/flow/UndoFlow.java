package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The contact on file was told that a chat was linked, and says that it was not them: the link ends, a person looks. */
public final class UndoFlow implements Flow {
  private final AccountBook book;
  private final Business business;

  public UndoFlow(AccountBook book, Business business) {
    this.book = book;
    this.business = business;
  }

  @Override
  public String name() {
    return "undo_link";
  }

  @Override
  public Set<String> intents() {
    return Set.of("undo_link");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.undo"));
  }

  /** Asked for by those who need it; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    if (d.given("unasked").isPresent()) {
      d.say(Phrase.of("undo.unasked", "phone", business.company().phone()));
      d.offer(List.of(Next.PERSON));
      return;
    }
    var token = d.ask(Question.reading("token", Phrase.of("undo.ask"), UndoFlow::read).given(UndoFlow::read));
    if (d.once("undone", Boolean.class, key -> book.delegations().undo(key, d.person().conversation(), token))) {
      d.handOver("a link was undone by the contact on file");
      d.say(Phrase.of("undo.done", "phone", business.company().phone()));
    } else {
      d.say(Phrase.of("undo.unknown", "phone", business.company().phone()));
      d.offer(List.of(Next.PERSON));
    }
  }

  private static Reading<String> read(Said said) {
    var token = said.entity("token").orElse(said.text()).toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    return token.matches("[A-Z2-9]{6}") ? Reading.is(token) : Reading.unclear();
  }
}
