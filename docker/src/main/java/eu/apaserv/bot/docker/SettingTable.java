package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.Form.database;
import static eu.apaserv.bot.docker.Form.host;
import static eu.apaserv.bot.docker.Form.oneOf;
import static eu.apaserv.bot.docker.Form.path;
import static eu.apaserv.bot.docker.Form.pattern;
import static eu.apaserv.bot.docker.Form.secrets;
import static eu.apaserv.bot.docker.Form.server;
import static eu.apaserv.bot.docker.Form.text;
import static eu.apaserv.bot.docker.Form.web;
import static eu.apaserv.bot.docker.Form.whole;
import static eu.apaserv.bot.docker.Setting.address;
import static eu.apaserv.bot.docker.Setting.open;
import static eu.apaserv.bot.docker.Setting.secret;

import eu.apaserv.bot.conversations.payment.netopia.PemKey;
import java.net.URI;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every setting there is; those of the utility itself are in {@link BusinessTable}. */
public final class SettingTable {
  private SettingTable() {}

  private static final String TOKEN = "[\\x21-\\x7e]{1,1000}";

  public static final Setting<Path> BOT_CONFIG = open("BOT_CONFIG", "file with settings (bot.yaml)", null, path());
  public static final Setting<Path> BOT_DATA_DIR = open("BOT_DATA_DIR", "embedded database and files", "./data",
      path());
  public static final Setting<String> DATABASE_URL = address("DATABASE_URL", "PostgreSQL to use; absent: embedded",
      database());
  public static final Setting<Integer> DATABASE_SECONDS = open("DATABASE_SECONDS",
      "longest statement; a silent connection is given up after half as long again", "30", whole(2, 600));
  public static final Setting<String> HTTP_HOST = open("HTTP_HOST", "listen address", "0.0.0.0", host());
  public static final Setting<Integer> HTTP_PORT = open("HTTP_PORT", "listen port", "8080", whole(1, 65535));
  public static final Setting<URI> PUBLIC_URL = open("PUBLIC_URL",
      "how the internet sees us: links, webhook registration, signatures", null, web("https://bot.example.ro"));

  public static final Setting<Integer> BOT_TURN_SECONDS = open("BOT_TURN_SECONDS",
      "silence of a node after which others take over what it held", "3", whole(1, 600));
  public static final Setting<Integer> BOT_SEND_SECONDS = open("BOT_SEND_SECONDS",
      "the longest a send may take; its outcome counts as unknown then", "60", whole(1, 600));
  public static final Setting<Integer> BOT_RECEIPT_SECONDS = open("BOT_RECEIPT_SECONDS",
      "for a receipt to settle an unknown outcome", "30", whole(1, 600));

  public static final Setting<Integer> BOT_FILE_MEGABYTES = open("BOT_FILE_MEGABYTES",
      "largest file of a customer that is kept", "16", whole(1, 64));
  public static final Setting<Integer> BOT_FILES_A_DAY = open("BOT_FILES_A_DAY",
      "files of one person that are kept in 24 hours", "40", whole(1, 1000));
  public static final Setting<Integer> BOT_FILE_MEGABYTES_A_DAY = open("BOT_FILE_MEGABYTES_A_DAY",
      "of one person's files that are kept in 24 hours", "100", whole(1, 10_000));
  public static final Setting<Integer> BOT_FILE_DAYS = open("BOT_FILE_DAYS",
      "after which a file of a customer is deleted", "1095", whole(1, 36_500));

  public static final Setting<String> WHATSAPP_PHONE_NUMBER_ID = open("WHATSAPP_PHONE_NUMBER_ID",
      "the number's id at Meta", null, pattern("the id of WhatsApp > API Setup, digits only", "[0-9]{1,40}"));
  public static final Setting<String> WHATSAPP_ACCESS_TOKEN = secret("WHATSAPP_ACCESS_TOKEN",
      "a system user's token", pattern("the token without spaces", TOKEN));
  public static final Setting<List<String>> WHATSAPP_APP_SECRET = secret("WHATSAPP_APP_SECRET",
      "the app's secret, two while it is changed", secrets());
  public static final Setting<String> WHATSAPP_VERIFY_TOKEN = secret("WHATSAPP_VERIFY_TOKEN",
      "a word of yours for the webhook handshake", pattern("a word without spaces", TOKEN));
  public static final Setting<String> WHATSAPP_BUSINESS_ACCOUNT_ID = open("WHATSAPP_BUSINESS_ACCOUNT_ID",
      "the WhatsApp Business Account", null, pattern("the account's id, digits only", "[0-9]{1,40}"));
  public static final Setting<URI> WHATSAPP_API_URL = open("WHATSAPP_API_URL", "Cloud API",
      "https://graph.facebook.com", web("https://graph.facebook.com"));
  public static final Setting<String> WHATSAPP_API_VERSION = open("WHATSAPP_API_VERSION", "Cloud API version", "v25.0",
      pattern("a version like v25.0", "v[0-9]{1,3}\\.[0-9]{1,2}"));

  public static final Setting<Integer> WHATSAPP_PER_SECOND = open("WHATSAPP_PER_SECOND",
      "messages the number may send in a second", "80", whole(1, 10_000));
  public static final Setting<String> WHATSAPP_NUMBER = open("WHATSAPP_NUMBER",
      "the number people write to, shown on the page at PUBLIC_URL", null,
      pattern("a number like +40740000000", "\\+[1-9][0-9]{6,14}"));
  public static final Setting<Path> WHATSAPP_TEMPLATES_DIR = open("WHATSAPP_TEMPLATES_DIR",
      "folder with templates of your own, <name>.yaml in place of a built-in one", null, path());

  public static final Setting<String> TELEGRAM_BOT_TOKEN = secret("TELEGRAM_BOT_TOKEN", "what BotFather gave",
      pattern("all of it: digits, a colon and letters", "[0-9]{1,20}:[A-Za-z0-9_-]{1,100}"));
  public static final Setting<String> TELEGRAM_WEBHOOK_SECRET = secret("TELEGRAM_WEBHOOK_SECRET",
      "proves the webhook is Telegram's; absent: long polling",
      pattern("1 to 256 letters, digits, _ and -", "[A-Za-z0-9_-]{1,256}"));
  public static final Setting<String> TELEGRAM_BOT_NAME = open("TELEGRAM_BOT_NAME",
      "the bot's public name: invoices then bear a code that opens the chat", null,
      pattern("the name without @, as in t.me/name", "[A-Za-z][A-Za-z0-9_]{3,31}"));
  public static final Setting<URI> TELEGRAM_API_URL = open("TELEGRAM_API_URL", "Bot API", "https://api.telegram.org",
      web("https://api.telegram.org"));

  public static final Setting<String> TWILIO_ACCOUNT_SID = open("TWILIO_ACCOUNT_SID", "the account at the provider",
      null, pattern("the account's id of the provider's console, letters and digits", "[A-Za-z0-9]{1,64}"));
  public static final Setting<String> TWILIO_AUTH_TOKEN = secret("TWILIO_AUTH_TOKEN", "the account's secret",
      pattern("the token without spaces", TOKEN));
  public static final Setting<String> TWILIO_FROM = open("TWILIO_FROM", "sender", null,
      pattern("a number like +40740000000, a sender name or a messaging service (MG…)",
          "\\+[1-9][0-9]{6,14}|[A-Za-z0-9 _&+-]{1,64}"));
  public static final Setting<URI> TWILIO_API_URL = open("TWILIO_API_URL", "SMS provider", "https://api.twilio.com",
      web("https://api.twilio.com"));

  public static final Setting<URI> SMTP_URL = address("SMTP_URL", "mail server for e-mail",
      server("smtp://user:password@host:port (smtps for TLS from the first byte)", Set.of("smtp", "smtps"), false));
  public static final Setting<String> SMTP_FROM = open("SMTP_FROM", "sender of e-mail", null,
      pattern("an e-mail address", "[^@\\s<>,;]{1,64}@[^@\\s<>,;]{1,190}"));

  public static final Setting<String> SMTP_ALARMS_TO = open("SMTP_ALARMS_TO",
      "who is written to, once each, when a channel needs somebody to act", null,
      pattern("an e-mail address", "[^@\\s<>,;]{1,64}@[^@\\s<>,;]{1,190}"));
  public static final Setting<String> SMTP_BOUNCES = open("SMTP_BOUNCES",
      "where undelivered e-mail comes back to; name+anything@… must arrive there too", null,
      pattern("an e-mail address without a plus", "[^@+\\s<>,;]{1,30}@[^@\\s<>,;]{1,190}"));
  public static final Setting<URI> SMTP_BOUNCES_URL = address("SMTP_BOUNCES_URL", "the mailbox it comes to",
      server("imaps://user:password@host/INBOX", Set.of("imaps", "imap"), true));

  public static final Setting<String> PAYMENTS_PROVIDER = open("PAYMENTS_PROVIDER", "who takes card payments", "none",
      oneOf(Set.of("netopia", "euplatesc", "none")));
  public static final Setting<String> NETOPIA_API_KEY = secret("NETOPIA_API_KEY", "key of the payment API",
      pattern("the key without spaces", TOKEN));
  public static final Setting<String> NETOPIA_POS_SIGNATURE = open("NETOPIA_POS_SIGNATURE", "point of sale", null,
      text(100));
  public static final Setting<RSAPublicKey> NETOPIA_PUBLIC_KEY = open("NETOPIA_PUBLIC_KEY",
      "certificate that signs notifications", null,
      new Form<>("a PEM certificate or public key (NETOPIA_PUBLIC_KEY_FILE reads it from a file)", PemKey::read));
  public static final Setting<URI> NETOPIA_API_URL = open("NETOPIA_API_URL", "payment API",
      "https://secure.netopia-payments.com/api", web("https://secure.netopia-payments.com/api"));
  public static final Setting<String> EUPLATESC_MERCHANT_ID = open("EUPLATESC_MERCHANT_ID", "merchant", null,
      text(100));
  public static final Setting<String> EUPLATESC_KEY = secret("EUPLATESC_KEY", "key that signs links",
      pattern("the key in hexadecimal", "([0-9A-Fa-f]{2}){1,100}"));
  public static final Setting<URI> EUPLATESC_URL = open("EUPLATESC_URL", "payment page",
      "https://secure.euplatesc.ro/tdsprocess/tranzactd.php", web("https://secure.euplatesc.ro"));
  public static final Setting<URI> EUPLATESC_STATUS_URL = open("EUPLATESC_STATUS_URL", "what came of a payment",
      "https://manager.euplatesc.ro/v3/index.php?action=ws",
      web("https://manager.euplatesc.ro/v3/index.php?action=ws"));

  public static final Setting<URI> OIDC_ISSUER = open("OIDC_ISSUER", "staff sign-in; absent: local accounts", null,
      web("https://login.example.ro/realms/staff"));
  public static final Setting<String> OIDC_CLIENT_ID = open("OIDC_CLIENT_ID", "our name there", null, text(200));
  public static final Setting<String> OIDC_CLIENT_SECRET = secret("OIDC_CLIENT_SECRET", "our secret there",
      pattern("the secret without spaces", TOKEN));
  public static final Setting<String> OIDC_ROLE_CLAIM = open("OIDC_ROLE_CLAIM", "the claim that holds the role", "role",
      text(100));

  /**
   * Settings that only mean something together.
   *
   * @param name as an operator says it
   * @param required if one member is set, all of these must be
   * @param others may be added
   */
  record Group(String name, List<Setting<?>> required, List<Setting<?>> others) {}

  static final Group WHATSAPP = new Group("WhatsApp",
      List.of(WHATSAPP_PHONE_NUMBER_ID, WHATSAPP_ACCESS_TOKEN, WHATSAPP_APP_SECRET, WHATSAPP_VERIFY_TOKEN),
      List.of(WHATSAPP_BUSINESS_ACCOUNT_ID, WHATSAPP_NUMBER, WHATSAPP_PER_SECOND, WHATSAPP_TEMPLATES_DIR,
          WHATSAPP_API_URL,
          WHATSAPP_API_VERSION));
  static final Group TELEGRAM = new Group("Telegram", List.of(TELEGRAM_BOT_TOKEN),
      List.of(TELEGRAM_WEBHOOK_SECRET, TELEGRAM_BOT_NAME, TELEGRAM_API_URL));
  static final Group TWILIO = new Group("SMS by Twilio", List.of(TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN, TWILIO_FROM),
      List.of(TWILIO_API_URL));
  static final Group MAIL = new Group("E-mail", List.of(SMTP_URL, SMTP_FROM),
      List.of(SMTP_ALARMS_TO, SMTP_BOUNCES, SMTP_BOUNCES_URL));
  static final Group SMPP = new Group("SMS by SMPP", List.of(SmsTable.SMPP_URL, SmsTable.SMPP_FROM),
      SmsTable.SMPP_OTHERS);
  static final Group NETOPIA = new Group("Netopia", List.of(NETOPIA_API_KEY, NETOPIA_POS_SIGNATURE, NETOPIA_PUBLIC_KEY),
      List.of(NETOPIA_API_URL));
  static final Group EUPLATESC = new Group("EuPlătesc", List.of(EUPLATESC_MERCHANT_ID, EUPLATESC_KEY),
      List.of(EUPLATESC_URL, EUPLATESC_STATUS_URL));
  static final Group OIDC = new Group("Staff sign-in", List.of(OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET),
      List.of(OIDC_ROLE_CLAIM));
  static final Group BILLING = new Group("Billing's API", List.of(DataTable.BILLING_URL, DataTable.BILLING_TOKEN),
      List.of(DataTable.BILLING_TIMEOUT, DataTable.BILLING_FRESH, DataTable.BILLING_OLDEST));
  static final List<Group> GROUPS = List.of(WHATSAPP, TELEGRAM, TWILIO, SMPP, MAIL, NETOPIA, EUPLATESC, OIDC, BILLING);

  /** In the order an operator reads them. */
  public static final List<Setting<?>> ALL = all();

  private static List<Setting<?>> all() {
    var all = new LinkedHashSet<Setting<?>>(
        List.of(BOT_CONFIG, BOT_DATA_DIR, DATABASE_URL, DATABASE_SECONDS, HTTP_HOST, HTTP_PORT, PUBLIC_URL,
            BOT_TURN_SECONDS,
            BOT_SEND_SECONDS, BOT_RECEIPT_SECONDS, BOT_FILE_MEGABYTES, BOT_FILES_A_DAY,
            BOT_FILE_MEGABYTES_A_DAY, BOT_FILE_DAYS));
    all.addAll(OperationTable.ALL);
    for (var group : GROUPS) {
      all.addAll(group.required());
      all.addAll(group.others());
    }
    all.addAll(SmsTable.ALL);
    all.add(PAYMENTS_PROVIDER);
    all.addAll(DataTable.ALL);
    all.addAll(BusinessTable.ALL);
    all.addAll(DeskTable.ALL);
    all.addAll(AlertTable.ALL);
    all.addAll(ConsoleTable.ALL);
    return List.copyOf(new ArrayList<>(all));
  }
}
