package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a question hears what was said. */
final class Ear {
  private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");
  /** As long as a short answer, and of no meaning. */
  private static final Said NO_WORDS = new Said("xqz xqz xqz", null, "", 0, List.of());

  private Ear() {}

  /** Whether any words would be an answer. */
  static boolean takesAnything(Question<?> question) {
    return takes(question, NO_WORDS);
  }

  /**
   * What a question makes of something said to it.
   *
   * @param opening it is what started the flow, so what the question takes unasked goes first
   */
  static <T> Reading<T> read(Question<T> question, Said said, boolean opening) {
    if (said.choice() != null) {
      var picked = said.choice().equals(Pick.SKIP) ? question.skipped() : question.option(said.choice());
      if (picked.isPresent()) {
        return Reading.is(picked.get());
      }
    }
    if (opening && question.given().apply(said) instanceof Reading.Is<T> given) {
      return given;
    }
    if (question.freeText() && Repair.isRepair(said)) {
      return Reading.unclear();
    }
    var reading = question.reader().apply(said);
    if (reading instanceof Reading.Is<T>(String words) && words.isBlank()) {
      return Reading.unclear();
    }
    return reading instanceof Reading.Unclear<T> && !said.entities().isEmpty()
        ? question.given().apply(said)
        : reading;
  }

  /** Whether the words themselves, all of them, are the answer. */
  static boolean tells(Question<?> question, Said said) {
    return said.choice() == null && read(question, said, false) instanceof Reading.Is<?>(String words)
        && words.equals(said.text().strip());
  }

  /** Whether a question can take this as its answer. */
  static boolean takes(Question<?> question, Said said) {
    return read(question, said, false) instanceof Reading.Is<?>;
  }

  /** The words of a message that a question took its answer from; empty when it took them from no entity alone. */
  static <T> List<Entity> used(Question<T> question, Said said, T value) {
    var nothing = new Said("", null, said.intent(), said.confidence(), List.of());
    if (question.given().apply(nothing) instanceof Reading.Is<T>) {
      return List.of();
    }
    var used = new ArrayList<Entity>();
    for (var entity : said.entities()) {
      var alone = only(said, entity);
      if (question.given().apply(alone) instanceof Reading.Is<T>(T same) && same.equals(value)) {
        used.add(entity);
      } else if (read(question, alone, false) instanceof Reading.Is<T>(T same) && same.equals(value)) {
        used.add(entity);
      }
    }
    return used;
  }

  /** The same words with but one entity, everything else blank: places in the text keep their meaning. */
  private static Said only(Said said, Entity entity) {
    var text = said.text();
    boolean placed = 0 <= entity.start() && entity.start() < entity.end() && entity.end() <= text.length();
    var alone = placed
        ? " ".repeat(entity.start()) + text.substring(entity.start(), entity.end())
            + " ".repeat(text.length() - entity.end())
        : "";
    return new Said(alone, null, said.intent(), said.confidence(), List.of(entity));
  }

  /** What a message says beyond the answer it gave; empty when nothing. */
  static <T> Optional<Said> beyond(Question<T> question, Said said, T value) {
    if (said.entities().size() < 2 || said.choice() != null) {
      return Optional.empty();
    }
    var used = used(question, said, value);
    var left = said.entities().stream().filter(entity -> !used.contains(entity)).toList();
    if (used.isEmpty() || left.isEmpty()) {
      return Optional.empty();
    }
    var text = new StringBuilder(said.text());
    for (var entity : used) {
      for (int i = Math.max(0, entity.start()); i < Math.min(entity.end(), text.length()); i++) {
        text.setCharAt(i, ' ');
      }
    }
    return Optional.of(new Said(text.toString(), null, said.intent(), said.confidence(), left));
  }

  /** The title of one of several choices that words, and no figures, were taken for: the stem of a word says nothing. */
  static <T> Optional<Phrase> choice(Question<T> question, Said said, Entity entity, T value) {
    return question.options().stream().filter(option -> option.value().equals(value)).map(Option::title).findFirst()
        .filter(_ -> words(said, entity).chars().noneMatch(Character::isDigit));
  }

  /** Whether the words only say again, or otherwise, what one of several choices was taken from. */
  static boolean chosen(Question<?> question, Said said, Entity entity) {
    return !question.options().isEmpty() && words(said, entity).chars().noneMatch(Character::isDigit)
        && question.given().apply(only(said, entity)) instanceof Reading.Is<?>;
  }

  /**
   * As typed, in whole words: what was recognised may be the stem of one. What another script has in it, as it was read; what
   * nobody sees, left out.
   */
  static String words(Said said, Entity entity) {
    var text = said.text();
    if (entity.start() < 0 || entity.start() >= entity.end() || entity.end() > text.length()) {
      return entity.value();
    }
    int end = entity.end();
    while (end < text.length() && Character.isLetter(text.charAt(end - 1)) && Character.isLetter(text.charAt(end))
        && readable(text.charAt(end))) {
      end++;
    }
    var typed = UNSEEN.matcher(text.substring(entity.start(), end)).replaceAll("");
    return typed.codePoints().allMatch(Ear::readable) ? typed : entity.value();
  }

  /** Every channel can say it: letters of another script would make a short message a dear one. */
  private static boolean readable(int sign) {
    return !Character.isLetterOrDigit(sign) || Character.UnicodeScript.of(sign) == Character.UnicodeScript.LATIN
        || (sign >= '0' && sign <= '9');
  }
}
