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
 * @param alarms whom to write by e-mail when a channel needs somebody to act; null: nobody
 */
public record StaffSide(@Nullable OidcSettings oidc, List<Seen> settings, ConsoleRules rules, @Nullable String alarms) {
  /** Local accounts, nothing configured. */
  static final StaffSide LOCAL = new StaffSide(null, List.of(), ConsoleRules.USUAL);

  public StaffSide {
    settings = List.copyOf(settings);
  }

  /** Where nobody is written to. */
  public StaffSide(@Nullable OidcSettings oidc, List<Seen> settings, ConsoleRules rules) {
    this(oidc, settings, rules, null);
  }

  static StaffSide of(Settings settings) {
    var oidc = settings.find(SettingTable.OIDC_ISSUER).map(issuer -> new OidcSettings(issuer,
        settings.get(SettingTable.OIDC_CLIENT_ID), settings.get(SettingTable.OIDC_CLIENT_SECRET),
        settings.get(SettingTable.OIDC_ROLE_CLAIM)));
    var seen = settings.lines().stream().filter(line -> !line.shown().isEmpty())
        .map(line -> new Seen(line.setting().name(), line.shown(), line.setting().meaning())).toList();
    return new StaffSide(oidc.orElse(null), seen, ConsoleTable.rules(settings),
        settings.find(SettingTable.SMTP_ALARMS_TO).orElse(null));
  }
}
