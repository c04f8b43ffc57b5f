package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.util.List;
import java.util.Set;

/** What this assistant cannot do itself: says who can, and how to reach them. */
public final class ElsewhereFlow implements Flow {
  private final WhichAccount which;
  private final Business business;

  public ElsewhereFlow(WhichAccount which, Business business) {
    this.which = which;
    this.business = business;
  }

  @Override
  public String name() {
    return "elsewhere";
  }

  @Override
  public Set<String> intents() {
    return Set.of("pay", "outage_info", "report_fault", "water_quality", "payment_history", "consumption_history",
        "subscribe_alerts", "unsubscribe_alerts", "contract_change", "complaint", "privacy");
  }

  @Override
  public void run(Dialogue d) {
    var company = business.company();
    var office = List.of(Next.PERSON, Next.CONTACT);
    switch (d.opening().intent()) {
      case "pay" -> pay(d);
      case "outage_info" -> say(d, Phrase.of("elsewhere.outage", "emergency", company.emergencyPhone()),
          List.of(Next.CONTACT));
      case "report_fault" -> say(d, Phrase.of("elsewhere.fault", "emergency", company.emergencyPhone()),
          List.of(Next.CONTACT));
      case "water_quality" -> say(d, Phrase.of("elsewhere.quality", "emergency", company.emergencyPhone(), "phone",
          company.phone()), office);
      case "payment_history" -> say(d, Phrase.of("elsewhere.payments", "phone", company.phone()),
          List.of(Next.BALANCE, Next.PERSON));
      case "consumption_history" -> say(d, Phrase.of("elsewhere.consumption"), List.of(Next.INVOICE, Next.PERSON));
      case "subscribe_alerts", "unsubscribe_alerts" -> say(d, Phrase.of("elsewhere.alerts"), List.of());
      case "privacy" -> say(d, Phrase.of("elsewhere.privacy", "terms", business.terms().address(), "email",
          company.email()), office);
      case "complaint" -> say(d, Phrase.of("elsewhere.complaint", "address", company.address(), "email",
          company.email()), office);
      default -> say(d, Phrase.of("elsewhere.office", "phone", company.phone(), "hours",
          company.hours(d.person().language()), "address", company.address()), office);
    }
  }

  /** Nothing is asked for: the client code is named as the reference where it is known. */
  private void pay(Dialogue d) {
    var linked = which.linked(d);
    var seller = business.seller();
    d.say(Phrase.of("elsewhere.pay", "iban", seller.iban(), "bank", seller.bank(), "name", seller.legalName(),
        "address", business.company().address()));
    d.say(linked.size() == 1
        ? Phrase.of("elsewhere.pay_reference", "code", linked.getFirst().clientCode())
        : Phrase.of("elsewhere.pay_reference_general"));
    d.offer(List.of(Next.BALANCE, Next.INVOICE));
  }

  private static void say(Dialogue d, Phrase phrase, List<Suggestion> steps) {
    d.say(phrase);
    d.offer(steps);
  }
}
