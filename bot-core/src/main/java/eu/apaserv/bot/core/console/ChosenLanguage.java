package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The language of the pages: as chosen with {@code ?lang=}, kept in a cookie; else as the browser prefers. */
final class ChosenLanguage {
  static final String COOKIE = "bot_lang";
  private static final long A_YEAR = 365 * 24 * 3600L;

  private ChosenLanguage() {}

  /**
   * @param blank the cookie to keep a new choice in
   */
  static Language of(RoutingContext context, Cookie blank) {
    var asked = named(context.queryParams().get("lang"));
    if (asked.isPresent()) {
      context.response().addCookie(blank.setValue(asked.get().code()).setMaxAge(A_YEAR));
      return asked.get();
    }
    var kept = context.request().getCookie(COOKIE);
    return named(kept == null ? null : kept.getValue()).orElseGet(() -> preferred(context));
  }

  private static Language preferred(RoutingContext context) {
    return context.acceptableLanguages().stream().flatMap(header -> named(header.tag()).stream()).findFirst()
        .orElse(Language.RO);
  }

  private static Optional<Language> named(@Nullable String code) {
    for (var language : Language.values()) {
      if (language.code().equals(code)) {
        return Optional.of(language);
      }
    }
    return Optional.empty();
  }
}
