package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;

/** What is said of the water without asking where it is off: that it is back, that only the hot one is missing, who needs it. */
final class OutageAsides {
  /** The entity that says that somebody is there who cannot be without water. */
  static final String NEED = "need";
  private static final String TANKER = "tanker";

  private final DryLately dry;
  private final Business business;

  OutageAsides(DryLately dry, Business business) {
    this.dry = dry;
    this.business = business;
  }

  /**
   * Whether it was that; then it has been answered.
   *
   * @param isDry that there is no water is said in the same message: then it is noted, whoever needs it
   */
  boolean answer(Dialogue d, boolean isDry) {
    if (d.given("water_back").isPresent()) {
      dry.over(d);
      d.say(Phrase.of("outage.back"));
    } else if (d.given("hot_water").isPresent()) {
      d.say(Phrase.of("outage.hot"));
      d.offer(List.of(Next.NO_WATER, Next.CONTACT));
    } else if (d.given(TANKER).isPresent() || (d.given(NEED).isPresent() && !isDry)) {
      d.say(Phrase.of(d.given(TANKER).isPresent() ? "outage.tanker" : "outage.need", "emergency",
          business.company().emergencyPhone()));
      d.offer(List.of(Next.FAULT, Next.PERSON));
    } else {
      return false;
    }
    return true;
  }
}
