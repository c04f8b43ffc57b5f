package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that operators' files and scripts hold: whoever changes one breaks them, and this. */
class PromisedNamesTest {
  private static final String SETTINGS = """
      HTTP_PORT HTTP_HOST PUBLIC_URL DATABASE_URL BOT_CONFIG BOT_DATA_DIR
      WHATSAPP_PHONE_NUMBER_ID WHATSAPP_ACCESS_TOKEN WHATSAPP_APP_SECRET WHATSAPP_VERIFY_TOKEN
      WHATSAPP_BUSINESS_ACCOUNT_ID WHATSAPP_API_URL WHATSAPP_API_VERSION
      TELEGRAM_BOT_TOKEN TELEGRAM_WEBHOOK_SECRET TELEGRAM_API_URL
      TWILIO_ACCOUNT_SID TWILIO_AUTH_TOKEN TWILIO_FROM TWILIO_API_URL
      SMPP_URL SMPP_FROM SMPP_WINDOW SMPP_RATE SMS_GATEWAY_FILE SMTP_URL SMTP_FROM
      PAYMENTS_PROVIDER NETOPIA_API_KEY NETOPIA_POS_SIGNATURE NETOPIA_PUBLIC_KEY NETOPIA_API_URL
      EUPLATESC_MERCHANT_ID EUPLATESC_KEY EUPLATESC_URL
      OIDC_ISSUER OIDC_CLIENT_ID OIDC_CLIENT_SECRET OIDC_ROLE_CLAIM
      BUSINESS_READING_WINDOW BUSINESS_DUE_REMINDER_DAYS BUSINESS_GRACE_REMINDER_DAYS BUSINESS_QUIET_HOURS
      BUSINESS_MESSAGE_RETENTION BUSINESS_TERMS_URL""";

  @Test
  void everySettingIsThere() {
    assertThat(SettingTable.ALL).extracting(Setting::name).contains(SETTINGS.strip().split("\\s+"));
  }

  @ParameterizedTest
  @CsvSource({"HTTP_PORT, 8080", "HTTP_HOST, 0.0.0.0", "BOT_DATA_DIR, ./data", "BUSINESS_READING_WINDOW, 20-25",
      "BUSINESS_DUE_DAYS, 15", "BUSINESS_GRACE_DAYS, 30", "BUSINESS_PENALTY_RATES, 2016-01-01=0.0002",
      "BUSINESS_DUE_REMINDER_DAYS, 3", "BUSINESS_GRACE_REMINDER_DAYS, 5", "BUSINESS_QUIET_HOURS, 21:00-08:00",
      "BUSINESS_PAY_LINK_LIFETIME, 30m", "BUSINESS_PLANNED_WORKS_NOTICE, 24h"})
  void whatIsNotSetIsAsPromised(String name, String standard) {
    assertThat(SettingTable.ALL.stream().filter(setting -> setting.name().equals(name)))
        .singleElement().satisfies(setting -> assertThat(setting.standard()).isEqualTo(standard));
  }

  /** A command, and what its help names. */
  @ParameterizedTest
  @CsvSource({"demo, --verbose", "serve, --verbose", "import, DIR --dry-run", "import-ubl, --verbose",
      "export readings, --since --format", "staff add, NAME --role", "understand, --verbose",
      "understand evaluate, --json",
      "understand benchmark, --train --test", "talk, --channel --as", "check, --verbose"})
  void everyCommandIsThereWithItsOptions(String command, String options) {
    var help = Called.bot(Map.of(), (command + " --help").split(" ", -1));
    assertThat(help.exit()).isZero();
    assertThat(help.out()).startsWith("Usage: bot " + command)
        .contains(options.split(" ", -1));
  }
}
