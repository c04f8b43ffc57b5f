package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Role;
import java.util.List;

/** The settings the program runs with; they are changed where it is started. */
final class SettingsSection implements Section {
  private final List<Seen> settings;
  private final Templates templates;

  SettingsSection(List<Seen> settings, Templates templates) {
    this.settings = List.copyOf(settings);
    this.templates = templates;
  }

  record Settings(Words words, List<Seen> all) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("settings", Group.HOUSE, Role.ADMIN);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.ADMIN, visit -> templates.page(visit, "settings",
        visit.words().say("nav.settings"), new Settings(visit.words(), settings))));
  }
}
