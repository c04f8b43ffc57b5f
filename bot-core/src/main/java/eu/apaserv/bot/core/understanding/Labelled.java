package eu.apaserv.bot.core.understanding;

import java.util.List;
import java.util.Map;

/**
 * A message and what it should be understood as: what an understanding is measured by.
 *
 * @param language the conversation's, when the message came
 * @param intent {@link Understood#OUT_OF_SCOPE} when it is none of ours
 * @param entities by key, each with its values in their normal form
 */
public record Labelled(String text, Language language, String intent, Map<String, List<String>> entities) {
  public Labelled {
    entities = Map.copyOf(entities);
  }
}
