package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.Optional;
import java.util.Set;

/** Where, when and how people reach the utility: what they ask for, or all of it. */
public final class ContactFlow implements Flow {
  private final Business.Company company;

  public ContactFlow(Business business) {
    this.company = business.company();
  }

  @Override
  public String name() {
    return "contact_info";
  }

  @Override
  public Set<String> intents() {
    return Set.of("contact_info");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.contact"));
  }

  @Override
  public void run(Dialogue d) {
    var hours = company.hours(d.person().language());
    d.say(switch (d.given("contact_topic").orElse("")) {
      case "emergency" -> Phrase.of("contact.emergency", "emergency", company.emergencyPhone());
      case "phone" -> Phrase.of("contact.phone", "phone", company.phone(), "emergency", company.emergencyPhone());
      case "email" -> Phrase.of("contact.email", "email", company.email());
      case "address" -> Phrase.of("contact.address", "address", company.address(), "hours", hours);
      case "hours" -> Phrase.of("contact.hours", "hours", hours, "address", company.address());
      default -> Phrase.of("contact.all", "phone", company.phone(), "emergency", company.emergencyPhone(), "email",
          company.email(), "address", company.address(), "hours", hours);
    });
  }
}
