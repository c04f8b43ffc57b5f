package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.question.OtherWish;
import eu.apaserv.bot.conversations.question.Photo;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.WhichPlace;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.FaultType;
import eu.apaserv.bot.conversations.ticket.Faults;
import eu.apaserv.bot.conversations.ticket.Faults.Reported;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Option;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Said;
import eu.apaserv.bot.core.understanding.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Something on the network is broken: what, where, a word or a picture more. Danger is answered with the dispatcher's number
 * before anything is asked; what somebody has reported already is told at once.
 */
public final class FaultFlow implements Flow {
  private static final String URGENT = "urgent";
  private static final String VISIT = "visit";
  private static final String NO_PHOTO = Photo.NONE;
  private static final Pattern DANGER = Pattern.compile(
      "(?iu)curent|electri|masin|mașin|carosabil|sosea|șosea|prapast|prăpast|surp|prabus|prăbuș|groap|gheat|gheaț|traffic|collaps|hole in|sinkhole|cad(?:e|ea) ");

  /** What water does, or the whole: of what was reported, and no wish of its own. */
  private static final Pattern GOES_ON = Pattern.compile(
      "\\b(?:curg\\w*|tasn\\w*|scurg\\w*|picur\\w*|balt[aie]\\w*|inund\\w*|se (?:umple|varsa|aduna|scurge|baga)|din ce in ce|tot mai (?:mult|multa|tare|rau|mare)"
          + "|mai (?:rau|tare)|leak\\w*|gush\\w*|pour\\w*|flow\\w*|flood\\w*|worse)\\b|^(?:nu \\S+,? ci|not \\S+,? but)\\b");
  /** Something asked, or no water at home: another wish. */
  private static final Pattern NO_MORE = Pattern.compile(
      "\\?|\\b(?:cand|cat|cum|unde|cine|de ce|when|how|where|who|why)\\b|\\b(?:nu|n) ?-?(?:mai )?(?:am|avem|curge|vine|e|este) (?:deloc )?apa\\b|\\bfara apa\\b"
          + "|\\bnu (?:mai )?curge\\b|\\bno water\\b");

  private final WhichAccount which;
  private final WhichPlace places;
  private final Desk desk;
  private final Business business;

  public FaultFlow(WhichAccount which, Desk desk, Business business) {
    this.which = which;
    this.desk = desk;
    this.business = business;
    this.places = new WhichPlace(business.desk());
  }

  @Override
  public String name() {
    return "report_fault";
  }

  @Override
  public Set<String> intents() {
    return Set.of("report_fault");
  }

  @Override
  public Set<String> accepts() {
    return Set.of("image", "location");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("next.fault"));
  }

  /** "E urgent", "când vin?", right after it was reported. */
  @Override
  public Set<String> about() {
    return Set.of(URGENT, VISIT, NO_PHOTO);
  }

  @Override
  public Map<String, Set<String>> within() {
    return Map.of("street_number", Set.of("street"), "locality", Set.of("street"));
  }

  @Override
  public Optional<Phrase> cancelled(Set<String> done) {
    return Optional.of(Phrase.of("fault.cancelled")).filter(_ -> done.contains("noted"));
  }

  @Override
  public void run(Dialogue d) {
    var after = d.opening().entities().stream().map(Entity::key).filter(about()::contains).reduce((_, last) -> last);
    if (after.isPresent()) {
      d.say(switch (after.get()) {
        case URGENT -> Phrase.of("contact.emergency", "emergency", business.company().emergencyPhone());
        case NO_PHOTO -> Phrase.of("fault.no_photo");
        default -> arrival();
      });
      return;
    }
    var key = d.keep("key", Key.class, () -> new Key(d.key("reported")));
    var type = d.ask(type());
    if (type.dangerous() || DANGER.matcher(d.opening().text()).find()) {
      d.say(Phrase.of("fault.danger", "emergency", business.company().emergencyPhone()));
    }
    var place = places.ask(d, which.linked(d));
    var known = d.keep("known", Known.class, () -> new Known(desk.faults()
        .known(key.name(), d.person().conversation(), type.key(), place).isPresent()));
    var reported = known.already()
        ? Optional.of(d.replacing("reported", Reported.class,
            again -> desk.faults().report(key.name(), again, draft(d, type, Photo.Added.NOTHING), place)))
        : reported(d, key.name(), type, place);
    reported.ifPresent(told -> say(d, told, place, business));
  }

  /**
   * The dispatcher has it before more is asked, which may be passed over: who puts the phone away then has reported it. Empty for
   * who takes it back.
   */
  private Optional<Reported> reported(Dialogue d, String key, FaultType type, Place place) {
    var noted = d.replacing("noted", Reported.class,
        again -> desk.faults().report(key, again, draft(d, type, Photo.Added.NOTHING), place));
    if (noted.known()) {
      return Optional.of(noted);
    }
    var more = Photo.ask(d, "more", Phrase.of("fault.more", "number", noted.number()), arrival(),
        FaultFlow::tellsMore);
    if (more.withdrawn()) {
      TakenBack.note(d, desk, noted.number(), more.text());
      return Optional.empty();
    }
    var whole = draft(d, type, more);
    return Optional.of(d.replacing("reported", Reported.class, again -> desk.faults().complete(key, whole, place)
        .orElseGet(() -> more.equals(Photo.Added.NOTHING) ? noted : desk.faults().report(again, whole, place))));
  }

  /** "Curge tare" may be little pressure, and "nu 3, ci 13" a reading, where nothing was reported. */
  private static boolean tellsMore(Said said) {
    var text = Plain.of(said.text());
    return GOES_ON.matcher(text).find() && !NO_MORE.matcher(text).find() && !OtherWish.begins(said.text());
  }

  /** Under which it is reported, whatever of it is corrected before more is told. */
  private record Key(String name) {}

  /** Whether the fault was known when its place was told: what is asked after must not change when it is run again. */
  private record Known(boolean already) {}

  private Phrase arrival() {
    return Phrase.of("fault.when", "emergency", business.company().emergencyPhone());
  }

  private static Question<FaultType> type() {
    var options = Stream.of(FaultType.values()).map(t -> new Option<>(t.key(), called(t.key()), t)).toList();
    return Question.choosing("fault_type", Phrase.of("fault.what"), options).alsoReading(FaultFlow::read)
        .given(FaultFlow::read).noting("street", "street_number", "locality");
  }

  private static Reading<FaultType> read(Said said) {
    return said.entity("fault_type").flatMap(key -> Stream.of(FaultType.values()).filter(t -> t.key().equals(key))
        .findFirst()).map(Reading::is).orElseGet(Reading::unclear);
  }

  private static Draft draft(Dialogue d, FaultType type, Photo.Added more) {
    var files = new ArrayList<>(more.files());
    Photo.file(d.opening()).ifPresent(files::add);
    var said = Stream.concat(Stream.of(d.opening()), d.told().stream().filter(FaultFlow::isWhatIsBroken))
        .map(Said::text);
    var body = Stream.concat(said, Stream.of(more.text())).distinct().collect(Collectors.joining("\n")).strip();
    return Draft.of(TicketKind.FAULT, type.key(), d.person(), body).with(files);
  }

  /** More that is broken there goes on the same ticket: "văd că și canalul e înfundat". */
  private static boolean isWhatIsBroken(Said said) {
    return said.entity("fault_type").isPresent();
  }

  /** What came of a report, in the customer's words. */
  static void say(Dialogue d, Reported reported, Place place, Business business) {
    d.say(Phrase.of(reported.known() ? "fault.known" : "fault.filed", "number", reported.number(), "place",
        called(place), "emergency", business.company().emergencyPhone()));
  }

  /** A place in the customer's words: figures of a map are nobody's. */
  private static Phrase called(Place place) {
    return place.isPin() ? Phrase.of("place.sent") : Phrase.plain(place.shown());
  }

  /** What a kind of fault or ticket is called. */
  static Phrase called(String topic) {
    return Phrase.of(switch (topic) {
      case "burst_pipe" -> "fault.burst_pipe";
      case "leak" -> "fault.leak";
      case "sewer_blockage" -> "fault.sewer_blockage";
      case "manhole" -> "fault.manhole";
      case "meter_fault" -> "fault.meter_fault";
      case "hydrant" -> "fault.hydrant";
      case Faults.NO_WATER -> "fault.no_water";
      case String quality when quality.startsWith("quality_") -> "fault.quality";
      default -> "fault.other";
    });
  }
}
