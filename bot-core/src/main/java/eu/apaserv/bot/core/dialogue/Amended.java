package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.dialogue.Trail.Step.Answered;
import eu.apaserv.bot.core.understanding.Entity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is to hold instead of one given before.
 *
 * @param said the answer; where only a part of the earlier one was put right, the rest of it stands in it too
 * @param changed what of it is new
 */
record Amended(Said said, List<Entity> changed) {
  private static final Pattern FIGURE = Pattern.compile("\\d{1,6}[a-z]?");

  /** All of it is new. */
  static Amended whole(Said said) {
    return new Amended(said, said.entities());
  }

  /** "Not 3 but 13": the figure that was named among others, in the words it stood in. */
  static Optional<Amended> figure(Said before, String not, String instead) {
    if (before.choice() != null || !FIGURE.matcher(not).matches() || !FIGURE.matcher(instead).matches()) {
      return Optional.empty();
    }
    return before.entities().stream().filter(entity -> entity.value().equalsIgnoreCase(not) && stands(before, entity))
        .findFirst().map(wrong -> replaced(before, wrong, instead.toUpperCase(Locale.ROOT), instead));
  }

  /**
   * A part that means something only within what was named before, "number 13" after a street: the whole of it still holds.
   *
   * @param within by part, what it is a part of
   */
  static Optional<Amended> part(Said before, Said rest, Map<String, Set<String>> within) {
    var parts = rest.entities().stream().filter(entity -> within.containsKey(entity.key())).toList();
    if (before.choice() != null || parts.size() != 1) {
      return Optional.empty();
    }
    var part = parts.getFirst();
    var wholes = within.getOrDefault(part.key(), Set.of());
    if (rest.entities().stream().anyMatch(entity -> !entity.equals(part) && wholes.contains(entity.key()))
        || before.entities().stream().noneMatch(entity -> wholes.contains(entity.key()))) {
      return Optional.empty();
    }
    var words = Ear.words(rest, part);
    return before.entities().stream().filter(entity -> entity.key().equals(part.key()) && stands(before, entity))
        .findFirst().map(wrong -> replaced(before, wrong, part.value(), words))
        .or(() -> Optional.of(added(before, part, words)));
  }

  /** Of two options the one that was not taken; what is good once is given anew, and not put right. */
  static @Nullable Amended other(Answered step) {
    var options = step.question().options();
    if (options.size() != 2 || step.question().secret()) {
      return null;
    }
    var now = Ear.read(step.question(), step.said(), true);
    boolean one = options.stream().anyMatch(option -> now instanceof Reading.Is<?>(Object value)
        && value.equals(option.value()));
    // Where both were taken there is no other one.
    return options.stream().filter(option -> one && !(now instanceof Reading.Is<?>(Object value)
        && value.equals(option.value()))).findFirst()
        .map(option -> Amended.whole(new Said(step.said().text(), option.key(), "", 0, List.of()))).orElse(null);
  }

  private static boolean stands(Said before, Entity entity) {
    return 0 <= entity.start() && entity.start() < entity.end() && entity.end() <= before.text().length();
  }

  private static Amended replaced(Said before, Entity wrong, String value, String words) {
    var text = before.text().substring(0, wrong.start()) + words + before.text().substring(wrong.end());
    int by = words.length() - (wrong.end() - wrong.start());
    var entities = new ArrayList<Entity>();
    for (var entity : before.entities()) {
      boolean same = entity.start() == wrong.start() && entity.end() == wrong.end()
          && entity.value().equals(wrong.value());
      entities.add(new Entity(entity.key(), same ? value : entity.value(),
          entity.start() >= wrong.end() ? entity.start() + by : entity.start(),
          entity.end() >= wrong.end() ? entity.end() + by : entity.end()));
    }
    var changed = entities.get(before.entities().indexOf(wrong));
    return new Amended(with(before, text, entities), List.of(changed));
  }

  private static Amended added(Said before, Entity part, String words) {
    int start = before.text().length() + 1;
    var changed = new Entity(part.key(), part.value(), start, start + words.length());
    var entities = new ArrayList<>(before.entities());
    entities.add(changed);
    return new Amended(with(before, before.text() + "\n" + words, entities), List.of(changed));
  }

  private static Said with(Said before, String text, List<Entity> entities) {
    return new Said(text, null, before.intent(), before.confidence(), entities, before.attachment());
  }
}
