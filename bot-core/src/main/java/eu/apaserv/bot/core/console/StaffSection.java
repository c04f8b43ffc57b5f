package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StaffNames;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who of the staff may do what. */
final class StaffSection implements Section {
  private final StaffAccounts accounts;
  private final AuditLog audit;
  private final Templates templates;
  private final URI home;

  StaffSection(StaffAccounts accounts, AuditLog audit, Templates templates, URI home) {
    this.accounts = accounts;
    this.audit = audit;
    this.templates = templates;
    this.home = home;
  }

  record Colleague(String name, Role role, boolean disabled, String way, String seen, boolean self) {}

  /** @param link signs a new colleague in, once; shown once; or null */
  record Colleagues(Words words, String formWord, List<Colleague> all, List<Role> roles, @Nullable String link,
      @Nullable String wrong) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("staff", Group.HOUSE, Role.ADMIN);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.ADMIN, visit -> show(visit, null, null)),
        Route.post("/add", Role.ADMIN, this::add), Route.post("/role", Role.ADMIN, this::change),
        Route.post("/disable", Role.ADMIN, this::disable));
  }

  private Answer show(Visit visit, @Nullable String link, @Nullable String wrong) {
    var words = visit.words();
    var all = accounts.all().stream().map(one -> new Colleague(one.name(), one.role(), one.disabled(),
        words.say("way." + (one.ofProvider() ? "oidc" : one.enrolled() ? "password" : "link")),
        one.seen() == null ? "–" : words.day(one.seen()) + " " + words.time(one.seen()),
        one.name().equals(visit.staff().name()))).toList();
    return templates.page(visit, "staff", words.say("nav.staff"), new Colleagues(words, visit.formWord(), all,
        Arrays.asList(Role.values()), link, wrong));
  }

  private Answer add(Visit visit) {
    var name = visit.field("name");
    var role = role(visit.field("role"));
    if (!StaffNames.isFit(name) || role.isEmpty()) {
      return show(visit, null, visit.words().say("staff.wrong_name")).status(422);
    }
    var token = accounts.add(name, role.get());
    if (token.isEmpty()) {
      return show(visit, null, accounts.alike(name).map(other -> visit.words().say("staff.alike", "name", other))
          .orElseGet(() -> visit.words().say("staff.other_role"))).status(422);
    }
    audit.write(visit.staff(), "staff.link_made", name, role.get().toString());
    return show(visit, Console.link(home, token.get()), null);
  }

  private Answer change(Visit visit) {
    var name = visit.field("name");
    var role = role(visit.field("role"));
    if (role.isEmpty() || name.equals(visit.staff().name()) || !accounts.change(name, role.get())) {
      return Answer.redirect(path(""));
    }
    audit.write(visit.staff(), "staff.role_changed", name, role.get().toString());
    return said("", "role_changed");
  }

  private Answer disable(Visit visit) {
    var name = visit.field("name");
    if (name.equals(visit.staff().name()) || !accounts.disable(name)) {
      return Answer.redirect(path(""));
    }
    audit.write(visit.staff(), "staff.disabled", name, "");
    return said("", "staff_disabled");
  }

  private static Optional<Role> role(String word) {
    return Arrays.stream(Role.values()).filter(role -> role.toString().equals(word)).findFirst();
  }
}
