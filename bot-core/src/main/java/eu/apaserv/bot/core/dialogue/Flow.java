package eu.apaserv.bot.core.dialogue;

import java.util.Set;

/** One task of a person, written straight down. See {@link Dialogue} for the rules. */
public interface Flow {

  /** Unique and stable: kept in sessions. */
  String name();

  /** The intents that start it. */
  Set<String> intents();

  /** Whether taking it up gives up what is open: after a goodbye nobody wants to be asked again. */
  default boolean closesOthers() {
    return false;
  }

  /** Runs from the first line on every message. */
  void run(Dialogue d);
}
