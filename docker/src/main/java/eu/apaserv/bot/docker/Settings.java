package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.ubl.UblNames;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What the operator decided: environment variables, then bot.yaml, then the standard values of {@link SettingTable}.
 * Reading them finds every mistake at once; a {@code Settings} that exists is right in itself.
 */
public final class Settings {
  /**
   * One line of {@code ./bot check}.
   *
   * @param shown the value without its secrets; empty if there is none
   * @param origin where it comes from, or {@code standard}
   */
  public record Line(Setting<?> setting, String shown, String origin) {}

  private final Map<Setting<?>, Object> values = new LinkedHashMap<>();
  private final Map<String, SettingSources.Given> given;

  private Settings(Map<String, SettingSources.Given> given) {
    this.given = given;
  }

  /** @throws SettingsException naming every unknown, malformed or missing setting and what would be right */
  public static Settings read(Map<String, String> environment) {
    var problems = new ArrayList<String>();
    var settings = new Settings(SettingSources.collect(environment, problems));
    for (var setting : SettingTable.ALL) {
      settings.take(setting, problems);
    }
    settings.checkGroups(problems);
    if (problems.isEmpty()) {
      settings.checkTogether(problems);
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  /** The value, or the standard one, or nothing. */
  public <T> Optional<T> find(Setting<T> setting) {
    @SuppressWarnings("unchecked") // take() put it there, read by this setting's own form
    var value = (T) values.get(setting);
    return Optional.ofNullable(value);
  }

  /** The value of a setting that is set or has a standard. */
  public <T> T get(Setting<T> setting) {
    return find(setting).orElseThrow(() -> new IllegalStateException(setting.name() + " is asked for but not set"));
  }

  /** Whether the operator set it, be it to its standard value. */
  public boolean isSet(Setting<?> setting) {
    return given.containsKey(setting.name());
  }

  /** The address of the database to use; empty: the embedded one in {@link #databaseFolder()}. */
  public Optional<String> databaseUrl() {
    return find(SettingTable.DATABASE_URL);
  }

  public Path databaseFolder() {
    return get(SettingTable.BOT_DATA_DIR).resolve("postgres");
  }

  public Optional<URI> publicUrl() {
    return find(SettingTable.PUBLIC_URL);
  }

  public Business business() {
    return BusinessTable.business(this);
  }

  /** How the issuer of e-Factura documents calls the indexes. */
  public UblNames ublNames() {
    return DataTable.ublNames(this);
  }

  /** Whether programs read the log, rather than people. */
  public boolean logsJson() {
    return get(OperationTable.LOG_FORMAT).equals("json");
  }

  public boolean hasWhatsApp() {
    return isSet(SettingTable.WHATSAPP_ACCESS_TOKEN);
  }

  public boolean hasTelegram() {
    return isSet(SettingTable.TELEGRAM_BOT_TOKEN);
  }

  public boolean hasTwilio() {
    return isSet(SettingTable.TWILIO_ACCOUNT_SID);
  }

  public boolean hasSmpp() {
    return isSet(SmsTable.SMPP_URL);
  }

  public boolean hasGateway() {
    return isSet(SmsTable.SMS_GATEWAY_FILE);
  }

  public boolean hasMail() {
    return isSet(SettingTable.SMTP_URL);
  }

  /** All settings as an operator may see them. */
  public List<Line> lines() {
    return SettingTable.ALL.stream().map(this::line).toList();
  }

  private Line line(Setting<?> setting) {
    var value = given.get(setting.name());
    if (value != null) {
      return new Line(setting, setting.masked(value.text()), value.origin());
    }
    var standard = setting.standard();
    return standard == null ? new Line(setting, "", "not set") : new Line(setting, standard, "standard");
  }

  private <T> void take(Setting<T> setting, List<String> problems) {
    var value = given.get(setting.name());
    var standard = setting.standard();
    var text = value != null ? value.text() : standard;
    if (text == null) {
      return;
    }
    try {
      values.put(setting, Objects.requireNonNull(setting.form().read(text)));
    } catch (RuntimeException e) { // every form has its own: number, date, zone, address
      var shown = setting.secrecy() == Setting.Secrecy.OPEN ? "'" + printable(text) + "'" : "not readable";
      var where = value == null ? setting.name() : value.where(setting);
      problems.add(where + " is " + shown + ": write " + setting.form().like());
    }
  }

  private void checkGroups(List<String> problems) {
    for (var group : SettingTable.GROUPS) {
      var begun = group.required().stream().anyMatch(this::isSet) || group.others().stream().anyMatch(this::isSet);
      var missing = group.required().stream().filter(s -> !isSet(s)).map(Setting::name).toList();
      if (begun && !missing.isEmpty()) {
        problems.add(group.name() + " needs " + String.join(" and ", missing) + " too: set "
            + (missing.size() == 1 ? "it" : "them") + " or remove the other settings of " + group.name());
      }
    }
  }

  private void checkTogether(List<String> problems) {
    if (hasTwilio() && publicUrl().isEmpty()) {
      problems.add("SMS by Twilio needs PUBLIC_URL too: signatures are computed over it");
    }
    sms(problems);
    if (isSet(SettingTable.SMTP_ALARMS_TO) && !isSet(SettingTable.SMTP_URL)) {
      problems.add("SMTP_ALARMS_TO needs SMTP_URL and SMTP_FROM too: without them no e-mail goes out");
    }
    if (isSet(SettingTable.SMTP_BOUNCES) != isSet(SettingTable.SMTP_BOUNCES_URL)) {
      problems.add("SMTP_BOUNCES and SMTP_BOUNCES_URL go together: set both, or neither");
    }
    if (isSet(SettingTable.TELEGRAM_WEBHOOK_SECRET) && publicUrl().isEmpty()) {
      problems.add("TELEGRAM_WEBHOOK_SECRET needs PUBLIC_URL too: set it, or remove the secret for long polling");
    }
    var provider = get(SettingTable.PAYMENTS_PROVIDER);
    if (provider.equals("netopia") && !isSet(SettingTable.NETOPIA_API_KEY)) {
      problems.add("PAYMENTS_PROVIDER netopia needs NETOPIA_API_KEY, NETOPIA_POS_SIGNATURE and NETOPIA_PUBLIC_KEY too");
    }
    if (provider.equals("euplatesc") && !isSet(SettingTable.EUPLATESC_KEY)) {
      problems.add("PAYMENTS_PROVIDER euplatesc needs EUPLATESC_MERCHANT_ID and EUPLATESC_KEY too");
    }
    if (!provider.equals("none") && publicUrl().isEmpty()) {
      problems.add("PAYMENTS_PROVIDER " + provider + " needs PUBLIC_URL too: pay links and notifications go there");
    }
    BusinessTable.check(this, problems);
  }

  /** A way that is set up and never tried is a mistake; one of the standard list that is not set up is none. */
  private void sms(List<String> problems) {
    if (hasGateway() && publicUrl().isEmpty()) {
      problems.add("SMS_GATEWAY_FILE needs PUBLIC_URL too: the gateway calls back there");
    }
    var order = get(SmsTable.SMS_ROUTES);
    Map.of("smpp", hasSmpp(), "twilio", hasTwilio(), "gateway", hasGateway()).forEach((name, on) -> {
      if (on && !order.contains(name)) {
        problems.add("SMS_ROUTES leaves out " + name + ", which is set up: add it, or remove its settings");
      } else if (!on && isSet(SmsTable.SMS_ROUTES) && order.contains(name)) {
        problems.add("SMS_ROUTES names " + name + ", which is not set up: add its settings, or remove the name");
      }
    });
  }

  private static String printable(String text) {
    var clean = text.replaceAll("\\p{Cntrl}", "?");
    return clean.length() > 60 ? clean.substring(0, 60) + "…" : clean;
  }
}
