package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StaffDevices;
import eu.apaserv.bot.core.store.StaffSignIn;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import java.util.Optional;

/** Ways in: a link that is used once, a password with a code, the account of a provider. */
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  private final PasswordQueue checks = new PasswordQueue();
  private final StaffAccounts accounts;
  private final StaffSignIn ways;
  private final StaffDevices devices;
  private final @Nullable OidcProvider provider;
  private final Notices notices;
  private final Templates templates;

  SignIn(StaffAccounts accounts, StaffSignIn ways, StaffDevices devices, @Nullable OidcProvider provider,
      Notices notices,
      Templates templates) {
    this.accounts = accounts;
    this.ways = ways;
    this.devices = devices;
    this.provider = provider;
    this.notices = notices;
    this.templates = templates;
  }

  /** Asks before a link is used up. */
  record Confirmation(Words words, String formWord) {}

  record Entrance(Words words, String formWord, String name, boolean wrong, boolean provider) {}

  /** Goes on by itself: what another site sent here gets no cookie of ours before a page of ours asks. */
  record Onward(Words words, String link) {}

  void mount(Router router, Gate gate) {
    gate.mountOpen(router, HttpMethod.GET, "/sign-in", visit -> entrance(visit, false));
    gate.mountOpen(router, HttpMethod.POST, "/sign-in", this::password);
    if (provider != null) {
      gate.mountOpen(router, HttpMethod.GET, "/sign-in/oidc", visit -> leave(visit, provider));
      gate.mountOpen(router, HttpMethod.GET, "/sign-in/oidc/back", visit -> back(visit, provider));
    }
    gate.mountOpen(router, HttpMethod.GET, "/sign-in/:token", this::confirm);
    gate.mountOpen(router, HttpMethod.POST, "/sign-in/:token", this::enter);
  }

  private Answer entrance(Visit visit, boolean wrong) {
    var page = templates.page(visit, "entrance", visit.words().say("notice.sign_in"), new Entrance(visit.words(),
        visit.formWord(), wrong ? visit.field("name") : "", wrong, provider != null));
    return wrong ? page.status(401) : page;
  }

  private Answer password(Visit visit) {
    var from = visit.browser();
    var turn = devices.knows(visit.field("name"), from.device())
        ? checks.takeKnown(from.device())
        : checks.take(from.address());
    if (turn != PasswordQueue.Turn.YOURS) {
      return notices.busy(visit, turn == PasswordQueue.Turn.TOO_MANY ? 429 : 503);
    }
    try {
      return checked(visit, visit.field("name"), from);
    } finally {
      checks.end();
    }
  }

  private Answer checked(Visit visit, String name, Visit.Browser from) {
    boolean known = devices.takesTry(name, from.device());
    var session = ways.enter(name, visit.field("password"), visit.field("code"), from.agent(), known);
    if (!known) {
      checks.note(from.address(), session.isPresent());
    }
    return session
        .map(token -> Answer.redirect(Console.PATH).keeping(token, devices.remember(name, from.device())))
        .orElseGet(() -> entrance(visit, true));
  }

  /** Programs that preview links only get here. */
  private Answer confirm(Visit visit) {
    return templates.page(visit, "confirm", visit.words().say("notice.sign_in"),
        new Confirmation(visit.words(), visit.formWord()));
  }

  private Answer enter(Visit visit) {
    return accounts.redeem(visit.part("token")).map(session -> Answer.redirect(Console.PATH).keeping(session))
        .orElseGet(() -> notices.notice(visit, 410, "notice.link_over", "notice.ask_again"));
  }

  private Answer leave(Visit visit, OidcProvider to) {
    var state = Token.random();
    var begun = new StaffSignIn.UnderWay(Token.random(), Token.random());
    try {
      var place = to.begin(state, begun);
      ways.begin(state, visit.holder(), begun);
      return Answer.redirect(place);
    } catch (OidcProvider.Refused e) {
      return refused(visit, e);
    }
  }

  private Answer refused(Visit visit, OidcProvider.Refused why) {
    LOG.warn("A sign-in through the provider was refused: {}", why.getMessage());
    return notices.refused(visit, "notice.provider");
  }

  private Answer back(Visit visit, OidcProvider from) {
    var begun = ways.resume(visit.asked("state"), visit.holder());
    if (begun.isEmpty() || visit.asked("code").isEmpty()) {
      return notices.refused(visit, "notice.provider");
    }
    try {
      var who = from.vouch(visit.asked("code"), begun.get());
      return ways.admit(from.issuer(), who.subject(), who.name(), who.role(), visit.browser().agent())
          .map(session -> onward(visit, Console.PATH).keeping(session))
          .orElseGet(() -> notices.refused(visit, "notice.provider"));
    } catch (OidcProvider.Refused e) {
      return refused(visit, e);
    }
  }

  private Answer onward(Visit visit, String link) {
    return templates.page(visit, "onward", visit.words().say("notice.sign_in"), new Onward(visit.words(), link));
  }

  /** Out, here and at the provider. */
  Answer out(Visit visit, String home) {
    boolean there = provider != null && ways.way(visit.holder()).equals("oidc");
    accounts.signOut(visit.holder());
    var place = there && provider != null ? end(provider, home) : Optional.<String>empty();
    return place.map(link -> onward(visit, link)).orElseGet(() -> Answer.redirect(Console.SIGN_IN)).keeping("");
  }

  private static Optional<String> end(OidcProvider at, String home) {
    try {
      return at.end(home);
    } catch (OidcProvider.Refused e) {
      LOG.warn("Nobody could be signed out at the provider: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
