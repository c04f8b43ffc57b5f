package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.channel.Opening;
import eu.apaserv.bot.core.understanding.Language;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Words that Meta approves before they may begin a conversation (Cloud API, message templates).
 *
 * @param name in lower case: the name of the notice it says
 * @param category {@code utility}; marketing is not ours to send
 * @param document it is headed by a PDF
 * @param blanks what fills its body, in order: the name of each, and an example in each language for Meta's reviewers
 * @param wordings by language
 */
record Template(String name, String category, boolean document, Map<String, Map<Language, String>> blanks,
    Map<Language, Wording> wordings) {
  static final int LONGEST_BODY = 1024;
  private static final int LONGEST_FOOTER = 60;
  private static final int LONGEST_BUTTON = 25;
  private static final int MOST_REPLIES = 10;
  /** A blank is never so short that it says nothing, whatever the words round it. */
  private static final int SHORTEST_FILLING = 60;
  private static final Pattern BLANK = Pattern.compile("\\{([a-z_]+)}");

  Template {
    blanks = new LinkedHashMap<>(blanks);
    wordings = Map.copyOf(wordings);
    must(name.matches("[a-z][a-z0-9_]{0,99}"), "its name must be lower case letters, digits and _");
    must(category.equals("utility"), "category must be utility: other kinds need another consent");
    must(!wordings.isEmpty(), "it needs the words of a language: ro, en");
    for (var wording : wordings.entrySet()) {
      check(wording.getKey(), wording.getValue(), blanks);
    }
  }

  /**
   * In one language.
   *
   * @param body with blanks by name: {@code {place}}
   * @param footer below it in grey, or null
   * @param replies buttons that say their own words
   * @param link a button that opens an address, or null
   */
  record Wording(String body, @Nullable String footer, List<String> replies, @Nullable Link link) {
    Wording {
      replies = List.copyOf(replies);
    }
  }

  /** @param path below our public address, to which the rest of the notice's own address is added */
  record Link(String title, String path) {}

  private static void check(Language language, Wording wording, Map<String, Map<Language, String>> blanks) {
    var used = BLANK.matcher(wording.body()).results().map(m -> m.group(1)).toList();
    var at = language.code() + ": ";
    must(used.equals(List.copyOf(blanks.keySet())), at + "its body must use each blank once, in their order");
    must(wording.body().length() <= LONGEST_BODY / 2,
        at + "its body has more than " + LONGEST_BODY / 2 + " characters");
    must(!wording.body().matches("(?s)\\{.*|.*}"), at + "its body must not begin or end with a blank");
    must(wording.footer() == null || wording.footer().length() <= LONGEST_FOOTER, at + "its footer is too long");
    must(wording.replies().size() <= MOST_REPLIES && wording.replies().stream().allMatch(Template::isButton),
        at + "it has at most " + MOST_REPLIES + " replies of " + LONGEST_BUTTON + " characters");
    var link = wording.link();
    must(link == null || (isButton(link.title()) && link.path().matches("/[a-z0-9/_-]*/")),
        at + "its link needs a title and a path that begins and ends with /");
    blanks.forEach((blank, examples) -> must(examples.containsKey(language), at + blank + " needs an example"));
  }

  private static boolean isButton(String title) {
    return !title.isBlank() && title.length() <= LONGEST_BUTTON;
  }

  private static void must(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  /** In each language, where it is words alone: a file or an address is not typed in by hand. */
  List<Opening.Opener> openers() {
    return document
        ? List.of()
        : wordings.entrySet().stream().sorted(Map.Entry.comparingByKey())
            .filter(wording -> wording.getValue().link() == null)
            .map(wording -> opener(wording.getKey(), wording.getValue())).toList();
  }

  private Opening.Opener opener(Language language, Wording wording) {
    var holes = blanks.entrySet().stream().map(blank -> new Opening.Blank(blank.getKey(),
        String.valueOf(blank.getValue().get(language)))).toList();
    return new Opening.Opener(name, language, wording.body(), holes, TemplateNews.subject(name, language),
        TemplateNews.USABLE);
  }

  /** The body as Meta writes it: blanks by number. */
  String numbered(Wording wording) {
    var names = List.copyOf(blanks.keySet());
    return BLANK.matcher(wording.body()).replaceAll(m -> "{{" + (names.indexOf(m.group(1)) + 1) + "}}");
  }

  /** How long one filling may be, so that the whole stays within what Meta takes. */
  int longestFilling(Wording wording) {
    return Math.max(SHORTEST_FILLING, (LONGEST_BODY - wording.body().length()) / Math.max(1, blanks.size()));
  }
}
