package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Language;

/**
 * A text that staff wrote in place of a built-in one.
 *
 * @param key as in the bundles; the short variant is a key of its own, ending in {@link Texts#SHORT}
 * @param pattern ICU MessageFormat
 */
public record Wording(Language language, String key, String pattern) {
  /** Whether it is the variant for channels where every character costs. */
  public boolean isShort() {
    return key.endsWith(Texts.SHORT);
  }

  /** The key of the text it is a variant of; its own when it is none. */
  public String longKey() {
    return isShort() ? key.substring(0, key.length() - Texts.SHORT.length()) : key;
  }
}
