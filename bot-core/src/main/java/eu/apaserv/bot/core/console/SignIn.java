package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;

/** In and out. */
final class SignIn {
  private final StaffAccounts accounts;
  private final Notices notices;
  private final Templates templates;

  SignIn(StaffAccounts accounts, Notices notices, Templates templates) {
    this.accounts = accounts;
    this.notices = notices;
    this.templates = templates;
  }

  /** Asks before a link is used up. */
  record Confirmation(Words words, String formWord) {}

  void mount(Router router, Gate gate) {
    gate.mountOpen(router, HttpMethod.GET, "/sign-in", visit -> notices.notice(visit, 200, "notice.sign_in",
        "notice.ask_for_link"));
    gate.mountOpen(router, HttpMethod.GET, "/sign-in/:token", this::confirm);
    gate.mountOpen(router, HttpMethod.POST, "/sign-in/:token", this::enter);
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
}
