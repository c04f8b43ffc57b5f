package eu.apaserv.bot.core.understanding;

import java.util.Locale;

/** A language the product speaks. */
public enum Language {
  RO(Locale.of("ro", "RO")), EN(Locale.of("en", "GB"));

  private final Locale locale;

  Language(Locale locale) {
    this.locale = locale;
  }

  /** For number and plural formats. */
  public Locale locale() {
    return locale;
  }

  /** {@code ro} or {@code en}. */
  public String code() {
    return locale.getLanguage();
  }
}
