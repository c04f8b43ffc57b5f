package eu.apaserv.bot.core.understanding;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was understood of one message.
 *
 * @param text as typed
 * @param language of the message, or null when it is too short to tell: the conversation's then stays
 * @param guesses best first; never empty: {@link #OUT_OF_SCOPE} when nothing fits; of the first wish when there are
 *   several
 * @param entities of the whole message, in the order of the text
 * @param parts the message's wishes in the order said; one when there is one, and never none
 */
public record Understood(String text, @Nullable Language language, List<Guess> guesses, List<Entity> entities,
    List<Part> parts) {
  /** The intent of a message that is none of ours. */
  public static final String OUT_OF_SCOPE = "out_of_scope";

  public Understood {
    guesses = List.copyOf(guesses);
    entities = List.copyOf(entities);
    parts = List.copyOf(parts);
  }

  /** A message with one wish, which is all of it. */
  public Understood(String text, @Nullable Language language, List<Guess> guesses, List<Entity> entities) {
    this(text, language, guesses, entities, List.of(new Part(text, guesses, entities)));
  }

  /** A message with several wishes. */
  static Understood of(String text, @Nullable Language language, List<Part> parts) {
    return new Understood(text, language, parts.getFirst().guesses(),
        parts.stream().flatMap(p -> p.entities().stream()).toList(), parts);
  }

  /** The best guess. */
  public Guess best() {
    return guesses.isEmpty() ? new Guess(OUT_OF_SCOPE, 0) : guesses.getFirst();
  }

  /** The value of the first entity of that key. */
  public Optional<String> entity(String key) {
    return entities.stream().filter(e -> e.key().equals(key)).map(Entity::value).findFirst();
  }
}
