package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.Optional;
import java.util.Set;

/** A person is wanted. */
public final class PersonFlow implements Flow {
  private final Business.Company company;

  public PersonFlow(Business business) {
    this.company = business.company();
  }

  @Override
  public String name() {
    return "human_agent";
  }

  @Override
  public Set<String> intents() {
    return Set.of("human_agent");
  }

  @Override
  public boolean closesOthers() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.person"));
  }

  @Override
  public void run(Dialogue d) {
    d.handOver("asked for a person");
    d.say(Phrase.of("person.called", "hours", company.hours(d.person().language()), "phone", company.phone(),
        "emergency", company.emergencyPhone()));
  }
}
