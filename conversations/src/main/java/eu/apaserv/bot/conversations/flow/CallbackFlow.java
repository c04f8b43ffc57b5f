package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.Filed;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.core.dialogue.Attachment;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.message.Content;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Somebody wants to be called: the number they write from, or the one they give. */
public final class CallbackFlow implements Flow {
  private static final Pattern NUMBER = Pattern.compile("\\+?[0-9][0-9 ./-]{7,18}[0-9]");

  private final Desk desk;
  private final Business business;

  public CallbackFlow(Desk desk, Business business) {
    this.desk = desk;
    this.business = business;
  }

  @Override
  public String name() {
    return "callback";
  }

  @Override
  public Set<String> intents() {
    return Set.of("callback");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.callback"));
  }

  /** Asked for by those who need it; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  @Override
  public void run(Dialogue d) {
    var own = d.person().address().id();
    var phone = d.opening().entity("phone").orElseGet(() -> own.startsWith("+")
        ? own
        : d.ask(Question.reading("phone", Phrase.of("callback.phone"),
            said -> read(d, said)).wants(Content.Request.Wanted.NUMBER)));
    var filed = d.once("filed", Filed.class, key -> Filed.of(desk.tickets().open(key,
        Draft.of(TicketKind.CALLBACK, "", d.person(), d.opening().text()).reachedAt(phone))));
    var office = business.desk().main();
    var now = LocalDateTime.ofInstant(d.person().now(), business.zone());
    d.say(office.isOpen(now)
        ? Phrase.of("callback.today", "phone", phone, "number", filed.number())
        : Phrase.of("callback.later", "phone", phone, "number", filed.number(), "next", Moments.next(d, office, now)));
  }

  private Reading<String> read(Dialogue d, Said said) {
    if (said.attachment() instanceof Attachment.Card(String shared, boolean own) && own && shared != null) {
      return Reading.is(shared);
    }
    var number = NUMBER.matcher(said.text());
    if (!number.find() && Plain.has(said.text(), "cand", "la ce ora", "when", "what time")) {
      var now = LocalDateTime.ofInstant(d.person().now(), business.zone());
      return Reading.wrong(business.desk().main().isOpen(now)
          ? Phrase.of("callback.when_today")
          : Phrase.of("callback.when_later", "next", Moments.next(d, business.desk().main(), now)));
    }
    return number.reset().find() ? Reading.is(number.group().replaceAll("[ ./-]", "")) : Reading.unclear();
  }
}
