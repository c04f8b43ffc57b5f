package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.outage.OutageBook.Here;
import eu.apaserv.bot.conversations.outage.OutageStatus;
import eu.apaserv.bot.conversations.outage.OutageTalk;
import eu.apaserv.bot.conversations.outage.Spot;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichPlace;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Outage;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * No water, or little: what is known at the person's place, with when it was told; else their word is noted, and several of
 * one street bring the dispatcher a ticket. A street nobody knows is never told that all is well.
 */
public final class OutageFlow implements Flow {
  /** Somebody's own tap, not news of a town: their street must be known. */
  private static final Pattern DRY = Pattern
      .compile("(?:\\b(?:nu|nici)\\b|\\bfara\\b|\\bno\\b|n't\\b|presiune|pressure)");

  /** Somebody asks what is announced; no word of being without water. */
  private static final Pattern ASKS = Pattern
      .compile("\\b(?:programat|lucrari|avari|intrerup|repar|planned|works|outage)"
          + "|\\b(?:(?:e|este|fi|fie|se) (?:opri|opre|inchi)\\w*|(?:water (?:(?:will|is|is going to) )?(?:be )?|apa (?:e|este|va fi) )(?:off|cut|opri\\w*))\\b.*"
          + "(?:\\?|\\bmaine\\b|\\btomorrow\\b)|\\b(?:maine|poimaine|tomorrow|on (?:mon|tues|wednes|thurs|fri|satur|sun)day)\\b"
          + "|\\b(?:cand|when)\\b.*\\b(?:(?:se|ne|mi|imi|o|va|veti|sa) (?:ia|luati|lua|tai\\w*|opri\\w*|opreste|inchi\\w*)|(?:cut|turn)\\w* off)\\b",
          Pattern.DOTALL);
  /** "Cât durează?", out of nothing, says of nobody that they have no water. */
  private static final Pattern OF_WATER = Pattern
      .compile("\\b(?:ap[aei]\\w*|robinet\\w*|curg\\w*|picatur\\w*|water|taps?|dry)\\b");
  /** What may come is not so yet: "și dacă nu vine până seara?" */
  private static final Pattern IF_NOT = Pattern
      .compile(
          "\\b(?:daca|if) (?:apa |it |the water )?(?:nu (?:mai )?(?:vine|revine|se da|porneste)|does not|doesn'?t|is not|isn'?t)\\b");
  private static final Pattern BARE = Pattern
      .compile("(?:(?:cu|de|la|despre|pentru|problem[ae]|am|o|e|with|about|the)[ ,]+)*(?:apa|water)[ .,!?]*");
  /** "Aici", "și la mine?": their own place, whatever was named before. */
  private static final String HERE = "here";
  /** Alone it is of the street that was asked about. */
  private static final String HOUSE = "street_number";
  private static final int MOST_TOLD = 3;

  private final WhichAccount which;
  private final WhichPlace places;
  private final RecentPlace recent = new RecentPlace();
  private final DryLately dry = new DryLately();
  private final OutageDay day;
  private final OutageAsides asides;
  private final DryReport report;
  private final Desk desk;
  private final OutageTalk outages;
  private final Business business;

  public OutageFlow(WhichAccount which, Desk desk, OutageTalk outages, Business business) {
    this.which = which;
    this.desk = desk;
    this.outages = outages;
    this.business = business;
    this.places = new WhichPlace(business.desk());
    this.day = new OutageDay(outages, business);
    this.asides = new OutageAsides(dry, business);
    this.report = new DryReport(desk, outages, business, dry);
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

  /** Whether there is water is asked in the middle of anything. */
  @Override
  public boolean aside() {
    return true;
  }

  @Override
  public Set<String> about() {
    return Set.of("street", HOUSE, "locality", "since", "mended", "day", "until", "visit", HERE, OutageAsides.NEED);
  }

  @Override
  public Map<String, Set<String>> within() {
    return Map.of(HOUSE, Set.of("street", HOUSE));
  }

  @Override
  public void run(Dialogue d) {
    if (asides.answer(d, isDry(d))) {
      return;
    }
    if (BARE.matcher(Plain.of(d.opening().text())).matches()) {
      bare(d);
      return;
    }
    var town = town(d);
    if (town.isPresent()) {
      tell(d, town.get());
    } else {
      var linked = which.linked(d);
      var place = place(d, linked);
      if (onlyTown(d, place)) {
        tell(d, Objects.requireNonNull(place.locality()));
      } else {
        tell(d, place, linked);
        recent.keep(d, place);
      }
    }
    d.offer(List.of(Next.FAULT, Next.CONTACT));
  }

  /** A word that may mean anything we do: what is known of their one place is told, nothing is asked or noted. */
  private void bare(Dialogue d) {
    var own = which.linked(d).stream().flatMap(account -> account.places().stream()).toList();
    if (own.size() == 1 && own.getFirst().street() != null) {
      var place = Place.of(own.getFirst());
      var published = outages.book().at(Spot.of(own.getFirst()));
      published.stream().filter(Here::sure).limit(MOST_TOLD).forEach(here -> say(d, here));
      if (published.isEmpty() && desk.outages().at(place).isEmpty()) {
        d.say(Phrase.of("outage.none_asked", "place", place.shown()));
      }
      desk.outages().at(place).forEach(outage -> d.say(told(outage)));
    }
    d.say(Phrase.of("outage.which"));
    d.offer(List.of(Next.NO_WATER, Next.INDEX, Next.BALANCE));
  }

  /** The town whose interruptions are asked for: a town alone, by somebody who does not say that they have no water. */
  private Optional<String> town(Dialogue d) {
    var text = d.opening().text();
    var town = d.opening().entity("locality").or(() -> d.given("day").flatMap(_ -> recent.town(d)));
    boolean own = d.given(HERE).isPresent() || d.opening().entity("street").isPresent()
        || d.opening().entity("maybe_street").isPresent()
        || d.opening().attachment() != null || isDry(d)
        || outages.book().districtIn(text, town.orElse(null)).isPresent();
    return own ? Optional.empty() : town;
  }

  /** Asked where, they named a town and no more: "și în Bicaz?" */
  private static boolean onlyTown(Dialogue d, Place place) {
    var described = place.described();
    return !isDry(d) && place.pointId() == null && place.street() == null && place.latitude() == null
        && place.locality() != null && described != null
        && Plain.of(described).replaceAll(
            "\\b(?:si|dar|in|la|din|pe|orasul|comuna|satul|e|este|oprita|opriti|apa|tot|oare|and|what about|is it|off|too)\\b|[^a-z]",
            "")
            .equals(Plain.of(place.locality()).replaceAll("[^a-z]", ""));
  }

  private boolean onlyAsks(Dialogue d) {
    var text = Plain.of(d.opening().text());
    return !isDry(d) && (d.given("day").isPresent() || d.given("untold").isPresent() || ASKS.matcher(text).find()
        || (!OF_WATER.matcher(text).find() && !dry.lately(d)));
  }

  private static boolean isDry(Dialogue d) {
    return d.given("untold").isEmpty()
        && DRY.matcher(IF_NOT.matcher(Plain.of(d.opening().text())).replaceAll(" ")).find();
  }

  private void tell(Dialogue d, String town) {
    recent.keepTown(d, town);
    var published = outages.book().at(Spot.typed(town, null, null));
    // What may be of a place is surely of its town.
    if (day.told(d, published.stream().map(here -> new Here(here.outage(), true)).toList(), town, true)) {
      return;
    }
    var faults = desk.outages().at(new Place(null, town, null, null, null, null, null));
    published.forEach(here -> d.say(outages.words().told(here.outage(), d.person().now())));
    faults.forEach(outage -> d.say(told(outage)));
    if (published.isEmpty() && faults.isEmpty()) {
      d.say(Phrase.of("outage.none_in_town", "town", town, "emergency", business.company().emergencyPhone()));
    }
  }

  private void tell(Dialogue d, Place place, List<Account> linked) {
    var here = outages.book().at(spot(d, place, linked));
    if (day.told(d, here, place.shown(), desk.faults().isKnownStreet(place))) {
      return;
    }
    var sure = here.stream().filter(Here::sure).toList();
    if (!sure.isEmpty()) {
      tell(d, sure, place);
      return;
    }
    var faults = desk.outages().at(place);
    if (!faults.isEmpty()) {
      faults.forEach(outage -> d.say(told(outage)));
      d.say(Phrase.of("outage.advice", "emergency", business.company().emergencyPhone()));
    } else if (here.isEmpty() && onlyAsks(d)
        && desk.faults().isKnownStreet(place)) {
      d.say(Phrase.of("outage.none_asked", "place", place.shown()));
      d.say(Phrase.of("outage.if_dry"));
    } else if (here.isEmpty()) {
      report.note(d, place, "outage.none", desk.faults().isKnownStreet(place));
    } else {
      if (isDry(d) && with(here, OutageStatus.ACTIVE, d).isEmpty()) {
        // Not even what may be of the place holds now.
        report.note(d, place, "outage.none_now", true);
      }
      d.say(Phrase.of("outage.maybe", "place", place.shown()));
      here.stream().limit(MOST_TOLD).forEach(one -> say(d, one));
    }
  }

  /** What is published for the place; whoever has no water although nothing holds there is noted as well. */
  private void tell(Dialogue d, List<Here> sure, Place place) {
    var holds = with(sure, OutageStatus.ACTIVE, d);
    var soon = with(sure, OutageStatus.PLANNED, d);
    boolean restored = with(sure, OutageStatus.RESTORED, d).isPresent();
    if (holds.isEmpty() && isDry(d) && !restored) {
      // Who is dry and finds no reason in what is published wants to hear about now, and only then about next week.
      report.note(d, place, "outage.none_now", true);
      say(d, sure.getFirst());
      return;
    }
    sure.stream().limit(holds.isEmpty() && isDry(d) ? 1 : MOST_TOLD).forEach(here -> say(d, here));
    if (holds.isPresent()) {
      d.say(outages.words().advice(holds.get().published(), true));
    } else if (isDry(d)) {
      d.say(Phrase.of("outage.still_dry"));
    } else {
      soon.ifPresent(outage -> d.say(outages.words().advice(outage.published(), false)));
    }
  }

  private static Optional<eu.apaserv.bot.conversations.outage.Outage> with(List<Here> here, OutageStatus status,
      Dialogue d) {
    return here.stream().map(Here::outage).filter(o -> o.statusAt(d.person().now()) == status).findFirst();
  }

  private void say(Dialogue d, Here here) {
    d.say(outages.words().told(here.outage(), d.person().now()));
  }

  /** One's own place with all that billing knows of it; what is typed, with the district that stands in the words. */
  private Spot spot(Dialogue d, Place place, List<Account> linked) {
    var own = linked.stream().flatMap(a -> a.places().stream()).filter(p -> p.pointId().equals(place.pointId()))
        .findFirst();
    var words = place.described() == null ? d.opening().text() : place.described();
    return own.map(Spot::of).orElseGet(() -> Spot.typed(place.locality(), place.street(), place.number())
        .in(place.street() == null ? outages.book().districtIn(words, place.locality()).orElse(null) : null));
  }

  /** Who has one place and names none speaks of that one. */
  private Place place(Dialogue d, List<Account> linked) {
    var own = linked.stream().flatMap(a -> a.places().stream()).filter(p -> p.street() != null).toList();
    boolean here = d.given(HERE).isPresent();
    var district = outages.book().districtIn(d.opening().text(), d.opening().entity("locality").orElse(null));
    if (district.isPresent() && !here && d.opening().entity("street").isEmpty()) {
      return new Place(null, d.opening().entity("locality").orElse(null), null, null, null, null, district.get());
    }
    boolean named = d.given("street").isPresent() || d.given("locality").isPresent()
        || d.opening().attachment() != null;
    var before = named || here ? Optional.<Place>empty() : recent.of(d);
    if (before.isPresent()) {
      return d.given(HOUSE).map(before.get()::at).orElse(before.get());
    }
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
}
