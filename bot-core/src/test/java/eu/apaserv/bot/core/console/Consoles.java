package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.http.Callers;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Consoles for tests, each on a port of its own. */
final class Consoles {
  static final ZoneId ZONE = ZoneId.of("Europe/Bucharest");

  private Consoles() {}

  static Console.Parts parts(FreshDatabase fresh, String home, List<Section> sections) {
    return new Console.Parts(fresh.database(), Clock.systemUTC(), ZONE, URI.create(home),
        new Live(fresh.vertx(), fresh.database(), fresh.address()),
        new Conversations(fresh.database(), "console", Duration.ofSeconds(20)), () -> {}, sections, List.of(),
        fresh.vertx(), null, List.of(new Seen("HTTP_PORT", "8080", "listen port")), ConsoleRules.USUAL,
        new Callers(1), Map.of(), Set.of("text"));
  }

  /** One whose staff sign in elsewhere. */
  static Console.Parts withProvider(FreshDatabase fresh, OidcSettings oidc) {
    var plain = parts(fresh, "http://127.0.0.1:8080", List.of());
    return new Console.Parts(plain.database(), plain.clock(), plain.zone(), plain.home(), plain.live(),
        plain.conversations(), plain.sent(), plain.sections(), plain.asides(), plain.vertx(), oidc, plain.settings(),
        plain.rules(), plain.callers(), plain.openings(), plain.wordsOnly());
  }

  /** One whose pages are told otherwise. */
  static Console.Parts with(Console.Parts plain, Live live) {
    return new Console.Parts(plain.database(), plain.clock(), plain.zone(), plain.home(), live, plain.conversations(),
        plain.sent(), plain.sections(), plain.asides(), plain.vertx(), plain.oidc(), plain.settings(), plain.rules(),
        plain.callers(), plain.openings(), plain.wordsOnly());
  }

  /** One whose desk works by other rules. */
  static Console.Parts by(ConsoleRules rules, Console.Parts plain) {
    return new Console.Parts(plain.database(), plain.clock(), plain.zone(), plain.home(), plain.live(),
        plain.conversations(), plain.sent(), plain.sections(), plain.asides(), plain.vertx(), plain.oidc(),
        plain.settings(), rules, plain.callers(), plain.openings(), plain.wordsOnly());
  }

  /** Listens; the port. */
  static int serve(FreshDatabase fresh, Console console) {
    var router = Router.router(fresh.vertx());
    console.mount(router);
    return Database.await(fresh.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
  }
}
