package eu.apaserv.bot.conversations.outage.publishing;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What stands at the program's own address: who we are, how to write to us, where outages are. It knows nobody. */
public final class FrontPage {
  private final Texts texts;
  private final Business business;
  private final List<Way> ways;
  private final Map<Language, String> pages = new EnumMap<>(Language.class);

  /** @param ways in the order they are offered; those of channels that are on */
  public FrontPage(Texts texts, Business business, List<Way> ways) {
    this.texts = texts;
    this.business = business;
    this.ways = List.copyOf(ways);
    for (var language : Language.values()) {
      pages.put(language, write(language));
    }
  }

  /** Adds the address. */
  public void mount(Router router) {
    router.route("/").method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::send);
  }

  private void send(RoutingContext context) {
    var response = context.response().putHeader("Content-Type", "text/html; charset=utf-8")
        .putHeader("Cache-Control", "public, max-age=300").putHeader("Content-Security-Policy", OutagePage.POLICY)
        .putHeader("X-Content-Type-Options", "nosniff").putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Vary", "Accept-Language");
    if (context.request().method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(Objects.requireNonNull(pages.get(OutagePages.language(context))));
    }
  }

  private String write(Language language) {
    var company = business.company();
    var other = language == Language.RO ? Language.EN : Language.RO;
    var html = Markup.html().open("html", "lang", language.code()).open("head").empty("meta", "charset", "utf-8")
        .empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
        .leaf("title", company.name())
        .empty("link", "rel", "alternate", "hreflang", other.code(), "href", "/?lang=" + other.code())
        .leaf("style", OutagePage.STYLE).close();
    html.open("body").open("header").leaf("h1", company.name()).leaf("p", say(language, "front.who")).close()
        .open("main");
    if (!ways.isEmpty()) {
      html.open("section").leaf("h2", say(language, "front.write")).open("ul");
      ways.forEach(way -> html.open("li").leaf("a", say(language, "front.way", "name", way.name(), "to", way.shown()),
          "href", way.link()).close());
      html.close().close();
    }
    html.open("section").leaf("h2", say(language, "front.outages")).open("p")
        .leaf("a", say(language, "front.see_outages"), "href", "/outages?lang=" + language.code()).close()
        .open("p").leaf("a", say(language, "outages.call", "emergency", company.emergencyPhone()), "href",
            OutagePage.dialled(company.emergencyPhone()))
        .close().close();
    html.open("section").leaf("h2", say(language, "front.people"))
        .leaf("p", say(language, "front.phone", "phone", company.phone(), "email", company.email()))
        .leaf("p", say(language, "front.office", "address", company.address(), "hours",
            language == Language.RO ? company.hoursRo() : company.hoursEn()), "class", "quiet")
        .close().close();
    return html.open("footer").open("nav", "aria-label", say(language, "front.language"))
        .leaf("a", language == Language.RO ? "English" : "Română", "href", "/?lang=" + other.code(), "lang",
            other.code())
        .close().close().close().close().end();
  }

  private String say(Language language, String key, Object... namesAndValues) {
    return texts.render(language, false, Phrase.of(key, namesAndValues));
  }
}
