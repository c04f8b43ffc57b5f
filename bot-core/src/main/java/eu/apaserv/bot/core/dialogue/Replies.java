package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was said in a turn into as few messages as the channel allows: people dislike bursts, and some channels charge
 * for each.
 */
final class Replies {
  /** Text alone, and text over things to pick from, as short as the strictest channel has it. */
  private static final int LONGEST_TEXT = 4096;
  private static final int LONGEST_PROMPT = 1024;
  /** Ten short messages joined. */
  private static final int LONGEST_BRIEF = 1530;
  /** A caption as short as the strictest channel allows, with some room. */
  private static final int LONGEST_CAPTION = 1000;

  private final Texts texts;
  private final Links links;

  Replies(Texts texts, Links links) {
    this.texts = texts;
    this.links = links;
  }

  /**
   * What goes out.
   *
   * @param offered the choices in the order they are numbered, wherever they stand
   */
  record Rendered(List<Content> contents, List<Choice> offered) {}

  Rendered of(Script script, Person person, Language language, String key, int page) {
    var brief = person.capabilities().brief();
    var lines = new ArrayList<String>();
    script.phrases().forEach(p -> lines.add(texts.render(language, brief, p)));
    var documents = documents(script, person, language);
    if (!person.capabilities().documents()) {
      documents.forEach(d -> lines.add(linked(d, person, key + "/" + d.reference())));
      documents = List.of();
    }
    var link = script.linked();
    if (link == null) {
      return rendered(script, person, language, page, lines, documents);
    }
    if (!person.capabilities().links()) {
      lines.add(link.url());
      return rendered(script, person, language, page, lines, documents);
    }
    var first = new ArrayList<Content>(documents);
    first.add(new Content.Link(body(lines, brief), texts.render(language, brief, link.title()), link.url()));
    return after(first, script, person, language, page);
  }

  /** A question has a message of its own under an address to open; mere suggestions give way. */
  private Rendered after(List<Content> first, Script script, Person person, Language language,
      int page) {
    if (script.asked() == null) {
      return new Rendered(first, List.of());
    }
    var asked = rendered(script, person, language, page, new ArrayList<>(), List.of());
    first.addAll(asked.contents());
    return new Rendered(first, asked.offered());
  }

  private Rendered rendered(Script script, Person person, Language language, int page, List<String> lines,
      List<Content.Document> documents) {
    var can = person.capabilities();
    var asked = script.asked();
    if (asked != null) {
      prompt(asked).stream().map(phrase -> texts.render(language, can.brief(), phrase))
          .filter(line -> !lines.contains(line)).forEach(lines::add);
    }
    var noted = script.noted().stream().map(phrase -> texts.render(language, can.brief(), phrase))
        .filter(words -> lines.stream().noneMatch(line -> line.contains(words))).toList();
    if (!noted.isEmpty()) {
      lines.addFirst(texts.render(language, can.brief(), Phrase.of("engine.noted", "what", String.join(", ", noted))));
    }
    var offer = new Offer.Maker(texts, language, can).of(script, page);
    lines.addAll(offer.lines());
    var body = body(lines, can.brief());
    return offer.choices().isEmpty()
        ? new Rendered(asking(messages(documents, body, can.brief()), asked, person, language), offer.offered())
        : new Rendered(messages(documents, body.isBlank() ? more(language, can.brief()) : body, offer.choices()),
            offer.offered());
  }

  /** The last message gets the button that answers it, where the telephone can answer and the channel has such. */
  private List<Content> asking(List<Content> messages, Script.@Nullable Asked asked, Person person, Language language) {
    var wanted = asked == null ? null : asked.question().words().wanted();
    if (wanted == null || !person.capabilities().tappable() || messages.isEmpty()
        || !(messages.getLast() instanceof Content.Text(String body)) || body.length() > LONGEST_PROMPT) {
      return messages;
    }
    var title = texts.render(language, false, Phrase.of(switch (wanted) {
      case NUMBER -> "engine.send_number";
      case PLACE -> "engine.send_place";
    }));
    var all = new ArrayList<>(messages);
    all.set(all.size() - 1, new Content.Request(body, title, wanted));
    return all;
  }

  /** What is asked, for who did not understand it twice in other words. */
  private static List<Phrase> prompt(Script.Asked asked) {
    var words = asked.question().words();
    var again = words.again();
    if (asked.again() && again != null) {
      return List.of(again);
    }
    if (!asked.otherwise()) {
      return List.of(words.prompt());
    }
    var other = words.otherwise();
    if (other != null) {
      return List.of(other);
    }
    var help = words.help();
    return List.of(help == null ? Phrase.of("engine.once_more") : help, words.prompt());
  }

  private static String body(List<String> lines, boolean brief) {
    return lines.stream().filter(line -> !line.isBlank()).collect(Collectors.joining(brief ? "\n" : "\n\n"));
  }

  private String more(Language language, boolean brief) {
    return texts.render(language, brief, Phrase.of("engine.more"));
  }

  private List<Content.Document> documents(Script script, Person person, Language language) {
    return script.shown().stream().map(s -> new Content.Document(s.reference(), s.fileName(), s.mimeType(),
        texts.render(language, person.capabilities().brief(), s.caption()))).toList();
  }

  private String linked(Content.Document document, Person person, String key) {
    var link = links.open(key, person.conversation(), document);
    return document.caption().isBlank() ? link : document.caption() + "\n" + link;
  }

  private static List<Content> messages(List<Content.Document> documents, String body, List<Choice> choices) {
    var messages = new ArrayList<Content>(documents);
    var pieces = Lengths.cut(body, LONGEST_PROMPT);
    pieces.subList(0, pieces.size() - 1).forEach(piece -> messages.add(new Content.Text(piece)));
    messages.add(new Content.Choices(pieces.getLast(), choices));
    return messages;
  }

  private static List<Content> messages(List<Content.Document> documents, String body, boolean brief) {
    if (documents.size() == 1 && fitsUnder(documents.getFirst(), body)) {
      var document = documents.getFirst();
      var caption = (document.caption() + "\n\n" + body).strip();
      return List.of(new Content.Document(document.reference(), document.fileName(), document.mimeType(), caption));
    }
    var messages = new ArrayList<Content>(documents);
    if (!body.isBlank()) {
      Lengths.cut(body, brief ? LONGEST_BRIEF : LONGEST_TEXT).forEach(piece -> messages.add(new Content.Text(piece)));
    }
    return messages;
  }

  private static boolean fitsUnder(Content.Document document, String body) {
    return document.caption().length() + body.length() + 2 <= LONGEST_CAPTION;
  }
}
