package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.question.OtherWish;
import eu.apaserv.bot.conversations.question.Photo;
import eu.apaserv.bot.conversations.question.Plain;
import eu.apaserv.bot.conversations.question.WhichAccount;
import eu.apaserv.bot.conversations.question.YesNo;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.Filed;
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
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A complaint, with a number and the legal term (OG 27/2002). Who thinks a bill too high sees the consumption first; one
 * without a name is not handled, and that is said.
 */
public final class ComplaintFlow implements Flow {
  private static final int SHORTEST = 10;
  private static final int MANY_WORDS = 12;
  /** Where they name what it is about, so many tell it. */
  private static final int ENOUGH_WORDS = 8;
  private static final int FEW_WORDS = 4;
  private static final double LIKELY = 0.75;
  private static final Pattern WRONG = Pattern
      .compile("\\b(?:gresit\\w*|eroare|eronat\\w*|incorect\\w*|wrong|incorrect|mistake)\\b");
  /** So many words about a bill tell what is wrong with it, where they ask for nothing. */
  private static final int TELLING_WORDS = 6;
  private static final Set<String> OF_THE_BILL = Set.of("invoice_pdf", "invoice_list", "balance", "payment_history",
      "pay",
      "submit_index", "reading_window");
  private static final Pattern ASKS = Pattern.compile(
      "^(?:(?:va rog|te rog|please|ok|si|dar)[ ,]+)*(?:trimite\\w*|arata\\w*|da(?:ti)?[ -]mi|spune\\w*|zi[ -]mi|vad|care|cat|unde|cand|cum|platesc"
          + "|send|show|tell|give|how|where|when|which|pay)\\b");
  /** Behind what they tell first: "the reader never comes, how do I give the reading". */
  private static final Pattern ASKS_HOW = Pattern
      .compile(
          "[,.;] ?(?:si |and |so )?(?:how (?:do|can|to)|where (?:do|can)|cum (?:pot|se|fac|trimit|dau|platesc|aflu)|unde (?:pot|se))\\b");
  /** "De ce scrie estimat" is explained; who has sent the reading and finds it estimated complains. */
  private static final Pattern WHY = Pattern.compile(
      "(?:(?:si|dar|pai|and|but)[ ,]+)*(?:de ce|dece|ce inseamna|cum adica|why|what does)\\b(?!.*\\b(?:am trimis|am transmis|am dat|i sent|i gave)\\b).{0,50}");
  /** Followed by few words: who writes more tells what happened. */
  private static final Pattern AGREES = Pattern.compile("^(?:da|sigur|ok|yes|sure)\\b\\W*+(?:\\S++\\s*+){1,4}$");
  /** A few words that ask tell nothing of what happened. */
  private static final Pattern SHORT_QUESTION = Pattern.compile("(?:\\S+\\s+){0,4}\\S+\\s*\\?+\\s*");
  private static final Pattern COMPLAINS = Pattern.compile("\\b(?:reclam|complain)");
  private static final Pattern LOOKS = Pattern
      .compile("\\b(?:consum\\w*|vad|vedem|arata\\w*|verific\\w*|consumption|look|show|see)\\b");
  private static final String NOTHING = "-";
  private static final String LOOK = "look";
  private static final String GO_ON = "go_on";
  /** Neither of the two that were offered, or the bill. */
  private static final String CHOOSE = "choose";
  private static final Pattern THE_BILL = Pattern.compile("\\b(?:factur\\w*|bills?|invoices?)\\b");

  private final WhichAccount which;
  private final ConsumptionFlow consumption;
  private final Desk desk;
  private final Business business;

  /** @param consumption is shown to who wants to see it before they complain */
  public ComplaintFlow(WhichAccount which, ConsumptionFlow consumption, Desk desk, Business business) {
    this.which = which;
    this.consumption = consumption;
    this.desk = desk;
    this.business = business;
  }

  @Override
  public String name() {
    return "complaint";
  }

  @Override
  public Set<String> intents() {
    return Set.of("complaint");
  }

  @Override
  public Optional<Phrase> title(String intent) {
    return Optional.of(Phrase.of("title.complaint"));
  }

  @Override
  public Optional<Phrase> cancelled(Set<String> done) {
    return Optional.of(Phrase.of("complaint.cancelled")).filter(_ -> done.contains("noted"));
  }

  @Override
  public boolean regrets() {
    return true;
  }

  @Override
  public void run(Dialogue d) {
    var key = d.keep("key", Key.class, () -> new Key(d.key("filed")));
    var topic = d.given("complaint_topic").orElse("");
    if (topic.equals("estimate") && WHY.matcher(Plain.of(d.opening().text()).strip()).matches()) {
      d.say(Phrase.of("complaint.estimate"));
      d.offer(List.of(Next.INDEX, Next.COMPLAINT, Next.PERSON));
      return;
    }
    var told = topic.equals("bill_too_high") ? d.ask(goOn()) : GO_ON;
    if (told.equals(LOOK)) {
      consumption.show(d);
      d.say(Phrase.of("complaint.looked"));
      return;
    }
    if (told.equals(CHOOSE)) {
      d.say(Phrase.of("complaint.look_first"));
      d.offer(List.of(Next.CONSUMPTION, Next.CONTENTS, Next.PERSON));
      return;
    }
    var who = who(d);
    if (who.isEmpty()) {
      d.say(Phrase.of("complaint.anonymous", "address", business.desk().main().place()));
      return;
    }
    var shown = Photo.file(d.opening());
    if ((isTold(d.opening()) && shown.isEmpty()) || !told.equals(GO_ON)) {
      d.say(Phrase.of("complaint.told"));
    }
    var text = told.equals(GO_ON) ? d.ask(text(d, shown.isPresent())) : told;
    if (text.equals(NOTHING)) {
      d.say(Phrase.of("complaint.left"));
      return;
    }
    var draft = Draft.of(TicketKind.COMPLAINT, topic, d.person(), begun(d.opening(), topic, text) + text)
        .about(who.get().code()).reachedAt(who.get().contact());
    var filed = shown.isPresent()
        ? Optional.of(d.once("filed", Filed.class,
            _ -> Filed.of(desk.tickets().open(key.name(), draft.with(shown.stream().toList())))))
        : filed(d, key.name(), draft);
    filed.ifPresent(ticket -> d.say(Phrase.of("ticket.filed", "number", ticket.number(), "due", ticket.dueOn())));
  }

  /**
   * It is filed before a paper is asked for, which may be passed over: who puts the phone away then has complained. Empty for who
   * takes it back.
   */
  private Optional<Filed> filed(Dialogue d, String key, Draft draft) {
    var noted = d.replacing("noted", Filed.class, _ -> Filed.of(desk.tickets().open(key, draft)));
    var more = Photo.ask(d, "photo", Phrase.of("complaint.photo", "number", noted.number()));
    if (more.withdrawn()) {
      TakenBack.note(d, desk, noted.number(), more.text());
      return Optional.empty();
    }
    var whole = draft.saying((draft.body() + "\n" + more.text()).strip()).with(more.files());
    return Optional.of(d.once("filed", Filed.class, again -> desk.tickets().complete(key, whole).map(Filed::of)
        .orElseGet(() -> more.equals(Photo.Added.NOTHING) ? noted : Filed.of(desk.tickets().open(again, whole)))));
  }

  /** Under which it is filed, whatever of it is corrected before more is told. */
  private record Key(String name) {}

  private record Who(@Nullable String code,
      @Nullable String contact) {}

  /** The account where there is one, else a name and a way; empty for who gives neither. */
  private Optional<Who> who(Dialogue d) {
    if (!which.linked(d).isEmpty()) {
      return which.anyway(d).map(chosen -> new Who(chosen.account().clientCode(), null));
    }
    var contact = d.ask(Question.<String>reading("contact", Phrase.of("complaint.contact"), ComplaintFlow::named)
        .anyText().or(List.of(new Option<>("anonymous", Phrase.of("complaint.no_name"), ""))));
    return Optional.of(contact).filter(way -> !way.isEmpty()).map(way -> new Who(null, way));
  }

  private static Reading<String> named(Said said) {
    var text = said.text().strip();
    boolean reached = said.entity("email").isPresent() || said.entity("phone").isPresent();
    return (reached || !OtherWish.is(said, "complaint")) && text.length() >= 4
        && text.chars().anyMatch(Character::isLetter) ? Reading.is(text) : Reading.unclear();
  }

  /** Who goes on telling instead has made up their mind, and what they tell is what happened. */
  private static Question<String> goOn() {
    return Question.choosing("go_on", Phrase.of("complaint.bill"),
        List.of(new Option<>(LOOK, Phrase.of("complaint.look"), LOOK),
            new Option<>(GO_ON, Phrase.of("complaint.go_on"), GO_ON)))
        .alsoReading(
            said -> agreed(said).or(() -> noPhoto(said)).or(() -> Optional.of(said).filter(ComplaintFlow::goesOn)
                .map(told -> Reading.is(told.text().strip()))).orElseGet(() -> switch (said.intent()) {
                  case "yes" -> Reading.wrong(Phrase.of("complaint.either"));
                  case "no" -> Reading.is(CHOOSE);
                  default -> Reading.unclear();
                }));
  }

  /** A yes that names one of the two; alone it says neither, and nobody is taken at a word they have not said. */
  private static Optional<Reading<String>> agreed(Said said) {
    var text = Plain.of(said.text());
    boolean complains = COMPLAINS.matcher(text).find();
    return AGREES.matcher(text).find() && complains != LOOKS.matcher(text).find()
        ? Optional.of(Reading.is(complains ? GO_ON : THE_BILL.matcher(text).find() ? CHOOSE : LOOK))
        : Optional.empty();
  }

  private static Optional<Reading<String>> noPhoto(Said said) {
    return said.entity(Photo.NONE).map(_ -> Reading.wrong(Phrase.of("photo.not_needed")));
  }

  private static boolean goesOn(Said said) {
    var text = said.text().strip();
    int words = text.split("\\s+").length;
    boolean asks = ASKS.matcher(Plain.of(text)).find() || ASKS_HOW.matcher(Plain.of(text)).find();
    boolean own = Set.of("complaint", "out_of_scope", "consumption_history").contains(said.intent())
        || said.confidence() < LIKELY || WRONG.matcher(Plain.of(text)).find()
        || (words >= TELLING_WORDS && OF_THE_BILL.contains(said.intent()) && !asks);
    boolean place = said.entity("street").isPresent() && words < ENOUGH_WORDS;
    return own && !place && (!asks || said.intent().equals("complaint")) && !text.contains("?") && words >= FEW_WORDS
        && text.length() >= SHORTEST
        && !OtherWish.begins(text);
  }

  /** Who has told what happened already need not tell it again. */
  private static boolean isTold(Said said) {
    int words = said.text().strip().split("\\s+").length;
    return words >= MANY_WORDS || (words >= ENOUGH_WORDS && said.entity("complaint_topic").isPresent());
  }

  /** What the complaint began with, where it says more than that there is one. */
  private static String begun(Said opening, String topic, String text) {
    var words = opening.text().strip();
    return topic.isEmpty() || words.split("\\s+").length < FEW_WORDS || text.contains(words) ? "" : words + "\n";
  }

  /** @param shown the proof of a payment came first */
  private static Question<String> text(Dialogue d, boolean shown) {
    var prompt = Phrase.of(shown
        ? "complaint.proof"
        : d.given(MeterFlow.CHECK).isPresent() ? "complaint.meter_check" : "complaint.text");
    return Question.<String>reading("text", prompt,
        said -> OtherWish.is(said, "complaint") || SHORT_QUESTION.matcher(said.text().strip()).matches()
            || said.text().chars().noneMatch(Character::isLetter)
                ? noPhoto(said).orElseGet(Reading::unclear)
                : said.text().strip().length() >= SHORTEST
                    ? Reading.is(said.text().strip())
                    : YesNo.refuses(said) ? Reading.is(NOTHING) : Reading.wrong(Phrase.of("complaint.short")))
        .anyText().given(said -> isTold(said) && !shown ? Reading.is(said.text().strip()) : Reading.unclear());
  }
}
