package eu.apaserv.bot.docker;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * How the text of a setting becomes a value.
 *
 * @param like completes "write …": what would be right
 * @param reading throws {@link IllegalArgumentException} or {@link DateTimeException} for a text of another form
 */
public record Form<T>(String like, Function<String, T> reading) {
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,5})(s|m|h|d)");

  T read(String text) {
    return reading.apply(text);
  }

  static Form<String> text(int longest) {
    return new Form<>("a text of at most " + longest + " characters on one line", text -> {
      check(text.length() <= longest && text.chars().noneMatch(Character::isISOControl));
      return text;
    });
  }

  static Form<String> pattern(String like, String regex) {
    return new Form<>(like, text -> {
      check(text.matches(regex));
      return text;
    });
  }

  static Form<Integer> whole(int least, int most) {
    return new Form<>("a whole number from " + least + " to " + most, text -> {
      var number = Integer.parseInt(text);
      check(number >= least && number <= most);
      return number;
    });
  }

  static Form<BigDecimal> decimal(String least, String most) {
    return new Form<>("a number from " + least + " to " + most + ", with a dot", text -> {
      check(text.length() <= 20);
      var number = new BigDecimal(text);
      check(number.compareTo(new BigDecimal(least)) >= 0 && number.compareTo(new BigDecimal(most)) <= 0);
      return number;
    });
  }

  static Form<Boolean> yesNo() {
    return new Form<>("yes or no", text -> switch (text.toLowerCase(Locale.ROOT)) {
      case "yes", "true", "da" -> true;
      case "no", "false", "nu" -> false;
      default -> throw new IllegalArgumentException();
    });
  }

  /** How many stand one behind the other. */
  static Form<Integer> proxies() {
    return new Form<>("no, yes for one, or a number from 2 to 9",
        text -> text.matches("[2-9]") ? Integer.parseInt(text) : yesNo().read(text) ? 1 : 0);
  }

  static Form<String> oneOf(Set<String> words) {
    return new Form<>("one of " + String.join(", ", words.stream().sorted().toList()), text -> {
      check(words.contains(text));
      return text;
    });
  }

  /** Whole days at the least. */
  static Form<Duration> atLeast(Duration least) {
    return new Form<>("a number and d, " + least.toDays() + "d or more", text -> {
      var duration = duration().read(text);
      check(duration.compareTo(least) >= 0);
      return duration;
    });
  }

  static Form<Duration> duration() {
    return new Form<>("a number and s, m, h or d, like 30s, 5m, 24h or 90d", text -> {
      var matcher = DURATION.matcher(text);
      check(matcher.matches());
      var number = Long.parseLong(matcher.group(1));
      return switch (matcher.group(2)) {
        case "s" -> Duration.ofSeconds(number);
        case "m" -> Duration.ofMinutes(number);
        case "h" -> Duration.ofHours(number);
        default -> Duration.ofDays(number);
      };
    });
  }

  /** Two days of a month, both belong to it. */
  record Days(int first, int last) {}

  static Form<Days> days() {
    return new Form<>("two days of the month, like 20-25", text -> {
      var days = text.split("-", 2);
      check(days.length == 2);
      var both = new Days(Integer.parseInt(days[0].strip()), Integer.parseInt(days[1].strip()));
      check(both.first >= 1 && both.first <= both.last && both.last <= 31);
      return both;
    });
  }

  /** From one time of day to another, over midnight if the second is earlier. */
  record Hours(LocalTime from, LocalTime to) {}

  static Form<Hours> hours() {
    return new Form<>("two times of day, like 21:00-08:00", text -> {
      var times = text.split("-", 2);
      check(times.length == 2);
      return new Hours(LocalTime.parse(times[0].strip()), LocalTime.parse(times[1].strip()));
    });
  }

  /** A rate and the first day it is in force. */
  record Dated(LocalDate from, BigDecimal rate) {}

  static Form<List<Dated>> rates() {
    return new Form<>("first day=daily rate, several separated by commas, like 2016-01-01=0.0002", text -> {
      var rates = new ArrayList<Dated>();
      for (var part : text.split(",", -1)) {
        var pair = part.split("=", 2);
        check(pair.length == 2);
        var rate = decimal("0", "0.01").read(pair[1].strip());
        rates.add(new Dated(LocalDate.parse(pair[0].strip()), rate));
      }
      return List.copyOf(rates);
    });
  }

  static Form<List<String>> secrets() {
    return new Form<>("one secret, or two separated by a comma", text -> {
      var parts = List.of(text.split(",", -1)).stream().map(String::strip).toList();
      check(parts.size() <= 2 && parts.stream().noneMatch(String::isEmpty));
      return parts;
    });
  }

  static Form<ZoneId> zone() {
    return new Form<>("a time zone, like Europe/Bucharest", ZoneId::of);
  }

  static Form<Path> path() {
    return new Form<>("a folder or file", Path::of);
  }

  /** A listen address: a name would mean a look-up in the network, so only numbers and localhost count. */
  static Form<String> host() {
    return new Form<>("an address of this machine, like 0.0.0.0 or 127.0.0.1", text -> {
      check(text.equals("localhost") || InetAddress.ofLiteral(text) != null);
      return text;
    });
  }

  /** A web address without a trailing slash. */
  static Form<URI> web(String example) {
    return new Form<>("a web address, like " + example, text -> {
      var uri = uri(text.replaceFirst("/+$", ""));
      check(("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null
          && uri.getRawUserInfo() == null && uri.getRawFragment() == null);
      return uri;
    });
  }

  /** The address of a server with user and password in it. */
  static Form<URI> server(String like, Set<String> schemes, boolean login) {
    return new Form<>(like + ", with special characters in the password as %40 and the like", text -> {
      var uri = uri(text);
      check(uri.getScheme() != null && schemes.contains(uri.getScheme()) && uri.getHost() != null);
      check(!login || (uri.getRawUserInfo() != null && uri.getRawUserInfo().matches("[^:]+:.+")));
      // A password with / ? or # in it would be cut there: what is behind it be the path, and its beginning a host to be named.
      check(uri.getRawFragment() == null && !String.valueOf(uri.getRawPath()).contains("@")
          && !String.valueOf(uri.getRawQuery()).contains("@"));
      return uri;
    });
  }

  static Form<String> database() {
    var server = server("postgresql://user:password@host:port/database", Set.of("postgresql", "postgres"), true);
    return new Form<>(server.like(), text -> {
      var uri = server.read(text);
      check(uri.getPath() != null && uri.getPath().matches("/[^/]+"));
      var login = uri.getRawUserInfo(); // for those who read it next a plus would be a space
      return text.replace("//" + login + "@", "//" + login.replace("+", "%2B") + "@");
    });
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static void check(boolean right) {
    if (!right) {
      throw new IllegalArgumentException();
    }
  }
}
