package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.understanding.Language;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Puts what was said in a turn into as few messages as the channel allows: people dislike bursts, and some channels charge
 * for each.
 */
final class Replies {
  /** Button ids are limited to 64 bytes by the strictest channel. */
  private static final int LONGEST_ID = 64;
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

  Rendered of(Script script, Person person, Language language, String key) {
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
      return rendered(script, person, language, lines, documents);
    }
    if (!person.capabilities().links()) {
      lines.add(link.url());
      return rendered(script, person, language, lines, documents);
    }
    var first = new ArrayList<Content>(documents);
    first.add(new Content.Link(body(lines, brief), texts.render(language, brief, link.title()), link.url()));
    return after(first, script, person, language);
  }

  /** A question has a message of its own under an address to open; mere suggestions give way. */
  private Rendered after(List<Content> first, Script script, Person person, Language language) {
    if (script.asked() == null) {
      return new Rendered(first, List.of());
    }
    var asked = rendered(script, person, language, new ArrayList<>(), List.of());
    first.addAll(asked.contents());
    return new Rendered(first, asked.offered());
  }

  private Rendered rendered(Script script, Person person, Language language, List<String> lines,
      List<Content.Document> documents) {
    var brief = person.capabilities().brief();
    var asked = script.asked();
    if (asked != null) {
      lines.add(texts.render(language, brief, asked.question().prompt()));
    }
    var choices = choices(script, person, language);
    if (choices.size() > person.capabilities().maxChoices()) {
      lines.add(numbered(choices));
    }
    var body = body(lines, brief);
    return choices.isEmpty() || choices.size() > person.capabilities().maxChoices()
        ? new Rendered(messages(documents, body), choices)
        : new Rendered(messages(documents, body.isBlank() ? more(language, brief) : body, choices), choices);
  }

  private static String body(List<String> lines, boolean brief) {
    return lines.stream().filter(line -> !line.isBlank()).collect(Collectors.joining(brief ? "\n" : "\n\n"));
  }

  /** Too many to tap: they are read and answered by number. */
  private static String numbered(List<Choice> choices) {
    var lines = new ArrayList<String>();
    for (var choice : choices) {
      lines.add((lines.size() + 1) + ". " + choice.title()
          + (choice.description() == null ? "" : " · " + choice.description()));
    }
    return String.join("\n", lines);
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
    messages.add(new Content.Choices(body, choices));
    return messages;
  }

  private static List<Content> messages(List<Content.Document> documents, String body) {
    if (documents.size() == 1 && fitsUnder(documents.getFirst(), body)) {
      var document = documents.getFirst();
      var caption = (document.caption() + "\n\n" + body).strip();
      return List.of(new Content.Document(document.reference(), document.fileName(), document.mimeType(), caption));
    }
    var messages = new ArrayList<Content>(documents);
    if (!body.isBlank()) {
      messages.add(new Content.Text(body));
    }
    return messages;
  }

  private static boolean fitsUnder(Content.Document document, String body) {
    return document.caption().length() + body.length() + 2 <= LONGEST_CAPTION;
  }

  private List<Choice> choices(Script script, Person person, Language language) {
    var brief = person.capabilities().brief();
    var asked = script.asked();
    if (asked != null) {
      return asked.question().options().stream().map(o -> choice(asked, o, language, brief)).toList();
    }
    if (brief) {
      return List.of();
    }
    return script.offered().stream().map(s -> new Choice(Pick.start(s), texts.render(language, false, s.title())))
        .filter(c -> c.id().getBytes(StandardCharsets.UTF_8).length <= LONGEST_ID).toList();
  }

  private Choice choice(Script.Asked asked, Option<?> option, Language language, boolean brief) {
    var description = option.description();
    return new Choice(Pick.answer(asked.run(), asked.question().slot(), option.key()),
        texts.render(language, brief, option.title()),
        description == null ? null : texts.render(language, brief, description));
  }
}
