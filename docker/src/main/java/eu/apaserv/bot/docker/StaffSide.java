package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.console.ConsoleRules;
import eu.apaserv.bot.core.console.OidcSettings;
import eu.apaserv.bot.core.console.Seen;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the console is told of where it runs.
 *
 * @param oidc where staff sign in; null: with local accounts only
 * @param settings as an operator may see them
 * @param rules how the desk works
 */
public record StaffSide(@Nullable OidcSettings oidc, List<Seen> settings, ConsoleRules rules) {
  /** Local accounts, nothing configured. */
  static final StaffSide LOCAL = new StaffSide(null, List.of(), ConsoleRules.USUAL);

  public StaffSide {
    settings = List.copyOf(settings);
  }

  static StaffSide of(Settings settings) {
    var oidc = settings.find(SettingTable.OIDC_ISSUER).map(issuer -> new OidcSettings(issuer,
        settings.get(SettingTable.OIDC_CLIENT_ID), settings.get(SettingTable.OIDC_CLIENT_SECRET),
        settings.get(SettingTable.OIDC_ROLE_CLAIM)));
    var seen = settings.lines().stream().filter(line -> !line.shown().isEmpty())
        .map(line -> new Seen(line.setting().name(), line.shown(), line.setting().meaning())).toList();
    return new StaffSide(oidc.orElse(null), seen, ConsoleTable.rules(settings));
  }
}
