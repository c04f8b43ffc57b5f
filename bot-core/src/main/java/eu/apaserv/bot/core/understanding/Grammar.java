package eu.apaserv.bot.core.understanding;

import java.util.Optional;

/** Reads messages of an exact form, without guessing: keywords, commands. */
@FunctionalInterface
public interface Grammar {

  /**
   * What the message says, if it has this grammar's form; its {@link Understood#language()} may be left null.
   *
   * @param text as typed
   * @param folded the same, comparable
   * @param current the conversation's language
   */
  Optional<Understood> read(String text, Folded folded, Language current);
}
