package eu.apaserv.bot.conversations.flow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.account.AccountBook;
import eu.apaserv.bot.conversations.billing.KeptBilling;
import eu.apaserv.bot.conversations.account.OutboxCodeSender;
import eu.apaserv.bot.conversations.payment.PayLinks;
import eu.apaserv.bot.conversations.privacy.Rights;
import eu.apaserv.bot.conversations.outage.OutageTalk;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.conversations.ticket.Desk;
import eu.apaserv.bot.conversations.understanding.UtilityUnderstanding;
import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.dialogue.Dialogues;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Person;
import eu.apaserv.bot.core.dialogue.Session;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.Consents;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** One person on one channel, talking to the real flows over the sample data. */
final class Chat {
  static final Texts TEXTS = Texts.load(Flows.withEngine());
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();
  private static final Understanding REMEMBERED = new RememberedUnderstanding(UNDERSTANDING);
  private static final Map<String, Capabilities> CHANNELS = Map.of("whatsapp", new Capabilities(10, true, true, false),
      "telegram", new Capabilities(100, true, true, false), "sms", new Capabilities(9, false, false, true));
  private static final String MORNING = "2026-11-22T10:00+02:00";
  private static final Pattern SIX_DIGITS = Pattern.compile("\\b\\d{6}\\b");

  private final Database database;
  private final String channel;
  private final boolean twice;
  private final String own;
  private final Hand clock;
  private final Dialogues dialogues;
  private final UUID conversation = UUID.randomUUID();
  private final List<Choice> shown = new ArrayList<>();
  private Session session = Session.empty();
  private Language language;
  private int messages;

  /**
   * @param twice every turn is taken twice, as after a crash before its commit
   */
  Chat(Database database, Story story, String channel, boolean twice) {
    this(database, story, channel, twice, UnaryOperator.identity());
  }

  /**
   * @param changed what a later version makes of the flows
   */
  Chat(Database database, Story story, String channel, boolean twice, UnaryOperator<List<Flow>> changed) {
    this.database = database;
    this.channel = channel;
    this.twice = twice;
    this.language = Language.valueOf(story.headers().getOrDefault("language", "ro").toUpperCase(Locale.ROOT));
    this.own = story.headers().getOrDefault("address", "+40700000001");
    this.clock = new Hand(OffsetDateTime.parse(story.headers().getOrDefault("clock", MORNING)).toInstant().toString());
    var business = Business.defaults();
    var book = AccountBook.open(database, new OutboxCodeSender(database.seal(), TEXTS, business), business, clock)
        .through(new KeptBilling(database, clock, Duration.ofDays(1)));
    var links = new PayLinks(database, "https://apa.example/pay/", Duration.ofMinutes(30),
        story.headers().getOrDefault("cards", "netopia").equals("none") ? null : "netopia");
    this.dialogues = new Dialogues(changed.apply(
        Flows.all(business, book, new Consents(database), Rights.open(database, business, clock),
            Money.of(database, book.accounts(), business, links),
            new Readings(database, business, clock), Desk.over(database, clock, business),
            OutageTalk.over(database, clock, business), Alerting.over(database, clock))),
        TEXTS,
        (_, _, document) -> "https://apa.example/i/"
            + document.fileName().replaceAll("\\D", ""),
        Duration.ofHours(24));
    story.linked().forEach(code -> new Billing(database).link(conversation, code));
  }

  /** What comes of one step; nothing for those the person does not see. */
  Optional<Turn> play(Story.Step step) {
    switch (step.kind()) {
      case '~' -> clock.forward(Duration.parse("PT" + step.text().toUpperCase(Locale.ROOT).replace(" ", "")));
      case '!' -> database.run(step.text().replace("{conversation}", conversation.toString()));
      default -> {
        return Optional.of(say(content(step.text())));
      }
    }
    return Optional.empty();
  }

  Turn say(Content content) {
    messages++;
    var understood = REMEMBERED.understand(typed(content), language);
    var person = new Person(conversation,
        new Address(channel, own), language, capabilities(),
        clock.instant());
    var before = Json.write(session);
    var turn = dialogues.take("t" + messages, session, person, content, understood);
    if (twice) {
      turn = dialogues.take("t" + messages, Json.read(before, Session.class), person, content, understood);
    }
    session = Json.read(Json.write(turn.session()), Session.class);
    language = turn.language();
    turn.replies().stream().filter(Content.Choices.class::isInstance).map(Content.Choices.class::cast)
        .forEach(c -> shown.addAll(c.choices()));
    return turn;
  }

  Capabilities capabilities() {
    return CHANNELS.getOrDefault(channel, new Capabilities(10, true, true, false));
  }

  /**
   * One message on its way to the dialogue.
   *
   * @param text what is to be understood
   */
  record Scene(Dialogues dialogues, String key, Session session, Person person, Content content, String text) {
    Turn take() {
      return dialogues.take(key, session, person, content, UNDERSTANDING.understand(text, person.language()));
    }
  }

  /** The message that a step of the kind {@code >} would be, not taken. */
  Scene scene(Story.Step step) {
    var content = content(step.text());
    var person = new Person(conversation, new Address(channel, "+40700000001"), language, capabilities(),
        clock.instant());
    return new Scene(dialogues, "t" + (messages + 1), session, person, content, typed(content));
  }

  /** What is remembered now. */
  Session session() {
    return session;
  }

  /** Every choice that was ever shown, the newest last. */
  List<Choice> shown() {
    return List.copyOf(shown);
  }

  /**
   * A place to come back to.
   *
   * @param shown how many choices had been shown
   */
  record Place(Session session, Language language, int shown) {}

  /** Goes on where somebody waits, by what was kept of them a moment ago. */
  void resume(ObjectNode kept) {
    session = Json.read(kept.set("at", Json.tree(clock.instant())).toString(), Session.class);
  }

  Place place() {
    return new Place(session, language, shown.size());
  }

  /** Stands again where it stood; what was written meanwhile stays written. */
  void backTo(Place place) {
    session = place.session();
    language = place.language();
    shown.subList(place.shown(), shown.size()).clear();
  }

  /** As it is kept between two messages. */
  String kept() {
    return Json.write(session);
  }

  private static String typed(Content content) {
    return switch (content) {
      case Content.Text(String body) -> body;
      case Content.Picked picked -> picked.title();
      default -> "";
    };
  }

  private Content content(String text) {
    if (text.equals("(location)")) {
      return new Content.Location(46.9275, 26.3708, null);
    }
    if (text.startsWith("(card ")) {
      return new Content.ContactCard(text.substring(6, text.length() - 1), true);
    }
    if (text.equals("(contact)")) {
      return new Content.ContactCard("+40700000002", false);
    }
    if (text.equals("(handed back)")) {
      return Conversations.HANDED_BACK;
    }
    if (text.startsWith("(pin ")) {
      var degrees = text.substring(5, text.length() - 1).split(" ", -1);
      return new Content.Location(Double.parseDouble(degrees[0]), Double.parseDouble(degrees[1]), null);
    }
    if (text.startsWith("(")) {
      return sent(text.substring(1, text.length() - 1));
    }
    if (text.startsWith("[#")) {
      return new Content.Picked(text.substring(2, text.length() - 1), "");
    }
    return text.startsWith("[")
        ? tapped(List.of(text.substring(1, text.length() - 1).split("\\|")))
        : new Content.Text((text.contains("{") ? coded(text) : text).replace("\\n", "\n"));
  }

  private static Content sent(String what) {
    return switch (what) {
      case "location" -> new Content.Location(46.9275, 26.3708, null);
      case "contact" -> new Content.ContactCard("+40722123456", true);
      case "unsupported" -> new Content.Unsupported("poll");
      default -> new Content.Media(what, "media", null, "");
    };
  }

  /** The newest button of one of these titles; by number where nothing can be tapped. */
  private Content tapped(List<String> titles) {
    for (int i = shown.size() - 1; i >= 0; i--) {
      var choice = shown.get(i);
      if (titles.contains(choice.title())) {
        int place = session.offered().indexOf(choice);
        return capabilities().tappable()
            ? new Content.Picked(choice.id(), choice.title())
            : new Content.Text(place < 0 ? choice.title() : Integer.toString(place + 1));
      }
    }
    if (capabilities().tappable()) {
      throw new IllegalStateException("There is no button " + titles + "; the last is " + shown);
    }
    return new Content.Text(titles.getFirst());
  }

  private String coded(String text) {
    var code = code();
    return text.replace("{code}", code).replace("{wrong}", code.equals("111111") ? "222222" : "111111");
  }

  /** The one-time code that was sent last. */
  private String code() {
    var body = database.first(row -> database.seal().json(row.getString(0),
        new eu.apaserv.bot.core.store.Place(row.getString(1))), """
          select content::text, %s from outbox t where secret order by id desc limit 1"""
            .formatted(eu.apaserv.bot.core.store.Place.OUTBOX))
        .map(json -> Json.read(json, Content.Text.class).body()).orElse("000000");
    var digits = SIX_DIGITS.matcher(body);
    return digits.find() ? digits.group() : "000000";
  }
}
