package eu.apaserv.bot.core.dialogue;

import java.util.Map;

/**
 * A next step offered after a flow has ended; picking it starts the flow of its intent.
 *
 * @param title what the person reads
 * @param intent the intent it stands for
 * @param entities what is already known, by entity key; kept short, it travels in a button id of 64 bytes
 */
public record Suggestion(Phrase title, String intent, Map<String, String> entities) {
  public Suggestion {
    entities = Map.copyOf(entities);
  }

  public Suggestion(Phrase title, String intent) {
    this(title, intent, Map.of());
  }
}
