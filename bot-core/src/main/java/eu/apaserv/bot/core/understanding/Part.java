package eu.apaserv.bot.core.understanding;

import java.util.List;

/**
 * One wish of a message: "cand vine" of "ce pret are si cand vine".
 *
 * @param text the part as typed, without the greeting, thanks or joining word around it
 * @param guesses of this part alone, best first; never empty
 * @param entities named in this part, in its order; their places are those in the whole message
 */
public record Part(String text, List<Guess> guesses, List<Entity> entities) {
  public Part {
    guesses = List.copyOf(guesses);
    entities = List.copyOf(entities);
  }

  /** The best guess. */
  public Guess best() {
    return guesses.isEmpty() ? new Guess(Understood.OUT_OF_SCOPE, 0) : guesses.getFirst();
  }
}
