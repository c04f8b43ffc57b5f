package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.store.Token;
import eu.apaserv.bot.core.store.Transcripts;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The staff's pages under {@code /console}. Every page but sign-in asks for a session and a role; every form carries a
 * word that only our own page can know; no page runs a script.
 */
public final class Console {
  /** Where the console begins. */
  public static final String PATH = "/console";

  static final String SESSION = "bot_console";
  static final String FORM = "bot_form";
  private static final Logger LOG = LoggerFactory.getLogger(Console.class);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");
  private static final int LARGEST_FORM = 4096;

  private final StaffAccounts accounts;
  private final Pages pages;
  private final Texts texts = Texts.load(List.of("console"));
  private final ZoneId zone;
  private final URI home;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * @param zone in which staff read times
   * @param home where the program is reached, without a path: PUBLIC_URL, or this machine
   */
  public Console(Database database, Clock clock, ZoneId zone, URI home) {
    this.accounts = new StaffAccounts(database, clock);
    this.pages = new Pages(new Transcripts(database), accounts, clock);
    this.zone = zone;
    this.home = home;
    if ("http".equals(home.getScheme()) && !LOOPBACK.contains(home.getHost())) {
      LOG.warn("Nobody can sign in to the console over plain http: give PUBLIC_URL as https");
    }
  }

  /**
   * The address that signs in once.
   *
   * @param token from {@link StaffAccounts#add}
   */
  public static String link(URI home, String token) {
    return home.toString().replaceAll("/+$", "") + PATH + "/sign-in/" + token;
  }

  private interface Page {
    Answer answer(Visit visit);
  }

  public void mount(Router router) {
    var form = BodyHandler.create(false).setBodyLimit(LARGEST_FORM);
    router.get(PATH + Style.PATH).handler(context -> Style.send(secured(context)));
    router.get(PATH + "/sign-in").handler(context -> open(context, pages::askForLink));
    router.get(PATH + "/sign-in/:token").handler(context -> open(context, pages::confirm));
    router.post(PATH + "/sign-in/:token").handler(form).handler(context -> open(context, pages::signIn));
    router.post(PATH + "/sign-out").handler(form).handler(context -> staff(context, Role.VIEWER, pages::signOut));
    router.get(PATH).handler(context -> staff(context, Role.VIEWER, pages::inbox));
    router.get(PATH + "/").handler(context -> staff(context, Role.VIEWER, pages::inbox));
    router.get(PATH + "/conversations/:id").handler(context -> staff(context, Role.VIEWER, pages::conversation));
    router.route(PATH + "/*").handler(context -> staff(context, Role.VIEWER, pages::missing));
  }

  /** A page for anybody. Its form is held to the browser that was shown it. */
  private void open(RoutingContext context, Page page) {
    var known = context.request().getCookie(FORM);
    var holder = known == null ? Token.random() : known.getValue();
    if (known == null) {
      context.response().addCookie(cookie(context, FORM, holder));
    }
    var visit = visit(context, null, holder);
    run(context, visit, () -> visit.isForged() ? pages.refused(visit, "notice.form") : page.answer(visit));
  }

  private void staff(RoutingContext context, Role least, Page page) {
    var cookie = context.request().getCookie(SESSION);
    var session = cookie == null ? "" : cookie.getValue();
    var visit = visit(context, null, session);
    run(context, visit, () -> {
      var member = session.isEmpty() ? null : accounts.find(session).orElse(null);
      if (member == null) {
        return Answer.redirect(PATH + "/sign-in");
      }
      var known = visit.by(member);
      if (!member.role().covers(least)) {
        return pages.refused(known, "notice.role");
      }
      return known.isForged() ? pages.refused(known, "notice.form") : page.answer(known);
    });
  }

  private Visit visit(RoutingContext context, StaffAccounts.@Nullable Member who, String holder) {
    var request = context.request();
    var language = ChosenLanguage.of(context, cookie(context, ChosenLanguage.COOKIE, ""));
    return new Visit(new Words(texts, language, zone), who, holder, request.method().name(),
        request.getFormAttribute("csrf"), context.pathParams(), context.queryParams());
  }

  /** Away from the event loop, and back to answer. */
  private void run(RoutingContext context, Visit visit, java.util.function.Supplier<Answer> work) {
    var answers = context.vertx().getOrCreateContext();
    threads.execute(() -> {
      var answer = safely(visit, work);
      answers.runOnContext(_ -> send(context, answer));
    });
  }

  private Answer safely(Visit visit, java.util.function.Supplier<Answer> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      LOG.warn("A page of the console could not be made, the database did not answer: {}", e.getMessage());
      return pages.broken(visit, 503);
    } catch (RuntimeException e) {
      LOG.error("A page of the console failed", e);
      return pages.broken(visit, 500);
    }
  }

  private void send(RoutingContext context, Answer answer) {
    var response = secured(context).setStatusCode(answer.status()).putHeader("Cache-Control", "no-store");
    if (answer.session() != null) {
      var cookie = cookie(context, SESSION, answer.session());
      response.addCookie(answer.session().isEmpty() ? cookie.setMaxAge(0) : cookie);
    }
    if (answer.location() != null) {
      response.putHeader("Location", answer.location());
    }
    response.putHeader("Content-Type", "text/html; charset=utf-8").end(answer.html());
  }

  private HttpServerResponse secured(RoutingContext context) {
    var response = context.response()
        .putHeader("Content-Security-Policy",
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
        .putHeader("X-Content-Type-Options", "nosniff").putHeader("X-Frame-Options", "DENY")
        .putHeader("Referrer-Policy", "no-referrer").putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cross-Origin-Resource-Policy", "same-origin").putHeader("X-Robots-Tag", "noindex")
        .putHeader("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
    return "https".equals(home.getScheme())
        ? response.putHeader("Strict-Transport-Security", "max-age=31536000")
        : response;
  }

  /** Never sent over plain http, but on the machine itself. */
  private Cookie cookie(RoutingContext context, String name, String value) {
    var authority = context.request().authority();
    var local = authority != null && LOOPBACK.contains(authority.host()) && "http".equals(home.getScheme());
    return Objects.requireNonNull(Cookie.cookie(name, value)).setPath(PATH).setHttpOnly(true)
        .setSameSite(CookieSameSite.STRICT).setSecure(!local);
  }
}
