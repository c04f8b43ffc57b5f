package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What this assistant cannot do itself: says who can, and how to reach them. */
public final class ElsewhereFlow implements Flow {
  private final Business business;

  public ElsewhereFlow(Business business) {
    this.business = business;
  }

  @Override
  public String name() {
    return "elsewhere";
  }

  @Override
  public Set<String> intents() {
    return Set.of("outage_info", "report_fault", "water_quality", "subscribe_alerts", "unsubscribe_alerts",
        "contract_change", "complaint", "privacy");
  }

  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return intent.equals("outage_info") ? Optional.of(Phrase.of("next.outage")) : Optional.empty();
  }

  @Override
  public void run(Dialogue d) {
    var company = business.company();
    var office = List.of(Next.PERSON, Next.CONTACT);
    switch (d.opening().intent()) {
      case "outage_info" -> say(d, Phrase.of("elsewhere.outage", "emergency", company.emergencyPhone()),
          List.of(Next.CONTACT));
      case "report_fault" -> say(d, Phrase.of("elsewhere.fault", "emergency", company.emergencyPhone()),
          List.of(Next.CONTACT));
      case "water_quality" -> say(d, Phrase.of("elsewhere.quality", "emergency", company.emergencyPhone(), "phone",
          company.phone()), office);
      case "subscribe_alerts", "unsubscribe_alerts" -> say(d, Phrase.of("elsewhere.alerts"), List.of());
      case "privacy" -> say(d, Phrase.of("elsewhere.privacy", "terms", business.terms().address(), "email",
          company.email()), office);
      case "complaint" -> say(d, Phrase.of("elsewhere.complaint", "address", company.address(), "email",
          company.email()), List.of(Next.CONTENTS, Next.PERSON, Next.CONTACT));
      default -> say(d, Phrase.of("elsewhere.office", "phone", company.phone(), "hours",
          company.hours(d.person().language()), "address", company.address()), office);
    }
  }

  private static void say(Dialogue d, Phrase phrase, List<Suggestion> steps) {
    d.say(phrase);
    d.offer(steps);
  }
}
