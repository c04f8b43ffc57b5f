package eu.apaserv.bot.core.dialogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import eu.apaserv.bot.core.understanding.Entity;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a person said in one message, as it is kept in the session: legible to staff and read again on every run.
 *
 * @param text as typed, or the title of what was tapped; empty when only an attachment came
 * @param choice the option's key when a choice of the open question was picked, else null
 * @param intent the best intent
 * @param confidence of that intent, 0 to 1
 * @param entities found in the text
 * @param attachment what came with the words or instead of them, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Said(String text, @Nullable String choice, String intent, double confidence, List<Entity> entities,
    @Nullable Attachment attachment) {
  public Said {
    entities = List.copyOf(entities);
  }

  /** Words alone. */
  public Said(String text, @Nullable String choice, String intent, double confidence, List<Entity> entities) {
    this(text, choice, intent, confidence, entities, null);
  }

  /** The same without what it said: zeros for digits, no entities. */
  Said blanked() {
    return new Said(text.replaceAll("\\d", "0"), choice, intent, confidence, List.of(), attachment);
  }

  /** Only that it was said, and what it was taken for. */
  Said forgotten() {
    return new Said("", choice, intent, confidence, List.of(), attachment);
  }

  /**
   * The words after those of an earlier wish, whose meaning they have.
   *
   * @param kept whether what the earlier wish named under such a key still holds
   */
  Said after(Said before, Predicate<String> kept) {
    int by = before.text().length() + 1;
    var named = before.entities().stream().filter(e -> kept.test(e.key()) && entity(e.key()).isEmpty());
    return new Said(before.text() + "\n" + text, null, before.intent(), 1, Stream.concat(named,
        entities.stream().map(e -> new Entity(e.key(), e.value(), e.start() + by, e.end() + by))).toList(), null);
  }

  /** The same with what came after it. */
  Said with(Attachment sent) {
    return new Said(text, choice, intent, confidence, entities, sent);
  }

  /** The same words and attachment, taken for another intent. */
  Said meaning(String other, double sure) {
    return new Said(text, null, other, sure, entities, attachment);
  }

  /** The value of the first entity of that key. */
  public Optional<String> entity(String key) {
    return entities.stream().filter(e -> e.key().equals(key)).map(Entity::value).findFirst();
  }
}
