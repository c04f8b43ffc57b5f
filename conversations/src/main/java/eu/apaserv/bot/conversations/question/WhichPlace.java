package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.ticket.DeskRules;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.core.dialogue.Attachment;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Where something is: one of their own places, a street with its number, a pin on the map, or their own words. */
public final class WhichPlace {
  private static final int MOST_OWN = 3;
  private static final int MOST_TOWNS = 3;
  private static final int SHORTEST = 5;
  private static final int LONGEST = 200;
  /** Where one is or lives: which of their places, only they know who have one. */
  private static final Pattern HERE = Pattern
      .compile(
          "(?:(?:chiar|tot|pai|e|este)[ ,]+)*(?:aici|acasa(?: la (?:mine|noi))?|la (?:mine|noi)(?: acasa)?|here|at home|my place)"
              + "(?:[ ,]+unde (?:sa fie|altundeva|in alta parte|naiba|dracu).{0,15})?[.!?]*");
  /** A street without the word for it: "Oituz 3", "Mihai Viteazu nr. 12A". */
  private static final Pattern STREET = Pattern.compile(
      "\\s*(\\p{L}[\\p{L} .'-]{2,40}?)[ ,]+(?:nr\\.?|numarul|numărul)? ?(\\d{1,4}[A-Za-z]?)\\b.*", Pattern.DOTALL);
  /** Words that stand before a number: "am sunat de 3 ori", "stai că e 15" name no street. */
  private static final Pattern NO_STREET = Pattern
      .compile("(?:.*\\s)?(?:de|din|la|cu|cam|vreo|peste|am|ai|sunt|este|e|sunat|for|about|of|at|i|have)");
  private static final Pattern ON = Pattern.compile("^(?:(?:e|este|pe|la|it'?s|it is|on)\\s+)+",
      Pattern.CASE_INSENSITIVE);
  /** Who puts something right in a whole sentence tells something else: "nu, la vecini e apă". */
  private static final Pattern TELLS = Pattern
      .compile("\\b(?:e|este|nu|am|avem|au|are|vine|curge|is|are|have|has)\\b");
  /** A house without its street: "în dreptul la numărul 10". */
  private static final Pattern HOUSE = Pattern.compile(
      "(?:(?:e|este|chiar|cam|pe|pi|undeva|it'?s|it is)[ ,]+)*(?:(?:in dreptul|in fata|langa|linga|vizavi|peste drum|la|de|la casa|casei|casa|blocului|bloc"
          + "|near|at|opposite|in front of|next to|house)[ ,]+)*(?:(?:nr|numarul|numaru|numar|no|number)[ .]*)(?<number>\\d{1,4} ?[a-z]?)[.!]*|(?<bare>\\d{1,3} ?[a-z]?)[.!]*");
  /** A part of the house where they live. */
  private static final Pattern INSIDE = Pattern.compile(
      "(?:(?:e|este|chiar|cam|aici|acasa|jos|afara)[ ,]+)*(?:la|in|din|pe|in the|at the) (?:(?:fata|spatele) )?"
          + "(?:subsol\\w*|scara|scarii|bloc|blocul|curte|curtea|gradina|pivnita|beci|beciul|camin|caminul|baie|bucatarie|casa scarii|poarta|casei|basement|yard|garden|bathroom|kitchen)"
          + "(?: (?:mea|meu|noastra|nostru|blocului|casei|la bloc|la noi|la mine))?[.!]*");
  /** What says where, in a description of what is broken. */
  private static final Pattern WHERE = Pattern.compile(
      "\\b(?:la|langa|lang|fata|spate\\w*|colt\\w*|intersect\\w*|vizavi|intre|dupa|str|strad\\w*|bd|bulevard\\w*|alee\\w*|bl|bloc\\w*"
          + "|scara|cartier\\w*|sat\\w*|piata|parc\\w*|at|near|front|behind|corner|opposite|street|next)\\b|\\d");
  /** The same wish in so many words is no name of a town: "când vine apa". */
  private static final int FEW_WORDS = 3;
  private static final double SURE = 0.9;
  private static final double LIKELY = 0.6;
  private static final String NO_WISH = "out_of_scope";
  /** A locality that may as well be the street of that name. */
  private static final String TWIN = "maybe_street";

  private final DeskRules rules;

  public WhichPlace(DeskRules rules) {
    this.rules = rules;
  }

  /** The place; asked for unless the opening says it. */
  public Place ask(Dialogue d, List<Account> linked) {
    var own = linked.stream().flatMap(account -> account.places().stream()).filter(p -> p.street() != null).toList();
    var options = own.stream().limit(MOST_OWN).map(WhichPlace::option).toList();
    var told = d.ask(
        Question.<Told>reading("place", Phrase.of("place.where"),
            said -> told(said, read(said, d.opening().intent(), own)))
            .or(options).given(said -> told(said, given(said))).help(Phrase.of("place.help"))
            .why(Phrase.of("place.why"))
            .wants(Content.Request.Wanted.PLACE));
    var place = told.place;
    return place.locality() != null || place.latitude() != null ? place : town(d, own, told);
  }

  /**
   * A place as it was told.
   *
   * @param twin its street is called as a locality, and either may be meant
   */
  private record Told(Place place, boolean twin) {}

  private static Reading<Told> told(Said said, Reading<Place> reading) {
    return switch (reading) {
      case Reading.Is<Place>(Place place) -> Reading.is(new Told(place, isTwin(said)));
      case Reading.Wrong<Place>(Phrase why) -> Reading.wrong(why);
      case Reading.Unclear<Place> _ -> Reading.unclear();
    };
  }

  private static boolean isTwin(Said said) {
    return said.entity(TWIN).isPresent() && said.entity("street").isEmpty();
  }

  private static Option<Told> option(ConsumptionPoint point) {
    return new Option<>(point.pointId().replaceAll("[^A-Za-z0-9_.-]", "-"),
        Phrase.plain(point.label() + ", " + point.locality()), new Told(Place.of(point), false));
  }

  /** Who has places in one locality alone speaks of that one. */
  private Place town(Dialogue d, List<ConsumptionPoint> own, Told told) {
    var place = told.place;
    var towns = own.stream().map(ConsumptionPoint::locality).distinct().toList();
    if (towns.size() == 1) {
      return place.in(towns.getFirst());
    }
    var options = rules.offices().stream().limit(MOST_TOWNS)
        .map(o -> new Option<>(o.locality().replaceAll("[^A-Za-z0-9]", "-"), Phrase.plain(o.locality()),
            place.in(o.locality())))
        .collect(Collectors.toCollection(ArrayList::new));
    if (told.twin) {
      options.add(new Option<>("itself", Phrase.plain(place.label()), within(place, place.label())));
    }
    return d.ask(Question.<Place>reading("town",
        told.twin ? Phrase.of("place.town_or_street", "name", place.label()) : Phrase.of("place.town"),
        said -> street(said).filter(whole -> whole.locality() != null)
            .or(() -> townOf(said, d.opening().intent()).map(town -> within(place, town))).map(Reading::is)
            .orElseGet(Reading::unclear))
        .or(options)
        .given(said -> locality(said).map(place::in).map(Reading::is).orElseGet(Reading::unclear)));
  }

  /** A street in that locality; the locality, where it is called as the street. */
  private static Place within(Place place, String town) {
    return town.equals(place.street()) ? new Place(null, town, null, null, null, null, town) : place.in(town);
  }

  /** The town that is named beside the street. */
  private static Optional<String> locality(Said said) {
    var street = isTwin(said) ? said.entity(TWIN) : Optional.<String>empty();
    return said.entities().stream().filter(e -> e.key().equals("locality")).map(Entity::value)
        .filter(name -> street.filter(name::equals).isEmpty()).findFirst();
  }

  private static Optional<String> townOf(Said said, String wish) {
    var typed = said.text().strip();
    return said.entity("locality").or(() -> Optional.of(typed).filter(t -> t.matches("[\\p{L} .'-]{3,40}")
        && (said.intent().equals(NO_WISH) || (said.intent().equals(wish) && t.split("\\s+").length < FEW_WORDS))));
  }

  /** "La poștă" may be another wish, and is said as a place. */
  private static boolean isGuess(Said said) {
    var text = Plain.of(said.text());
    return said.confidence() < LIKELY && WHERE.matcher(text).lookingAt()
        && !(said.intent().isEmpty() && TELLS.matcher(text).find());
  }

  private static Reading<Place> given(Said said) {
    return said.attachment() instanceof Attachment.Place pin
        ? Reading.is(Place.pin(pin.latitude(), pin.longitude(), pin.label()))
        : street(said).map(Reading::is).orElseGet(Reading::unclear);
  }

  private static Optional<Place> street(Said said) {
    return said.entity("street").or(() -> said.entity(TWIN)).map(street -> new Place(null, locality(said).orElse(null),
        street, said.entity("street_number").orElse(null), null, null, null));
  }

  private static Reading<Place> read(Said said, String wish, List<ConsumptionPoint> own) {
    if (given(said) instanceof Reading.Is<Place> given) {
      return given;
    }
    if (said.entity("how_long").isPresent()) {
      return Reading.wrong(Phrase.of("place.first"));
    }
    if (said.entity("here").isPresent() || HERE.matcher(Plain.of(said.text())).matches()) {
      return own.size() == 1 ? Reading.is(Place.of(own.getFirst())) : Reading.wrong(Phrase.of("place.help"));
    }
    var typed = said.text().strip();
    var house = HOUSE.matcher(Plain.of(typed));
    if (house.matches() && said.entity("locality").isEmpty()) {
      var number = house.group("number") == null ? house.group("bare") : house.group("number");
      return house(own, number.toUpperCase(Locale.ROOT), typed);
    }
    if (own.size() == 1 && INSIDE.matcher(Plain.of(typed)).matches()) {
      var home = own.getFirst();
      return Reading.is(new Place(home.pointId(), home.locality(), home.street(), home.number(), null, null, typed));
    }
    var street = STREET.matcher(typed);
    if (street.matches()
        && !NO_STREET.matcher(Plain.of(street.group(1).strip())).matches()) {
      return Reading.is(new Place(null, said.entity("locality").orElse(null),
          ON.matcher(street.group(1).strip()).replaceFirst(""), street.group(2), null, null, null));
    }
    boolean told = typed.length() >= SHORTEST && typed.length() <= LONGEST
        && (isNoOther(said, wish) || said.entity("locality").isPresent() || isGuess(said)) && !onlyWhat(said, wish);
    return told
        ? Reading.is(new Place(null, said.entity("locality").orElse(null), null, null, null, null, typed))
        : Reading.unclear();
  }

  /** In the street where they live; who has places in several, or in none, says which street. */
  private static Reading<Place> house(List<ConsumptionPoint> own, String number, String typed) {
    var streets = own.stream().map(point -> point.street() + ", " + point.locality()).distinct().toList();
    return streets.size() == 1
        ? Reading.is(new Place(null, own.getFirst().locality(), own.getFirst().street(), number, null, null, null))
        : Reading.wrong(Phrase.of("place.street", "place", typed));
  }

  /** What is broken, or the wish again, without a word of where: "văd că și canalul e înfundat", "când vine apa". */
  private static boolean onlyWhat(Said said, String wish) {
    boolean what = said.entity("fault_type").isPresent() || (said.intent().equals(wish) && said.confidence() >= SURE);
    return what && said.entity("locality").isEmpty()
        && !WHERE.matcher(Plain.of(said.text())).find();
  }

  /** What somebody writes there is a description, unless it is another wish than the one that is talked about. */
  private static boolean isNoOther(Said said, String wish) {
    return said.intent().equals(NO_WISH) || said.intent().equals(wish);
  }
}
