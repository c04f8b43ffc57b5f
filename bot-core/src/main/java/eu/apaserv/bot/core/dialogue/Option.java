package eu.apaserv.bot.core.dialogue;

import org.jspecify.annotations.Nullable;

/**
 * One answer a question offers.
 *
 * @param key short, stable, of {@code [A-Za-z0-9_.-]}: it travels in button ids and is kept in the session
 * @param title what the person reads and may also type
 * @param description a second line where the channel has one, else null
 * @param value what the flow gets
 */
public record Option<T>(String key, Phrase title, @Nullable Phrase description, T value) {
  public Option(String key, Phrase title, T value) {
    this(key, title, null, value);
  }
}
