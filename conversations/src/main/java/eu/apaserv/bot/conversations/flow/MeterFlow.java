package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whose a meter is, and who mounts and changes it: the one the utility bills by, and those inside a flat. */
public final class MeterFlow implements Flow {
  /** It is to be checked, as it seems to count too much. */
  static final String CHECK = "meter_check";

  private final Business business;

  public MeterFlow(Business business) {
    this.business = business;
  }

  @Override
  public String name() {
    return "meter_change";
  }

  @Override
  public Set<String> intents() {
    return Set.of("meter_change");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.meter"));
  }

  /** Asked for by those who wonder; a menu has no room for it. */
  @Override
  public boolean possible(Dialogue d) {
    return false;
  }

  /** "Când vine?", right after it. */
  @Override
  public Set<String> about() {
    return Set.of("visit");
  }

  @Override
  public void run(Dialogue d) {
    if (d.given(CHECK).isPresent() && d.given("visit").isEmpty()) {
      d.say(Phrase.of("meter.check"));
      if (!d.given(CHECK).get().equals("cost")) {
        d.say(Phrase.of("meter.check_first"));
      }
      d.say(Phrase.of("meter.check_how", "phone", business.company().phone()));
      d.offer(List.of(new Suggestion(Phrase.of("meter.check_wanted"), "complaint",
          Map.of("complaint_topic", "meter", CHECK, "1")), Next.CONSUMPTION, Next.PERSON));
      return;
    }
    if (d.given("visit").isEmpty()) {
      d.say(Phrase.of("meter.whose"));
    }
    d.say(Phrase.of("meter.arranged", "phone", business.company().phone()));
    d.offer(List.of(Next.FAULT, Next.CALLBACK, Next.PERSON));
  }
}
