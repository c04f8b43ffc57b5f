package eu.apaserv.bot.conversations.transcript;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes what identifies somebody as something else, the same every time it comes up in one chat: client codes and meters
 * become those of the stories' invented customers, so that the chat can be played; people, phones and addresses become
 * nobody's. What is left is still to be read before it is shown to anybody: no rule finds every name.
 */
public final class Pseudonyms {
  /** Households of the stories' data: client code, meter, place. */
  private static final List<List<String>> HOUSEHOLDS = List.of(
      List.of("1010028", "24B678592", "Strada Mihai Eminescu 94"),
      List.of("1010035", "19B360020", "Strada Mihai Eminescu 90"),
      List.of("1010042", "20C820720", "Strada Gării 42A"),
      List.of("1010049", "22A713964", "Bulevardul Traian 31A"),
      List.of("1010063", "20C640980", "Bulevardul Republicii 41A"));
  private static final List<String> PEOPLE = List.of("Ana Pop", "Ion Rusu", "Maria Ene", "Dan Lupu", "Elena Stan");

  private static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,4}");
  private static final Pattern IBAN = Pattern.compile("\\b[A-Z]{2}\\d{2}(?: ?[A-Z0-9]{4}){3,7}\\b");
  private static final Pattern PHONE = Pattern
      .compile("(?<![\\w+])(?:\\+|00)?(?:40|0)[ .-]?[237]\\d(?:[ .-]?\\d){7}\\b");
  private static final Pattern SERIAL = Pattern.compile("\\b\\d{2}[A-Za-z]\\d{6}\\b");
  private static final Pattern INVOICE = Pattern.compile("\\b[A-Z]{2,4}[ -]?\\d{5,12}\\b");
  private static final Pattern STREET = Pattern.compile(
      "(?iu)\\b(?:str(?:ada)?\\.?|b(?:uleva)?r?d(?:ul)?\\.?|aleea|calea|p-?ta|piața|piata)\\s+(?:[\\p{L}.-]+\\s+){1,4}"
          + "(?:nr\\.?\\s*)?\\d{1,4}[A-Za-z]?\\b");
  private static final Pattern LONG_NUMBER = Pattern.compile("\\b\\d{8,}\\b");

  private final Pattern clientCode;
  private final List<String> names;
  private final Map<String, Map<String, String>> known = new HashMap<>();

  /**
   * @param shortest and
   * @param longest how many digits a client code has
   * @param names of people who may come up
   */
  public Pseudonyms(int shortest, int longest, List<String> names) {
    this.clientCode = Pattern.compile("\\b\\d{" + Math.max(shortest, 6) + "," + longest + "}\\b");
    this.names = names.stream().flatMap(name -> List.of(name.split("[\\s-]+")).stream()).filter(n -> n.length() > 2)
        .distinct().toList();
  }

  /** The same words about nobody. */
  public String of(String text) {
    var masked = replaced("mail", EMAIL, text, (_, n) -> "client" + n + "@exemplu.ro");
    masked = replaced("iban", IBAN, masked, (_, n) -> "RO49AAAA1B3100759384" + String.format("%04d", n));
    masked = replaced("meter", SERIAL, masked, (_, _) -> household(1));
    masked = replaced("invoice", INVOICE, masked, (_, n) -> "NTD9900" + String.format("%03d", n));
    masked = replaced("phone", PHONE, masked, (_, n) -> "07000000" + String.format("%02d", n));
    masked = replaced("place", STREET, masked, (_, _) -> household(2));
    masked = clientCode.matcher(masked).replaceAll(found -> code(found.group()));
    masked = replaced("number", LONG_NUMBER, masked,
        (number, n) -> "9".repeat(number.length() - 3) + String.format("%03d", n));
    for (var name : names) {
      masked = replaced("person", Pattern.compile("(?iu)\\b" + Pattern.quote(name) + "\\b"), masked,
          (_, n) -> person(n));
    }
    return masked;
  }

  /** The client code that stands for this one. */
  public String code(String code) {
    return pseudonym("code", code, (_, n) -> HOUSEHOLDS.get((n - 1) % HOUSEHOLDS.size()).getFirst());
  }

  /** A meter or place: of the household that was named last. */
  private String household(int what) {
    int named = Math.max(1, known.getOrDefault("code", Map.of()).size());
    return HOUSEHOLDS.get((named - 1) % HOUSEHOLDS.size()).get(what);
  }

  private static String person(int n) {
    return PEOPLE.get((n - 1) % PEOPLE.size()).split(" ", 2)[0];
  }

  /** Makes a pseudonym from the original and a number of its own. */
  private interface Maker {
    String make(String original, int number);
  }

  private String replaced(String kind, Pattern pattern, String text, Maker maker) {
    return pattern.matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(pseudonym(kind, found.group(), maker)));
  }

  /** What stands for it already, or a new one of its kind; a pseudonym stands for itself. */
  private String pseudonym(String kind, String original, Maker maker) {
    var ofKind = known.computeIfAbsent(kind, _ -> new LinkedHashMap<>());
    if (known.values().stream().anyMatch(given -> given.containsValue(original))) {
      return original;
    }
    var key = original.toUpperCase(Locale.ROOT).replaceAll("[\\s.-]", "");
    var kept = ofKind.get(key);
    if (kept == null) {
      kept = maker.make(original, ofKind.size() + 1);
      ofKind.put(key, kept);
    }
    return kept;
  }
}
