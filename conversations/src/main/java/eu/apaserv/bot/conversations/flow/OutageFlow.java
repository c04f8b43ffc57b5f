package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichPlace;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.Faults;
import eu.apaserv.bot.conversations.ticket.Outage;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * No water, or little: what is known at the person's place, with when it was told; else their word is noted, and several of
 * one street bring the dispatcher a ticket. A street nobody knows is never told that all is well.
 */
public final class OutageFlow implements Flow {
  /** Somebody's own tap, not news of a town: their street must be known. */
  private static final Pattern DRY = Pattern.compile("(?:\\bnu\\b|\\bfara\\b|\\bno\\b|n't\\b|presiune|pressure)");

  private final WhichAccount which;
  private final WhichPlace places;
  private final Desk desk;
  private final Business business;

  public OutageFlow(WhichAccount which, Desk desk, Business business) {
    this.which = which;
    this.desk = desk;
    this.business = business;
    this.places = new WhichPlace(business.desk());
  }

  @Override
  public String name() {
    return "outage_info";
  }

  @Override
  public Set<String> intents() {
    return Set.of("outage_info");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.outage"));
  }

  @Override
  public void run(Dialogue d) {
    var town = town(d);
    if (town.isPresent()) {
      tell(d, town.get());
      d.offer(List.of(Next.FAULT, Next.CONTACT));
      return;
    }
    var place = place(d, which.linked(d));
    var outages = desk.outages().at(place);
    if (outages.isEmpty()) {
      note(d, place);
    } else {
      outages.forEach(outage -> d.say(told(outage)));
      d.say(Phrase.of("outage.advice", "emergency", business.company().emergencyPhone()));
    }
    d.offer(List.of(Next.FAULT, Next.CONTACT));
  }

  /** The town whose interruptions are asked for: a town alone, by somebody who does not say that they have no water. */
  private static Optional<String> town(Dialogue d) {
    boolean own = d.opening().entity("street").isPresent() || d.opening().attachment() != null
        || DRY.matcher(Plain.of(d.opening().text())).find();
    return own ? Optional.empty() : d.opening().entity("locality");
  }

  private void tell(Dialogue d, String town) {
    var outages = desk.outages().at(new Place(null, town, null, null, null, null, null));
    outages.forEach(outage -> d.say(told(outage)));
    if (outages.isEmpty()) {
      d.say(Phrase.of("outage.none_in_town", "town", town, "emergency", business.company().emergencyPhone()));
    }
  }

  /** Who has one place and names none speaks of that one. */
  private Place place(Dialogue d, List<Account> linked) {
    var own = linked.stream().flatMap(a -> a.places().stream()).filter(p -> p.street() != null).toList();
    boolean named = d.given("street").isPresent() || d.given("locality").isPresent()
        || d.opening().attachment() != null;
    return own.size() == 1 && !named ? Place.of(own.getFirst()) : places.ask(d, linked);
  }

  private Phrase told(Outage outage) {
    var expected = outage.expectedAt() == null
        ? Phrase.of("outage.no_time")
        : Phrase.of("outage.expected", "at", outage.expectedAt().atZone(business.zone()));
    return Phrase.of("outage.known", "where", outage.where(), "since", outage.since().atZone(business.zone()),
        "expected",
        expected, "number", outage.number());
  }

  /** @param number of the dispatcher's ticket; empty: there are not enough reports yet */
  private record Noted(String number) {}

  private void note(Dialogue d, Place place) {
    var person = d.person();
    var noted = d.once("no_water", Noted.class, key -> new Noted(desk.faults().noWater(key,
        Draft.of(TicketKind.FAULT, Faults.NO_WATER, person, d.opening().text()), place).orElse("")));
    var emergency = business.company().emergencyPhone();
    if (!noted.number().isEmpty()) {
      d.say(Phrase.of("outage.gathered", "place", place.label(), "number", noted.number(), "emergency", emergency));
    } else if (desk.faults().isKnownStreet(place)) {
      d.say(Phrase.of("outage.none", "place", place.label(), "emergency", emergency));
    } else {
      d.say(Phrase.of("outage.unknown", "place", place.label(), "emergency", emergency));
    }
  }
}
