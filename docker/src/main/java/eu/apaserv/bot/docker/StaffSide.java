package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.console.ConsoleRules;
import eu.apaserv.bot.core.console.OidcCheck;
import eu.apaserv.bot.core.console.OidcSettings;
import eu.apaserv.bot.core.console.Seen;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
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

  /**
   * What is wrong with where staff sign in, for the operator.
   *
   * @param note hears what is well
   */
  public static List<String> check(Settings settings, Vertx vertx, Consumer<String> note) {
    var oidc = of(settings).oidc();
    if (oidc == null) {
      return List.of();
    }
    var problem = OidcCheck.problem(vertx, oidc);
    if (problem.isEmpty()) {
      note.accept("Staff sign in at " + oidc.issuer() + "; it has to know " + App.publicUrl(settings) + OidcCheck.BACK);
    }
    return problem.map(why -> "OIDC_ISSUER: " + why
        + ": nobody can sign in; write it as the provider does, and see that it can be reached from here").stream()
        .toList();
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
