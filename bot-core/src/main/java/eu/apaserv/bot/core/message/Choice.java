package eu.apaserv.bot.core.message;

import org.jspecify.annotations.Nullable;

/**
 * One thing a person can pick: a button, a list row or a numbered line, as the channel can.
 *
 * @param id what comes back when it is picked; at most 64 bytes, as the strictest channel has it
 * @param title what the person reads; channels cut it to their own limit
 * @param description a second line where the channel has one
 */
public record Choice(String id, String title, @Nullable String description) {
  public Choice(String id, String title) {
    this(id, title, null);
  }
}
