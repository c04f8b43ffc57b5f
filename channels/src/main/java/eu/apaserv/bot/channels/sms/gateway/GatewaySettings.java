package eu.apaserv.bot.channels.sms.gateway;

import eu.apaserv.bot.channels.sms.SmsLetters;
import eu.apaserv.bot.core.message.Receipt.Mark;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An HTTP gateway as its file describes it.
 *
 * @param name short, part of every id: two gateways may use the same numbers
 * @param secret the part of the callbacks' addresses that nobody else knows
 * @param allow from where callbacks may come; empty: from anywhere that knows the secret
 * @param proxies our own in front of us, whose word on where a call comes from counts
 * @param numbers how the gateway wants phone numbers
 * @param send the call that sends
 * @param success of an answer, and the message's id in it
 * @param classes what a code of the gateway's means for a message
 * @param inbound where a customer's text stands in its callback
 * @param status where the fate of a message stands in its callback
 * @param times how the gateway writes times
 */
public record GatewaySettings(String name, String secret, List<Network> allow, List<Network> proxies, Numbers numbers,
    Sending send, Success success, Map<String, Outcome> classes, Inbound inbound, Status status, GatewayTimes times,
    String publicUrl, SmsLetters letters) {
  private static final int SHORTEST_SECRET = 16;
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([a-z_]+)}");
  /** What every send knows by itself. */
  static final Set<String> KNOWN = Set.of("to", "text", "hex", "id", "unicode", "unicode_coding", "coding",
      "status_url", "inbound_url");

  /** How a phone number is written. */
  enum Numbers {
    /** +40722000001 */
    PLUS,
    /** 40722000001 */
    PLAIN,
    /** 0722000001, and what is not of the country plain */
    NATIONAL
  }

  /** The classes of outcomes, as a file names them. */
  enum Outcome {
    RETRY, REFUSED, OPTED_OUT, ALARM, UNKNOWN
  }

  /**
   * @param values what fills the file's own placeholders: account, password, sender
   */
  record Sending(String method, String url, Map<String, String> headers, Map<String, String> query,
      Map<String, String> form, Map<String, String> json, Map<String, String> values) {}

  /**
   * @param status HTTP statuses of success; empty: any 2xx
   * @param fields where a word stands that says so; empty: the status alone counts
   * @param equal the words that say so
   * @param pattern of the body as text, instead of fields
   * @param ids where the id stands; empty with no pattern: the gateway gives none, ours comes back in its callback
   * @param idPattern its first group is the id
   * @param codes where the code of an error stands
   * @param codePattern its first group is the code
   */
  record Success(List<String> status, List<String> fields, List<String> equal, Optional<Pattern> pattern,
      List<String> ids, Optional<Pattern> idPattern, List<String> codes, Optional<Pattern> codePattern) {}

  /** Fields of a callback, alternatives in order; {@code answer} is the body it is answered with. */
  record Inbound(List<String> from, List<String> text, List<String> id, List<String> time, List<String> hex,
      String answer) {}

  record Status(List<String> id, List<String> state, List<String> error, List<String> time,
      Map<String, Mark> states, String answer) {}

  /** @throws IllegalArgumentException with every mistake, each as {@code file:line: what is wrong} */
  public static GatewaySettings read(Path file, String publicUrl, SmsLetters letters) {
    return read(GatewayYaml.read(file), publicUrl, letters);
  }

  static GatewaySettings read(Written.Table table, String publicUrl, SmsLetters letters) {
    var problems = new ArrayList<String>();
    var top = new Section("", table, problems);
    top.text("extends");
    var name = top.read("name", GatewaySettings::name).orElse("gateway");
    var secret = top.needed("secret", "a long random word of letters and digits: it is part of the callbacks' address");
    if (!secret.isEmpty() && !secret.matches("[A-Za-z0-9_-]{" + SHORTEST_SECRET + ",128}")) {
      problems.add(table.at() + ": secret has " + SHORTEST_SECRET + " to 128 letters, digits, _ and -");
    }
    var numbers = top.read("numbers", text -> one(Numbers.class, text)).orElse(Numbers.PLUS);
    var send = sending(top);
    var settings = new GatewaySettings(name, secret, networks(top, "allow"), networks(top, "proxies"), numbers, send,
        success(top), classes(top.section("classes")), inbound(top.section("inbound")),
        status(top.section("status"), top.section("states")), times(top.section("times")),
        publicUrl.replaceAll("/+$", ""), letters);
    top.noOthers();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return settings;
  }

  private static String name(String text) {
    if (!text.matches("[a-z0-9]{1,20}")) {
      throw new IllegalArgumentException("is 1 to 20 small letters and digits");
    }
    return text;
  }

  private static <E extends Enum<E>> E one(Class<E> type, String text) {
    for (var constant : type.getEnumConstants()) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw new IllegalArgumentException("is one of "
        + List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", ""));
  }

  private static List<Network> networks(Section top, String name) {
    var networks = new ArrayList<Network>();
    for (var word : top.words(name)) {
      try {
        networks.add(Network.parse(word.text()));
      } catch (IllegalArgumentException e) {
        top.problem(word.at(), name + " " + e.getMessage());
      }
    }
    return networks;
  }

  private static Sending sending(Section top) {
    var values = texts(top.section("values").all());
    var section = top.section("send");
    var method = section.read("method", GatewaySettings::method).orElse("POST");
    var url = section.needed("url", "the gateway's address, like https://sms.example.ro/send");
    if (!url.isEmpty() && !url.matches("https?://[^\\s?#]+(\\?[^\\s#]*)?")) {
      section.words("url").forEach(word -> section.problem(word.at(), "send.url is a web address, like https://…"));
    }
    var sending = new Sending(method, url, filled(section, "headers", values), filled(section, "query", values),
        filled(section, "form", values), filled(section, "json", values), values);
    placeholders(section.words("url"), values, section);
    boolean both = !sending.form().isEmpty() && !sending.json().isEmpty();
    boolean any = !sending.form().isEmpty() || !sending.json().isEmpty();
    if (both || (method.equals("GET") && any)) {
      section.words("url").forEach(word -> section.problem(word.at(),
          "send has a form, or json, or (with method GET) neither: write one of them"));
    }
    section.noOthers();
    return sending;
  }

  private static String method(String text) {
    if (!text.equals("GET") && !text.equals("POST")) {
      throw new IllegalArgumentException("is GET or POST");
    }
    return text;
  }

  private static Map<String, String> filled(Section section, String name, Map<String, String> values) {
    var words = section.section(name).all();
    placeholders(List.copyOf(words.values()), values, section);
    words.forEach((header, word) -> {
      if (name.equals("headers")
          && (!header.matches("[A-Za-z0-9-]{1,60}") || word.text().matches("(?s).*[\\r\\n].*"))) {
        section.problem(word.at(), "send.headers holds names of letters, digits and -, and values of one line");
      }
    });
    return texts(words);
  }

  private static void placeholders(List<Written.Word> words, Map<String, String> values, Section section) {
    for (var word : words) {
      PLACEHOLDER.matcher(word.text()).results().map(found -> found.group(1))
          .filter(name -> !KNOWN.contains(name) && !values.containsKey(name))
          .forEach(name -> section.problem(word.at(), "{" + name + "} has no value: write it below values:"));
    }
  }

  private static Map<String, String> texts(Map<String, Written.Word> words) {
    var texts = new LinkedHashMap<String, String>();
    words.forEach((name, word) -> texts.put(name, word.text()));
    return texts;
  }

  private static Success success(Section top) {
    var success = top.section("success");
    var id = top.section("id");
    var error = top.section("error");
    var read = new Success(success.texts("status"), success.texts("field"), success.texts("equals"),
        success.pattern("pattern"), id.texts("field"), id.pattern("pattern"), error.texts("field"),
        error.pattern("pattern"));
    success.noOthers();
    id.noOthers();
    error.noOthers();
    return read;
  }

  private static Map<String, Outcome> classes(Section section) {
    var classes = new LinkedHashMap<String, Outcome>();
    section.all().keySet().forEach(
        code -> section.read(code, text -> one(Outcome.class, text)).ifPresent(outcome -> classes.put(code, outcome)));
    return classes;
  }

  private static Inbound inbound(Section section) {
    var inbound = new Inbound(section.texts("from"), section.texts("text"), section.texts("id"),
        section.texts("time"), section.texts("hex"), section.text("answer").orElse(""));
    section.noOthers();
    return inbound;
  }

  private static Status status(Section section, Section states) {
    var marks = new LinkedHashMap<String, Mark>();
    states.all().keySet().forEach(state -> states
        .read(state, text -> one(Mark.class, text))
        .ifPresent(mark -> marks.put(state.toLowerCase(Locale.ROOT), mark)));
    var status = new Status(section.texts("id"), section.texts("state"), section.texts("error"),
        section.texts("time"), marks, section.text("answer").orElse(""));
    section.noOthers();
    return status;
  }

  private static GatewayTimes times(Section section) {
    var zone = section.read("zone", GatewayTimes::zone).orElse(ZoneOffset.UTC);
    var times = section.read("format", text -> GatewayTimes.of(text, zone))
        .orElseGet(() -> GatewayTimes.of("iso", zone));
    section.noOthers();
    return times;
  }

  /** Without secret and values. */
  @Override
  public String toString() {
    return "GatewaySettings[name=" + name + ", numbers=" + numbers + "]";
  }
}
