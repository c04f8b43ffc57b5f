package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichPlace;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.Faults.Reported;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What the water is like: hardness and analyses are told; what looks, smells or tastes wrong gets advice and a report. */
public final class QualityFlow implements Flow {
  private static final String SLOT = "quality_issue";

  private static final Pattern LOOKS_WRONG = Pattern
      .compile(
          "\\b(?:galb[ei]n\\w*|ingalben\\w*|maro\\w*|rugin\\w*|neagra|rosie|roscat\\w*|tulbur\\w*|murdar\\w*|noroi\\w*|pute|miroase|mirosi|yellow\\w*|brown\\w*|rust\\w*|cloudy|dirty|smells|stinks|muddy)\\b");
  /** When it will be as usual again. */
  private static final Pattern CLEARS = Pattern
      .compile(
          "\\b(?:cand|c[ai]t|pana|when|how long)\\b.*\\b(?:limpez\\w*|curat\\w*|trece|revin\\w*|isi revine|clear\\w*|clean)\\b");

  private final WhichAccount which;
  private final WhichPlace places;
  private final Desk desk;
  private final Business business;

  public QualityFlow(WhichAccount which, Desk desk, Business business) {
    this.which = which;
    this.desk = desk;
    this.business = business;
    this.places = new WhichPlace(business.desk());
  }

  @Override
  public String name() {
    return "water_quality";
  }

  @Override
  public Set<String> intents() {
    return Set.of("water_quality");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.quality"));
  }

  @Override
  public void run(Dialogue d) {
    var issue = d.ask(issue());
    var bulletins = business.desk().bulletins().toString();
    switch (issue) {
      case "hardness" -> d.say(hardness(d, d.opening()));
      case "analysis" -> d.say(analysis());
      case "safe_to_drink" -> {
        if (LOOKS_WRONG.matcher(Plain.of(d.opening().text())).find()) {
          // Who says that it is brown is not told first that it is good.
          wrong(d, "colour", Phrase.of("quality.not_yet"));
        } else {
          d.say(Phrase.of("quality.safe", "bulletins", bulletins, "emergency", business.company().emergencyPhone()));
        }
      }
      case "smell", "taste" -> wrong(d, issue, Phrase.of("quality.smell"));
      default -> wrong(d, issue, Phrase.of("quality.cloudy"));
    }
  }

  private static Question<String> issue() {
    var options = List.of(new Option<>("colour", Phrase.of("quality.colour"), "colour"),
        new Option<>("turbidity", Phrase.of("quality.turbidity"), "turbidity"),
        new Option<>("smell", Phrase.of("quality.odour"), "smell"),
        new Option<>("safe_to_drink", Phrase.of("quality.drink"), "safe_to_drink"),
        new Option<>("hardness", Phrase.of("quality.hard"), "hardness"),
        new Option<>("analysis", Phrase.of("quality.tests"), "analysis"));
    return Question.choosing(SLOT, Phrase.of("quality.what"), options).alsoReading(QualityFlow::read)
        .given(QualityFlow::read);
  }

  private static Reading<String> read(Said said) {
    return said.entity(SLOT).map(Reading::is).orElseGet(Reading::unclear);
  }

  /** Of the town that is named, else of one's own; of all where neither is known. */
  private Phrase hardness(Dialogue d, Said said) {
    var known = business.desk().hardness();
    var town = said.entity("locality").or(() -> which.linked(d).stream().flatMap(a -> a.places().stream())
        .map(ConsumptionPoint::locality).findFirst()).filter(known::containsKey);
    var shown = new TreeMap<>(known);
    town.ifPresent(one -> shown.keySet().retainAll(Set.of(one)));
    return Phrase.of("quality.hardness", "lines", shown.entrySet().stream().map(entry -> Phrase.of("quality.line",
        "locality", entry.getKey(), "degrees", entry.getValue().doubleValue())).toList(), "bulletins",
        business.desk().bulletins().toString());
  }

  private Phrase analysis() {
    return Phrase.of("quality.analysis", "bulletins", business.desk().bulletins().toString(), "phone",
        business.company().phone());
  }

  /** What else they ask about that water is answered, and then the report is offered again. */
  private Reading<Boolean> report(Dialogue d, String issue, Said said) {
    if (YesNo.read(said) instanceof Reading.Is<Boolean> answer) {
      return answer;
    }
    if (CLEARS.matcher(Plain.of(said.text())).find()) {
      return Reading.wrong(Phrase.of("quality.cloudy"));
    }
    var asked = said.entity(SLOT).filter(other -> !other.equals(issue)).orElse("");
    return switch (asked) {
      case "safe_to_drink" -> Reading.wrong(Phrase.of("quality.not_yet"));
      case "hardness" -> Reading.wrong(hardness(d, said));
      case "analysis" -> Reading.wrong(analysis());
      case "colour", "turbidity" -> Reading.wrong(Phrase.of("quality.cloudy"));
      case "smell", "taste" -> Reading.wrong(Phrase.of("quality.smell"));
      default -> Reading.unclear();
    };
  }

  private void wrong(Dialogue d, String issue, Phrase advice) {
    d.say(advice);
    var report = YesNo.of("report", Phrase.of("quality.report")).alsoReading(said -> report(d, issue, said))
        .noting("street", "locality");
    if (!d.ask(report)) {
      d.say(Phrase.of("quality.not_reported", "emergency", business.company().emergencyPhone()));
      return;
    }
    var place = places.ask(d, which.linked(d));
    var reported = d.once("reported", Reported.class, key -> desk.faults().report(key,
        Draft.of(TicketKind.FAULT, "quality_" + issue, d.person(), d.opening().text()), place));
    FaultFlow.say(d, reported, place, business);
  }
}
