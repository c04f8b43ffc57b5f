package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.understanding.Entity;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Part;
import eu.apaserv.bot.core.understanding.Understood;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** A tiny shop to talk to: the engine without any real flow. Each turn's session goes through JSON. */
final class Shop {
  static final Capabilities TAPPABLE = new Capabilities(10, true, true, false);
  static final Capabilities BRIEF = new Capabilities(3, false, false, true);
  private static final Map<String, String> INTENTS = Map.ofEntries(Map.entry("buy", "buy"),
      Map.entry("weather", "weather"), Map.entry("cancel", "cancel"), Map.entry("help", "help"),
      Map.entry("operator", "human_agent"), Map.entry("english", "change_language"), Map.entry("yes", "yes"),
      Map.entry("no", "no"), Map.entry("file", "file"), Map.entry("gift", "gift"), Map.entry("pay", "pay"),
      Map.entry("mute", "mute"), Map.entry("hello", "greet"), Map.entry("thanks", "thanks"), Map.entry("bye", "bye"));
  private static final UUID CONVERSATION = UUID.randomUUID();

  final List<String> bought = new ArrayList<>();
  private final Dialogues dialogues = new Dialogues(
      List.of(buy(), weather(), file(), menu(), operator(), Gift.flow(bought), Gift.pay(bought), bye(), mute()),
      Texts.load(List.of(Texts.ENGINE)), (_, _, document) -> "https://x.example/" + document.reference(),
      Duration.ofHours(24));
  private final Capabilities capabilities;
  private Session session = Session.empty();
  private Language language = Language.EN;
  private int messages;
  Instant now = Instant.parse("2026-11-22T08:00:00Z");
  Turn last = new Turn(session, language, List.of(), null, new Turn.Trace("", 0, null, null, ""), false);

  Shop(Capabilities capabilities) {
    this.capabilities = capabilities;
  }

  private Flow buy() {
    return new PlainFlow("buy", Set.of("buy"), d -> {
      d.say(Phrase.plain("Welcome."));
      var size = d.ask(Question.choosing("size", Phrase.plain("Which size?"),
          IntStream.rangeClosed(1, capabilities.maxChoices() == 3 ? 4 : 2)
              .mapToObj(i -> new Option<>("s" + i, Phrase.plain("Size " + i), i)).toList()));
      d.say(Phrase.plain("Size " + size + " it is."));
      int count = d.ask(Question.reading("count", Phrase.plain("How many?"), Shop::count)
          .given(said -> said.entity("count").map(c -> Reading.is(Integer.valueOf(c))).orElseGet(Reading::unclear))
          .help(Phrase.plain("A number, please.")));
      if (count > 50) {
        d.say(Phrase.plain("So many are not there."));
        throw d.again("count");
      }
      var order = d.once("order", String.class, key -> {
        bought.add(key + " " + count + "×" + size);
        return "order " + bought.size();
      });
      d.remember("size", Integer.toString(size));
      d.say(Phrase.plain("Done: " + order + "."));
      d.offer(List.of(new Suggestion(Phrase.plain("Weather"), "weather")));
    });
  }

  private static Reading<Integer> count(Said said) {
    if (!said.text().matches("-?\\d{1,6}")) {
      return Reading.unclear();
    }
    int count = Integer.parseInt(said.text());
    return count > 0 ? Reading.is(count) : Reading.wrong(Phrase.plain("At least one."));
  }

  private static Flow weather() {
    return new PlainFlow("weather", Set.of("weather"), d -> d.say(Phrase.plain("Sunny.")));
  }

  private static Flow file() {
    return new PlainFlow("file", Set.of("file"), d -> {
      d.show("file:1", "a.pdf", "application/pdf", Phrase.plain("The file."));
      d.offer(List.of(new Suggestion(Phrase.plain("Weather"), "weather")));
    });
  }

  private static Flow menu() {
    return new PlainFlow("menu", Set.of("help"), d -> d.say(Phrase.plain("You can buy.")));
  }

  private static Flow operator() {
    return new PlainFlow("operator", Set.of("human_agent"), d -> {
      d.say(Phrase.plain("A person comes."));
      d.handOver("asked");
    });
  }

  private static Flow bye() {
    return new PlainFlow("bye", Set.of("bye"), d -> d.say(Phrase.plain("Bye.")));
  }

  /** One that ends without a word. */
  private static Flow mute() {
    return new PlainFlow("mute", Set.of("mute"), _ -> {});
  }

  private record PlainFlow(String name, Set<String> intents, java.util.function.Consumer<Dialogue> body)
      implements
        Flow {
    @Override
    public boolean closesOthers() {
      return name.equals("operator") || name.equals("bye");
    }

    @Override
    public void run(Dialogue d) {
      body.accept(d);
    }
  }

  /** Says something and gets the replies, one line each. */
  String say(String text) {
    return take(new Content.Text(text), text);
  }

  /** Taps the choice of that title among those of the last message. */
  String tap(String title) {
    var choice = choices().stream().filter(c -> c.title().equals(title)).findFirst().orElseThrow();
    return tap(choice);
  }

  String tap(Choice choice) {
    return take(new Content.Picked(choice.id(), choice.title()), choice.title());
  }

  String take(Content content, String text) {
    messages++;
    return take("m" + messages, content, text);
  }

  String take(String key, Content content, String text) {
    var person = new Person(CONVERSATION, new Address("test", "ana"), language, capabilities, now);
    last = dialogues.take(key, session, person, content, understood(text));
    session = Json.read(Json.write(last.session()), Session.class);
    language = last.language();
    return String.join(" / ", last.replies().stream().map(Shop::shown).toList());
  }

  List<Choice> choices() {
    return last.replies().getLast() instanceof Content.Choices(_, List<Choice> choices) ? choices : List.of();
  }

  /** As a crash before the commit would do: the turn's outcome is lost. */
  void forget(Session before) {
    session = before;
  }

  Session session() {
    return session;
  }

  private static Understood understood(String text) {
    var parts = Arrays.stream(text.split(" and ")).map(Shop::one).toList();
    return text.equals("stuff")
        ? new Understood(text, null, List.of(new Guess("gift", 0.4), new Guess("pay", 0.35)), List.of())
        : new Understood(text, null, parts.getFirst().guesses(),
            parts.stream().flatMap(part -> part.entities().stream()).toList(), parts);
  }

  private static Part one(String text) {
    var words = text.split(" ", 2);
    var intent = INTENTS.getOrDefault(words[0], Understood.OUT_OF_SCOPE);
    var entities = words.length == 2 && words[1].matches("\\d+")
        ? List.of(new Entity("count", words[1], words[0].length() + 1, text.length()))
        : List.<Entity>of();
    return new Part(text, List.of(new Guess(intent, 0.95)), entities);
  }

  private static String shown(Content content) {
    return switch (content) {
      case Content.Text(String body) -> line(body);
      case Content.Choices(String body, List<Choice> choices) ->
        line(body) + " " + choices.stream().map(Choice::title).toList();
      case Content.Document document -> "(" + document.fileName() + ") " + line(document.caption());
      default -> content.toString();
    };
  }

  private static String line(String body) {
    return body.replaceAll("\\n+", " | ");
  }
}
