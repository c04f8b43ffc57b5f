package eu.apaserv.bot.docker;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing an operator can set, by an environment variable or in bot.yaml.
 *
 * @param name of the environment variable, for example {@code HTTP_PORT}
 * @param meaning in half a sentence, with its unit
 * @param standard the text that counts where nothing is set; null if there is none
 * @param secrecy what of it may be shown
 * @param form how its text is read
 */
public record Setting<T>(String name, String meaning, @Nullable String standard, Secrecy secrecy, Form<T> form) {

  /** What a print may show. */
  public enum Secrecy {
    /** All of it. */
    OPEN,
    /** All but the password inside an address. */
    PASSWORD,
    /** Nothing. */
    SECRET
  }

  static <T> Setting<T> open(String name, String meaning, @Nullable String standard, Form<T> form) {
    return new Setting<>(name, meaning, standard, Secrecy.OPEN, form);
  }

  static <T> Setting<T> secret(String name, String meaning, Form<T> form) {
    return new Setting<>(name, meaning, null, Secrecy.SECRET, form);
  }

  static <T> Setting<T> address(String name, String meaning, Form<T> form) {
    return new Setting<>(name, meaning, null, Secrecy.PASSWORD, form);
  }

  /** The name in bot.yaml: {@code http.port}. */
  public String yamlName() {
    return name.toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** The text as an operator may see it. */
  public String masked(String text) {
    return switch (secrecy) {
      case OPEN -> text;
      case PASSWORD -> text.replaceFirst("(://[^:@/]*):.*@", "$1:****@");
      case SECRET -> "****";
    };
  }
}
