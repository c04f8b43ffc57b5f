package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import eu.apaserv.bot.conversations.Business;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  @TempDir
  Path temp;

  @Test
  void nothingSetIsAWorkingProgramWithTheStandardValues() {
    var settings = Settings.read(Map.of());
    assertThat(settings.get(SettingTable.HTTP_PORT)).isEqualTo(8080);
    assertThat(settings.databaseUrl()).isEmpty();
    assertThat(settings.databaseFolder()).isEqualTo(Path.of("./data/postgres"));
    assertThat(settings.business()).isEqualTo(Business.defaults());
    assertThat(settings.hasWhatsApp() || settings.hasTelegram() || settings.hasTwilio() || settings.hasMail())
        .isFalse();
  }

  /** A lease ends so long after its holder's last word, and is looked for every second: within five in all. */
  @Test
  void whatADeadNodeHeldIsTakenOverWithinFiveSeconds() {
    assertThat(Settings.read(Map.of()).get(SettingTable.BOT_TURN_SECONDS)).isLessThanOrEqualTo(3);
    assertThat(Patience.USUAL.turnLease().toSeconds()).isLessThanOrEqualTo(3);
  }

  @Test
  void theEnvironmentWinsOverTheFileAndTheFileOverTheStandard() throws IOException {
    var config = yaml("""
        http:
          port: 9000
          host: 127.0.0.1
        business.phone: 0233 000 000
        business.reading_window: 1-5
        """);
    var settings = Settings.read(Map.of("BOT_CONFIG", config, "HTTP_PORT", "9001"));
    assertThat(settings.get(SettingTable.HTTP_PORT)).isEqualTo(9001);
    assertThat(settings.get(SettingTable.HTTP_HOST)).isEqualTo("127.0.0.1");
    assertThat(settings.business().company().phone()).isEqualTo("0233 000 000");
    assertThat(settings.business().readings().closesOnDay()).isEqualTo(5);
  }

  @Test
  void whatYamlWouldTakeForANumberOrADateStaysText() throws IOException {
    var settings = Settings
        .read(Map.of("BOT_CONFIG", yaml("business.phone: 0233000000\nbusiness.terms.version: 2026-01-02")));
    assertThat(settings.business().company().phone()).isEqualTo("0233000000");
    assertThat(settings.business().terms().version()).isEqualTo("2026-01-02");
  }

  @Test
  void aSecretIsReadFromAFile() throws IOException {
    var file = Files.writeString(temp.resolve("token"), "1234:abc\n");
    var settings = Settings.read(Map.of("TELEGRAM_BOT_TOKEN_FILE", file.toString()));
    assertThat(settings.find(SettingTable.TELEGRAM_BOT_TOKEN)).contains("1234:abc");
  }

  @Test
  void aSecretAndItsFileAtOnceIsAMistake() throws IOException {
    var file = Files.writeString(temp.resolve("token"), "1234:abc\n");
    assertThat(problems(Map.of("TELEGRAM_BOT_TOKEN_FILE", file.toString(), "TELEGRAM_BOT_TOKEN", "1:a")))
        .containsExactly("TELEGRAM_BOT_TOKEN and TELEGRAM_BOT_TOKEN_FILE are both set in environment: keep one");
  }

  @Test
  void aMissingSecretFileIsNamed() {
    assertThat(problems(Map.of("TELEGRAM_BOT_TOKEN_FILE", "/nonexistent/token"))).singleElement().asString()
        .contains("TELEGRAM_BOT_TOKEN_FILE").contains("/nonexistent/token");
  }

  @ParameterizedTest
  @CsvSource({"HTTP_PORTT,HTTP_PORT", "WHATSAPP_TOKEN,WHATSAPP_ACCESS_TOKEN", "TELEGRAM_BOTTOKEN,TELEGRAM_BOT_TOKEN",
      "BUSINESS_NAM,BUSINESS_NAME", "TELEGRAM_BOT_TOKN_FILE,TELEGRAM_BOT_TOKEN", "DATABASE_URLS,DATABASE_URL",
      "BILLING_TOKN,BILLING_TOKEN", "IMPORT_FOLDERS,IMPORT_FOLDER"})
  void anUnknownVariableOfOursIsNamedWithWhatWasMeant(String name, String meant) {
    assertThat(problems(Map.of(name, "secret-value"))).singleElement().asString()
        .startsWith(name + " is not a setting").contains("did you mean " + meant + "?").doesNotContain("secret-value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP_PROXY", "HTTP_PROXY_REQUEST_FULLURI", "HTTPS_PROXY", "BOT_SERVICE_HOST", "PATH",
      "BOT_PORT_8080_TCP_ADDR", "BOT_SERVICE_PORT", "http_proxy", "SMSC_HOME"})
  void whatOtherProgramsSetIsLeftAlone(String name) {
    assertThat(Settings.read(Map.of(name, "x")).get(SettingTable.HTTP_PORT)).isEqualTo(8080);
  }

  @Test
  void anUnknownKeyInTheFileIsAlwaysAMistake() throws IOException {
    assertThat(problems(Map.of("BOT_CONFIG", yaml("http.prt: 1\ncolour: blue"))))
        .containsExactly("http.prt in bot.yaml is not a setting: did you mean http.port?",
            "colour in bot.yaml is not a setting: remove it, or see ./bot check --settings for all there are");
  }

  @ParameterizedTest
  @CsvSource({"HTTP_PORT,http", "HTTP_PORT,0", "HTTP_PORT,70000", "HTTP_HOST,example.ro", "PUBLIC_URL,bot.example.ro",
      "PUBLIC_URL,ftp://x", "BUSINESS_READING_WINDOW,25-20", "BUSINESS_CODE_LIFETIME,5", "BUSINESS_TIME_ZONE,Mars/Base",
      "BUSINESS_PENALTY_RATES,0.0002", "BUSINESS_READING_UNLINKED,maybe", "BUSINESS_READING_UNUSUAL_FACTOR,1e999999999",
      "PAYMENTS_PROVIDER,paypal"})
  void aMalformedValueIsShownWithWhatWouldBeRight(String name, String value) {
    assertThat(problems(Map.of(name, value))).singleElement().asString()
        .startsWith(name + " is '" + value + "': write ");
  }

  @ParameterizedTest
  @CsvSource({"DATABASE_URL,postgresql://bot:hunter2@/", "DATABASE_URL,jdbc:postgresql://bot:hunter2@host/db",
      "DATABASE_URL,postgresql://bot:p@hunter2/w#rd@host/db", "DATABASE_URL,postgresql://bot:p@hunter2/w@host/db",
      "SMTP_URL,smtp://bot:12?hunter2@host", "TELEGRAM_BOT_TOKEN,hunter2", "SMTP_URL,mail hunter2"})
  void aMalformedSecretIsNotShown(String name, String value) {
    var exception = catchThrowableOfType(SettingsException.class, () -> Settings.read(Map.of(name, value)));
    assertThat(exception).hasMessageContaining(name + " is not readable: write ").hasMessageNotContaining("hunter2")
        .hasMessageNotContaining("\n");
  }

  /** Random ones in base64 have it; for what reads the address it would be a space. */
  @Test
  void aPlusInAPasswordIsAPlus() {
    assertThat(Settings.read(Map.of("DATABASE_URL", "postgresql://b+t:a+b%25@host:5432/a+b")).databaseUrl())
        .hasValue("postgresql://b%2Bt:a%2Bb%25@host:5432/a+b");
  }

  @Test
  void aChannelHalfSetUpSaysWhatIsMissing() {
    assertThat(problems(Map.of("WHATSAPP_ACCESS_TOKEN", "t", "WHATSAPP_APP_SECRET", "s"))).singleElement().asString()
        .startsWith("WhatsApp needs WHATSAPP_PHONE_NUMBER_ID and WHATSAPP_VERIFY_TOKEN too");
    assertThat(problems(twilio()))
        .containsExactly("SMS by Twilio needs PUBLIC_URL too: signatures are computed over it");
  }

  @Test
  void allMistakesAreFoundAtOnce() {
    assertThat(problems(Map.of("HTTP_PORT", "x", "TELEGRAM_BOT", "x", "SMTP_FROM", "nobody"))).hasSize(4);
  }

  @Test
  void emptyIsNotSet() {
    assertThat(Settings.read(Map.of("DATABASE_URL", "", "TELEGRAM_BOT_TOKEN", " ")).databaseUrl()).isEmpty();
  }

  @Test
  void noSecretIsShown() {
    var environment = new HashMap<>(twilio());
    environment.putAll(Map.of("PUBLIC_URL", "https://bot.example.ro/", "DATABASE_URL",
        "postgresql://bot:hunter2@db:5432/bot", "SMTP_URL", "smtp://mail:hun%40ter2@mail:587", "SMTP_FROM", "a@b.ro"));
    var shown = Settings.read(environment).lines().toString();
    assertThat(shown).doesNotContain("hunter2", "hun%40ter2", "twilio-secret").contains(
        "postgresql://bot:****@db:5432/bot",
        "smtp://mail:****@mail:587");
  }

  @Test
  void everySettingHasItsOwnNameAndAStandardThatItsFormReads() {
    assertThat(SettingTable.ALL).extracting(Setting::name).doesNotHaveDuplicates().contains("OIDC_ISSUER", "SMPP_RATE");
    for (var setting : SettingTable.ALL) {
      var standard = setting.standard();
      if (standard != null) {
        assertThat((Object) setting.form().read(standard)).as(setting.name()).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http: [", "- a\n- b", "just text", "http.port: 1\nhttp.port: 2",
      "http:\n  port: 1\nhttp.port: 2"})
  void aFileThatIsNotSettingsIsSaidInOneLine(String text) throws IOException {
    assertThat(problems(Map.of("BOT_CONFIG", yaml(text)))).singleElement().asString().contains("bot.yaml")
        .doesNotContain("\n");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(problems(Map.of("BOT_CONFIG", "/nonexistent/bot.yaml"))).singleElement().asString()
        .startsWith("/nonexistent/bot.yaml is not there");
  }

  private static Map<String, String> twilio() {
    return Map.of("TWILIO_ACCOUNT_SID", "AC1", "TWILIO_AUTH_TOKEN", "twilio-secret", "TWILIO_FROM", "+40740000000");
  }

  private String yaml(String text) throws IOException {
    return Files.writeString(temp.resolve("bot.yaml"), text).toString();
  }

  private static List<String> problems(Map<String, String> environment) {
    return catchThrowableOfType(SettingsException.class, () -> Settings.read(environment)).problems();
  }
}
