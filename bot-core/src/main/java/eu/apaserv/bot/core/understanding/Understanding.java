package eu.apaserv.bot.core.understanding;

/** Text in; intent, entities and language out. Never throws, whatever the text; safe for many threads at once. */
@FunctionalInterface
public interface Understanding {

  /**
   * Understands one message on its own; what the open question makes of it is the dialogue's business.
   *
   * @param text as typed, any length and any characters
   * @param current the conversation's language, which decides how ambiguous numbers are read
   */
  Understood understand(String text, Language current);
}
