package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.Form.oneOf;
import static eu.apaserv.bot.docker.Form.path;
import static eu.apaserv.bot.docker.Form.pattern;
import static eu.apaserv.bot.docker.Form.server;
import static eu.apaserv.bot.docker.Form.text;
import static eu.apaserv.bot.docker.Form.whole;
import static eu.apaserv.bot.docker.Setting.address;
import static eu.apaserv.bot.docker.Setting.open;

import eu.apaserv.bot.channels.sms.PhoneNumber;
import eu.apaserv.bot.channels.sms.SmsLetters;
import eu.apaserv.bot.channels.sms.SmsReach;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Alphabet;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Binds;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Ids;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.LongTexts;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Settings of SMS that no single provider is the owner of, and those of an SMS centre. */
public final class SmsTable {
  private SmsTable() {}

  public static final Setting<List<String>> SMS_ROUTES = open("SMS_ROUTES",
      "ways to send SMS, in the order they are tried", "smpp,twilio,gateway",
      new Form<>("names separated by commas: smpp, twilio, gateway", SmsTable::routes));
  public static final Setting<String> SMS_DIACRITICS = open("SMS_DIACRITICS",
      "classes of messages that keep their diacritics", "", pattern(
          "replies, or kinds of notices, separated by commas", "[a-z0-9_, ]{0,500}"));
  /** The European Union, its neighbours without borders to it, and where else many customers work. */
  static final Setting<Set<String>> SMS_COUNTRIES = open("SMS_COUNTRIES",
      "countries whose numbers are written to by SMS",
      "RO,MD,AT,BE,BG,CH,CY,CZ,DE,DK,EE,ES,FI,FR,GB,GR,HR,HU,IE,IS,IT,LI,LT,LU,LV,MT,NL,NO,PL,PT,SE,SI,SK",
      new Form<>("two-letter codes separated by commas, like RO,MD,IT, or all", SmsReach::countries));
  public static final Setting<URI> SMPP_URL = address("SMPP_URL", "SMS centre, SMPP 3.4",
      server("smpp://system:password@host:port (smpps for TLS)", Set.of("smpp", "smpps"), true));
  public static final Setting<String> SMPP_FROM = open("SMPP_FROM", "sender", null, text(21));
  public static final Setting<Integer> SMPP_WINDOW = open("SMPP_WINDOW", "submits without an answer", "10",
      whole(1, 1000));
  public static final Setting<Integer> SMPP_RATE = open("SMPP_RATE", "parts a second", "20", whole(1, 10_000));
  public static final Setting<String> SMPP_BIND = open("SMPP_BIND", "one connection both ways, or one each way",
      "transceiver", oneOf(Set.of("transceiver", "pair")));
  public static final Setting<String> SMPP_LONG_TEXTS = open("SMPP_LONG_TEXTS", "how parts of a long text are joined",
      "udh8", oneOf(Set.of("udh8", "udh16", "sar", "payload")));
  public static final Setting<String> SMPP_ALPHABET = open("SMPP_ALPHABET", "what data coding 0 means there", "gsm",
      oneOf(Set.of("gsm", "latin1")));
  public static final Setting<String> SMPP_IDS = open("SMPP_IDS", "ids in answers and in receipts", "auto",
      oneOf(Set.of("auto", "same", "hex_then_decimal", "decimal_then_hex")));
  public static final Setting<String> SMPP_SYSTEM_TYPE = open("SMPP_SYSTEM_TYPE", "where the contract names one", "",
      text(12));

  public static final Setting<Path> SMS_GATEWAY_FILE = open("SMS_GATEWAY_FILE", "description of an HTTP SMS gateway",
      null, path());

  static final List<Setting<?>> SMPP_OTHERS = List.of(SMPP_WINDOW, SMPP_RATE, SMPP_BIND, SMPP_LONG_TEXTS,
      SMPP_ALPHABET, SMPP_IDS, SMPP_SYSTEM_TYPE);
  static final List<Setting<?>> ALL = List.of(SMS_ROUTES, SMS_DIACRITICS, SMS_COUNTRIES, SMS_GATEWAY_FILE);

  private static List<String> routes(String text) {
    var names = List.of(text.split(",", -1)).stream().map(String::strip).toList();
    if (names.stream().distinct().count() != names.size()
        || !Set.of("smpp", "twilio", "gateway").containsAll(names)) {
      throw new IllegalArgumentException();
    }
    return names;
  }

  static SmsLetters letters(Settings settings) {
    return SmsLetters.parse(settings.get(SMS_DIACRITICS));
  }

  static SmsReach reach(Settings settings) {
    var own = Stream.of(SMPP_FROM, SettingTable.TWILIO_FROM).flatMap(from -> settings.find(from).stream())
        .flatMap(from -> PhoneNumber.e164(from).stream()).collect(Collectors.toSet());
    return new SmsReach(settings.get(SMS_COUNTRIES), own);
  }

  static SmppSettings smpp(Settings settings) {
    return SmppSettings.parse(settings.get(SMPP_URL).toString(), settings.get(SMPP_FROM), settings.get(SMPP_WINDOW),
        settings.get(SMPP_RATE)).with(settings.get(SMPP_SYSTEM_TYPE), Binds.valueOf(upper(settings.get(SMPP_BIND))),
            LongTexts.valueOf(upper(settings.get(SMPP_LONG_TEXTS))),
            Alphabet.valueOf(upper(settings.get(SMPP_ALPHABET))), Ids.valueOf(upper(settings.get(SMPP_IDS))),
            letters(settings));
  }

  private static String upper(String word) {
    return word.toUpperCase(Locale.ROOT);
  }
}
