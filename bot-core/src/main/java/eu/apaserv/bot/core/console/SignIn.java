package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StaffSignIn;
import eu.apaserv.bot.core.store.Token;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ways in: a link that is used once, a password with a code, the account of a provider. */
final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);

  /** A check takes a core for a tenth of a second, whoever asks: strangers get one of them, the rest is for customers. */
  private static final int CHECKS_AT_ONCE = 1;
  private static final long PATIENCE_SECONDS = 2;

  private final Semaphore checks = new Semaphore(CHECKS_AT_ONCE, true);
  private final StaffAccounts accounts;
  private final StaffSignIn ways;
  private final @Nullable OidcProvider provider;
  private final Notices notices;
  private final Templates templates;

  SignIn(StaffAccounts accounts, StaffSignIn ways, @Nullable OidcProvider provider, Notices notices,
      Templates templates) {
    this.accounts = accounts;
    this.ways = ways;
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
    if (!hasTurn()) {
      return notices.broken(visit, 503);
    }
    try {
      return ways.enter(visit.field("name"), visit.field("password"), visit.field("code"), visit.agent())
          .map(session -> Answer.redirect(Console.PATH).keeping(session)).orElseGet(() -> entrance(visit, true));
    } finally {
      checks.release();
    }
  }

  private boolean hasTurn() {
    try {
      return checks.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
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
    var place = to.begin(state, begun);
    ways.begin(state, visit.holder(), begun);
    return Answer.redirect(place);
  }

  private Answer back(Visit visit, OidcProvider from) {
    var begun = ways.resume(visit.asked("state"), visit.holder());
    if (begun.isEmpty() || visit.asked("code").isEmpty()) {
      return notices.refused(visit, "notice.provider");
    }
    try {
      var who = from.vouch(visit.asked("code"), begun.get());
      return ways.admit(from.issuer(), who.subject(), who.name(), who.role(), visit.agent())
          .map(session -> onward(visit, Console.PATH).keeping(session))
          .orElseGet(() -> notices.refused(visit, "notice.provider"));
    } catch (OidcProvider.Refused e) {
      LOG.warn("A sign-in through the provider was refused: {}", e.getMessage());
      return notices.refused(visit, "notice.provider");
    }
  }

  private Answer onward(Visit visit, String link) {
    return templates.page(visit, "onward", visit.words().say("notice.sign_in"), new Onward(visit.words(), link));
  }

  /** Out, here and at the provider. */
  Answer out(Visit visit, String home) {
    boolean there = provider != null && ways.way(visit.holder()).equals("oidc");
    accounts.signOut(visit.holder());
    var place = there && provider != null ? provider.end(home) : Optional.<String>empty();
    return place.map(link -> onward(visit, link)).orElseGet(() -> Answer.redirect(Console.SIGN_IN)).keeping("");
  }
}
