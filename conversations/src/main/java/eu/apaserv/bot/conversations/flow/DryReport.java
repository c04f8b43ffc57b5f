package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.outage.OutageTalk;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.Faults;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.Map;
import java.util.regex.Pattern;

/** Somebody's word that they have no water, noted where nothing that is known explains it; many of one street are a ticket. */
final class DryReport {
  private static final Pattern LOW = Pattern.compile("presiune|pressure|curge (?:foarte )?(?:putin|slab|incet)");

  private final Desk desk;
  private final OutageTalk outages;
  private final Business business;
  private final DryLately dry;

  DryReport(Desk desk, OutageTalk outages, Business business, DryLately dry) {
    this.desk = desk;
    this.outages = outages;
    this.business = business;
    this.dry = dry;
  }

  /** What a correction adds to a key: it is noted once, whatever of the place is put right. */
  private static final Pattern REDONE = Pattern.compile("~\\d+(?=/[^/]*$)");

  /** Until when, asked once more. */
  private static final Pattern WHEN = Pattern.compile("\\b(?:cand|cind|pana cand|la ce ora|when|how long)\\b");

  /** @param number of the dispatcher's ticket; empty: there are not enough reports yet */
  private record Noted(String number) {}

  /** Many of one street: the dispatcher finds an outage prepared beside the ticket. */
  private Noted noted(String number, Place place) {
    if (!number.isEmpty() && place.locality() != null && place.street() != null) {
      outages.proposals().propose(number, place.locality(), place.street());
    }
    return new Noted(number);
  }

  /**
   * @param none what is said where nothing is known and too few have reported
   * @param known whether that can be said of the place
   */
  void note(Dialogue d, Place place, String none, boolean known) {
    var person = d.person();
    boolean before = dry.lately(d);
    dry.since(d);
    var key = REDONE.matcher(d.key("no_water")).replaceFirst("");
    var noted = d.replacing("no_water", Noted.class, _ -> noted(desk.faults().noWater(key,
        Draft.of(TicketKind.FAULT, Faults.NO_WATER, person, d.opening().text()), place).orElse(""), place));
    var emergency = business.company().emergencyPhone();
    if (!noted.number().isEmpty()) {
      d.say(Phrase.of("outage.gathered", "place", place.shown(), "number", noted.number(), "emergency", emergency));
    } else if (known && before && WHEN.matcher(Plain.of(d.opening().text())).find()) {
      d.say(Phrase.of("outage.none_when", "place", place.shown(), "emergency", emergency));
    } else if (known) {
      var low = LOW.matcher(Plain.of(d.opening().text())).find();
      d.say(new Phrase(low ? "outage.none_low" : none, Map.of("place", place.shown(), "emergency", emergency)));
    } else {
      d.say(Phrase.of("outage.unknown", "place", place.shown(), "emergency", emergency));
    }
  }
}
