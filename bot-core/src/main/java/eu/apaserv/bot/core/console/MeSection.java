package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffSignIn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One's own account: password and second factor, where one is signed in. */
final class MeSection implements Section {
  private static final String BY_LINK = "link";

  private final StaffSignIn ways;
  private final SignIn signIn;
  private final AuditLog audit;
  private final Templates templates;
  private final String home;

  MeSection(StaffSignIn ways, SignIn signIn, AuditLog audit, Templates templates, String home) {
    this.ways = ways;
    this.signIn = signIn;
    this.audit = audit;
    this.templates = templates;
    this.home = home;
  }

  /** One session, in words. */
  record Seat(long id, String way, String agent, String since, String seen, boolean here) {}

  /**
   * @param current whether the present password has to be given for a new one
   * @param uri what an authenticator app reads
   */
  record Me(Words words, String formWord, String name, boolean enrolled, boolean current, String secret, String uri,
      QrCode code, List<Seat> seats,
      @Nullable String wrong) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("me", Group.HOUSE, Role.VIEWER).unlisted();
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.VIEWER, visit -> me(visit, null)),
        Route.post("/password", Role.VIEWER, this::enrol), Route.post("/end", Role.VIEWER, this::end),
        Route.post("/sign-out", Role.VIEWER, visit -> signIn.out(visit, home + Console.SIGN_IN)));
  }

  private Answer me(Visit visit, @Nullable String wrong) {
    var words = visit.words();
    var staff = visit.staff();
    var secret = ways.pending(staff);
    var seats = ways.sessions(staff, visit.holder()).stream().map(one -> new Seat(one.id(), words.or("way", one.way()),
        one.agent(), words.day(one.since()), words.day(one.seen()) + " " + words.time(one.seen()), one.here()))
        .toList();
    var uri = "otpauth://totp/" + Words.encoded(words.say("console.name")).replace("+", "%20") + ":"
        + Words.encoded(staff.name()).replace("+", "%20") + "?secret=" + secret;
    return templates.page(visit, "me", staff.name(), new Me(words, visit.formWord(), staff.name(),
        ways.isEnrolled(staff), asksForCurrent(visit), secret.replaceAll("(.{4})", "$1 ").strip(), uri, QrCode.of(uri),
        seats, wrong));
  }

  private Answer enrol(Visit visit) {
    var password = visit.field("password");
    if (password.length() < StaffSignIn.SHORTEST) {
      return me(visit, visit.words().say("me.short", "n", StaffSignIn.SHORTEST)).status(422);
    }
    if (PasswordStrength.isGuessable(password, List.of(visit.staff().name(), visit.words().say("console.name")))) {
      return me(visit, visit.words().say("me.guessable")).status(422);
    }
    if (!password.equals(visit.field("again"))) {
      return me(visit, visit.words().say("me.differ")).status(422);
    }
    if (asksForCurrent(visit) && !ways.knows(visit.staff(), visit.field("current"))) {
      return me(visit, visit.words().say("me.current_wrong")).status(422);
    }
    if (!ways.enrol(visit.staff(), password, visit.field("code"), visit.holder())) {
      return me(visit, visit.words().say("me.code_wrong")).status(422);
    }
    audit.write(visit.staff(), "account.password_set", visit.staff().name(), "");
    return said("", "password_set");
  }

  /** Who came by an administrator's link has lost it; anybody else may only have found the browser open. */
  private boolean asksForCurrent(Visit visit) {
    return ways.isEnrolled(visit.staff()) && !ways.way(visit.holder()).equals(BY_LINK);
  }

  private Answer end(Visit visit) {
    Visit.row(visit.field("session")).ifPresent(session -> ways.end(visit.staff(), session));
    return said("", "session_ended");
  }
}
