package eu.apaserv.bot.conversations.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Numbers written or dictated in words, Romanian and English, folded, up to 999,999: "o suta douazeci si trei", "one
 * hundred and twenty three", "doi patru cinci".
 */
final class NumberWords {
  private static final Pattern WORD = Pattern.compile("[a-z]+");
  private static final Pattern JOINT = Pattern.compile("[ -]{0,2}");
  private static final Set<String> SCALES = Set.of("suta", "sute", "suti", "sut", "mie", "mii", "hundred", "hundreds",
      "thousand",
      "thousands");
  private static final Set<String> TEN = Set.of("zeci", "zec");
  /** Words inside of a number that are none. */
  private static final Set<String> BETWEEN = Set.of("o", "si", "de");
  private static final int SHORTEST_JOINED = 6;
  private static final int LONGEST_JOINED = 40;
  private static final long HUNDRED = 100;
  private static final long THOUSAND = 1_000;
  private static final int SHORTEST_DIGITS = 3;
  private static final int LONGEST_DIGITS = 9;
  private static final Map<String, Integer> VALUES = values();

  private NumberWords() {}

  /**
   * A number in words.
   *
   * @param value what it says
   * @param small one word below ten: "trei" alone is seldom meant as a figure
   */
  record Span(int start, int end, long value, boolean small) {}

  /**
   * One word.
   *
   * @param value what it says by itself, or -1
   * @param scale whether it multiplies what stands before it
   */
  private record Word(String text, int start, int end, int value, boolean scale) {
    static Word of(String text, int start, int end) {
      return new Word(text, start, end, VALUES.getOrDefault(text, -1), SCALES.contains(text));
    }

    boolean counts() {
      return value >= 0 || scale;
    }
  }

  /** All of them in a folded text, in its order. */
  static List<Span> of(String text) {
    var words = words(text);
    if (words.stream().noneMatch(Word::counts)) {
      return List.of();
    }
    var spans = new ArrayList<Span>();
    for (int i = 0; i < words.size();) {
      int digits = digits(words, i);
      if (digits >= SHORTEST_DIGITS) {
        spans.add(dictated(words.subList(i, i + digits)));
        i += digits;
        continue;
      }
      var reader = new Reader(words, text);
      int end = reader.read(i);
      if (end > i) {
        spans.add(new Span(words.get(i).start, words.get(end - 1).end, reader.total + reader.current,
            end - i == 1 && reader.current < 10));
      }
      i = Math.max(end, i + 1);
    }
    return spans;
  }

  private static List<Word> words(String text) {
    var words = new ArrayList<Word>();
    var word = WORD.matcher(text);
    while (word.find()) {
      parts(word.group(), 0).ifPresentOrElse(parts -> {
        int at = word.start();
        for (var part : parts) {
          words.add(Word.of(part, at, at + part.length()));
          at += part.length();
        }
      }, () -> words.add(Word.of(word.group(), word.start(), word.end())));
    }
    return words;
  }

  /** "Optsutecincizeci", written in one: its words, the longest first; empty of any other word. */
  private static Optional<List<String>> parts(String word, int from) {
    if (from == 0 && (word.length() < SHORTEST_JOINED || word.length() > LONGEST_JOINED || VALUES.containsKey(word)
        || SCALES.stream().noneMatch(word::contains))) {
      return Optional.empty();
    }
    if (from == word.length()) {
      return Optional.of(List.of());
    }
    for (int to = word.length(); to > from; to--) {
      var part = word.substring(from, to);
      if (to - from < word.length() && isPart(part)) {
        var rest = parts(word, to);
        if (rest.isPresent()) {
          var all = new ArrayList<>(List.of(part));
          all.addAll(rest.get());
          return Optional.of(all);
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isPart(String part) {
    return VALUES.containsKey(part) || SCALES.contains(part) || TEN.contains(part) || BETWEEN.contains(part);
  }

  /** How many words from there on are single digits: "doi patru cinci". */
  private static int digits(List<Word> words, int from) {
    int i = from;
    while (i < words.size() && i - from < LONGEST_DIGITS && words.get(i).value() >= 0 && words.get(i).value() < 10) {
      i++;
    }
    return i < words.size() && words.get(i).scale() ? 0 : i - from;
  }

  private static Span dictated(List<Word> digits) {
    long value = 0;
    for (var digit : digits) {
      value = value * 10 + digit.value();
    }
    return new Span(digits.getFirst().start, digits.getLast().end, value, false);
  }

  /** Reads one number, word by word, as long as the words can go on with it. */
  private static final class Reader {
    private final List<Word> words;
    private final String text;
    private long total;
    private long current;
    private boolean any;

    private Reader(List<Word> words, String text) {
      this.words = words;
      this.text = text;
    }

    /** The place after the last word of the number; the same when there is none. */
    private int read(int from) {
      int end = from;
      for (int i = from; i < words.size(); i++) {
        if (i > from && !joined(words.get(i - 1), words.get(i))) {
          break;
        }
        if (take(words.get(i), i + 1 < words.size() ? words.get(i + 1) : null)) {
          end = i + 1;
        } else if (!any || !connects(words.get(i), i + 1 < words.size() ? words.get(i + 1) : null)) {
          break;
        }
      }
      return end;
    }

    private boolean joined(Word before, Word next) {
      return JOINT.matcher(text.substring(before.end, next.start)).matches();
    }

    private static boolean connects(Word word, @org.jspecify.annotations.Nullable Word next) {
      return next != null && switch (word.text) {
        case "si", "s", "and" -> next.value() > 0;
        case "de" -> next.scale();
        default -> false;
      };
    }

    private boolean take(Word word, @org.jspecify.annotations.Nullable Word next) {
      if (word.scale()) {
        return scaled(word.text.startsWith("sut") || word.text.startsWith("hundred") ? HUNDRED : THOUSAND);
      }
      if (!any && next != null && next.scale() && List.of("o", "un", "a").contains(word.text)) {
        any = true;
        current = 1;
        return true;
      }
      int value = word.value();
      if (TEN.contains(word.text)) {
        return tens();
      }
      boolean fits = value >= 0 && (value < 10 ? current % 10 == 0 && current % HUNDRED != 10 : current % HUNDRED == 0);
      if (fits && (!any || value > 0)) {
        current += value;
        any = true;
        return true;
      }
      return false;
    }

    /** "Cinci zeci", written apart. */
    private boolean tens() {
      long unit = current % 10;
      if (unit < 2 || current % HUNDRED != unit) {
        return false;
      }
      current += unit * 9;
      return true;
    }

    private boolean scaled(long scale) {
      if (scale == HUNDRED) {
        if (current % HUNDRED > 9 || current >= HUNDRED) {
          return false;
        }
        current = Math.max(current, any ? current : 1) * HUNDRED;
      } else {
        if (total > 0 || current >= THOUSAND) {
          return false;
        }
        total = Math.max(current, any ? current : 1) * THOUSAND;
        current = 0;
      }
      any = true;
      return total + current > 0;
    }
  }

  private static Map<String, Integer> values() {
    var values = new HashMap<String, Integer>();
    var units = List.of("zero", "unu una one", "doi doua two", "trei three", "patru four", "cinci five", "sase six",
        "sapte seven", "opt eight", "noua nine", "zece ten", "unsprezece unspe eleven",
        "doisprezece douasprezece doispe douaspe twelve", "treisprezece treispe thirteen",
        "paisprezece patrusprezece paispe fourteen", "cincisprezece cinspe cinsprezece cinspre fifteen",
        "saisprezece sasesprezece saispe sixteen", "saptesprezece saptisprezece saptespe seventeen",
        "optsprezece optisprezece optspe eighteen", "nouasprezece nouaspe nineteen");
    var tens = List.of("douazeci douazec twenty", "treizeci treizec thirty", "patruzeci patruzec forty fourty",
        "cincizeci cinzeci cincizec fifty", "saizeci sasezeci saizec sixty", "saptezeci saptezec seventy",
        "optzeci optezeci eighty", "nouazeci nouazec ninety");
    for (int i = 0; i < units.size(); i++) {
      for (var word : units.get(i).split(" ", -1)) {
        values.put(word, i);
      }
    }
    for (int i = 0; i < tens.size(); i++) {
      for (var word : tens.get(i).split(" ", -1)) {
        int ten = (i + 2) * 10;
        values.put(word, ten);
        for (int unit = 1; unit < 10; unit++) {
          for (var digit : units.get(unit).split(" ", -1)) {
            values.put(word + "si" + digit, ten + unit);
          }
        }
      }
    }
    return Map.copyOf(values);
  }
}
