package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.http.Callers;
import eu.apaserv.bot.core.http.Misses;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.StaffDevices;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who gets past: every page but sign-in asks for a session and a role, every form for a word that only our own page can
 * know. Pages run on virtual threads.
 */
final class Gate {
  static final String SESSION = "bot_console";
  static final String FORM = "bot_form";
  static final String DEVICE = "bot_device";
  private static final String FOUND = Found.class.getName();
  /** Seconds after which it is worth trying again. */
  private static final String SOON = "5";
  private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "::1", "[::1]");

  private final StaffAccounts accounts;
  private final Notices notices;
  private final Texts texts;
  private final House house;
  private final ZoneId zone;
  private final URI home;
  private final Callers callers;
  private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

  Gate(StaffAccounts accounts, Notices notices, Texts texts, House house, ZoneId zone, URI home,
      Callers callers) {
    this.accounts = accounts;
    this.notices = notices;
    this.texts = texts;
    this.house = house;
    this.zone = zone;
    this.home = home;
    this.callers = callers;
    if ("http".equals(home.getScheme()) && !LOOPBACK.contains(home.getHost())) {
      LOG.warn("Nobody can sign in to the console over plain http: give PUBLIC_URL as https");
    }
  }

  /** Lets staff of enough rank to a page of a section. */
  void mount(Router router, Section section) {
    for (var route : section.routes()) {
      if (route.largest() > Forms.WITHOUT_FILES) {
        router.route(route.method(), section.path(route.path())).handler(context -> first(context, route));
      }
      if (route.largest() > 0) {
        Forms.read(router, section.path(route.path()), route.largest());
      }
      router.route(route.method(), section.path(route.path())).handler(context -> staff(context, route));
    }
  }

  /** A page for anybody. */
  void mountOpen(Router router, HttpMethod method, String path, Route.Page page) {
    if (method.equals(HttpMethod.POST)) {
      Forms.read(router, Console.PATH + path, Forms.WITHOUT_FILES);
    }
    router.route(method, Console.PATH + path).handler(context -> open(context, page));
  }

  /** Its form is held to the browser that was shown it. */
  private void open(RoutingContext context, Route.Page page) {
    var known = context.request().getCookie(FORM);
    var holder = known == null ? Token.random() : known.getValue();
    if (known == null) {
      context.response().addCookie(cookie(context, FORM, holder));
    }
    var visit = visit(context, holder);
    run(context, visit, () -> visit.isForged() ? notices.refused(visit, "notice.form") : page.answer(visit));
  }

  /** Files take much memory while they are read: nobody sends any whom we do not know. Whom we know is not asked again. */
  private void first(RoutingContext context, Route route) {
    var request = context.request().pause();
    var visit = visit(context, session(context));
    var answers = context.vertx().getOrCreateContext();
    threads.execute(() -> {
      var found = foundFirst(visit, route);
      answers.runOnContext(_ -> {
        if (found.refusal() == null) {
          context.put(FOUND, found).next();
        } else {
          context.response().putHeader("Connection", "close");
          send(context, found.refusal());
        }
        request.resume();
      });
    });
  }

  /** Who asks, or why they get no page; one of them is null. */
  private record Found(@Nullable Member member, @Nullable Answer refusal) {}

  private Found foundFirst(Visit visit, Route route) {
    try {
      return found(visit, route);
    } catch (StoreException e) {
      LOG.warn("A form of the console is not read, the database did not answer: {}", e.getMessage());
      return new Found(null, notices.broken(visit, 503));
    }
  }

  private Found found(Visit visit, Route route) {
    var member = member(visit);
    var refusal = refusal(visit, member, route);
    return refusal.isEmpty() ? new Found(member.orElseThrow(), null) : new Found(null, refusal.get());
  }

  private void staff(RoutingContext context, Route route) {
    var visit = visit(context, session(context));
    Found first = context.get(FOUND);
    run(context, visit, () -> {
      var found = first == null ? found(visit, route) : first;
      if (found.member() == null) {
        return Objects.requireNonNull(found.refusal());
      }
      var known = visit.by(found.member());
      return known.isForged() ? notices.refused(known, "notice.form") : route.page().answer(known);
    });
  }

  /** What they get instead of the page who are not signed in, or whose role is not enough. */
  private Optional<Answer> refusal(Visit visit, Optional<Member> member, Route route) {
    if (member.isEmpty()) {
      return Optional
          .of(visit.partly() ? notices.refused(visit, "notice.signed_out") : Answer.redirect(Console.SIGN_IN));
    }
    return member.get().role().covers(route.least())
        ? Optional.empty()
        : Optional.of(notices.refused(visit.by(member.get()), "notice.role"));
  }

  private static String session(RoutingContext context) {
    return kept(context, SESSION);
  }

  private static String kept(RoutingContext context, String name) {
    var cookie = context.request().getCookie(name);
    return cookie == null ? "" : cookie.getValue();
  }

  private Optional<Member> member(Visit visit) {
    return visit.holder().isEmpty() ? Optional.empty() : accounts.find(visit.holder());
  }

  /** What nobody has made. */
  void missing(RoutingContext context) {
    staff(context, Route.get("", Role.VIEWER, notices::missing));
  }

  private Visit visit(RoutingContext context, String holder) {
    var request = context.request();
    var language = ChosenLanguage.of(context, cookie(context, ChosenLanguage.COOKIE, ""));
    return new Visit(new Words(texts, language, zone), null, holder, request.method().name(),
        Objects.requireNonNullElse(request.path(), ""), context.pathParams(), context.queryParams(),
        Forms.fields(context), Forms.files(context), house,
        new Visit.Browser(Objects.requireNonNullElse(request.getHeader("User-Agent"), ""), callers.of(request),
            kept(context, DEVICE)));
  }

  /** Away from the event loop, and back to answer. */
  private void run(RoutingContext context, Visit visit, Supplier<Answer> work) {
    var answers = context.vertx().getOrCreateContext();
    threads.execute(() -> {
      var answer = safely(visit, work);
      answers.runOnContext(_ -> send(context, answer));
    });
  }

  private Answer safely(Visit visit, Supplier<Answer> work) {
    try {
      return work.get();
    } catch (StoreException e) {
      LOG.warn("A page of the console could not be made, the database did not answer: {}", e.getMessage());
      return notices.broken(visit, 503);
    } catch (RuntimeException e) {
      LOG.error("A page of the console failed", e);
      return notices.broken(visit, 500);
    }
  }

  private void send(RoutingContext context, Answer answer) {
    if (context.response().closed()) {
      return;
    }
    var response = secured(context).setStatusCode(answer.status()).putHeader("Cache-Control", "no-store")
        .putHeader("Content-Type", answer.type());
    if (answer.kept() != null) {
      keep(context, answer.kept());
    }
    put(response, "Location", answer.location());
    put(response, "Retry-After", answer.status() == 429 || answer.status() == 503 ? SOON : null);
    if (answer.status() == 429 || leads(answer.location())
        || (Console.SIGN_IN.equals(answer.location()) && answer.kept() == null && !session(context).isEmpty())) {
      Misses.count(context); // a made-up session costs us a query, a sign-in elsewhere a row
    }
    put(response, "Content-Disposition", answer.disposition());
    if (answer.stream() == null) {
      response.end(answer.body());
    } else {
      answer.stream().accept(context);
    }
  }

  /** To another house: nobody begins to sign in there again and again. */
  private static boolean leads(@Nullable String location) {
    return location != null && !location.startsWith("/");
  }

  private void keep(RoutingContext context, Answer.Kept kept) {
    var session = cookie(context, SESSION, kept.session());
    context.response().addCookie(kept.session().isEmpty() ? session.setMaxAge(0) : session);
    if (kept.device() != null) {
      context.response().addCookie(cookie(context, DEVICE, kept.device()).setMaxAge(StaffDevices.KEPT.toSeconds()));
    }
  }

  private static void put(HttpServerResponse response, String header, @Nullable String value) {
    if (value != null) {
      response.putHeader(header, value);
    }
  }

  HttpServerResponse secured(RoutingContext context) {
    return PageHeaders.on(context.response(), "https".equals(home.getScheme()));
  }

  /** Never sent over plain http, but on the machine itself. That of sign-in also comes along from a provider's page. */
  private Cookie cookie(RoutingContext context, String name, String value) {
    var authority = context.request().authority();
    var local = authority != null && LOOPBACK.contains(authority.host()) && "http".equals(home.getScheme());
    return Objects.requireNonNull(Cookie.cookie(name, value)).setPath(Console.PATH).setHttpOnly(true)
        .setSameSite(name.equals(FORM) ? CookieSameSite.LAX : CookieSameSite.STRICT).setSecure(!local);
  }
}
