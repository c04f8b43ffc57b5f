package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import java.util.List;

/** One's own account. */
final class MeSection implements Section {
  private final StaffAccounts accounts;

  MeSection(StaffAccounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public String name() {
    return "me";
  }

  @Override
  public Group group() {
    return Group.HOUSE;
  }

  @Override
  public Role least() {
    return Role.VIEWER;
  }

  @Override
  public boolean listed() {
    return false;
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.post("/sign-out", Role.VIEWER, this::signOut));
  }

  private Answer signOut(Visit visit) {
    accounts.signOut(visit.holder());
    return Answer.redirect(Console.SIGN_IN).keeping("");
  }
}
