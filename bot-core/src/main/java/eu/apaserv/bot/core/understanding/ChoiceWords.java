package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** The words that point at one of several things, Romanian and English, folded. */
final class ChoiceWords {
  private static final Pattern NUMBER = Pattern.compile("(\\d{1,2})");
  private static final Pattern CALLED = Pattern.compile(
      "(?:(?:vreau|aleg|iau|pe|pun|merg|pentru|i want|i ll take|take|choose|pick) )*(?:nr|numarul|numar|nru|optiunea|varianta|alegerea|punctul|pozitia|linia|number|option|choice|item|no) (\\d{1,2})(?: (?:va rog|te rog|please))?");
  private static final Pattern ORDINAL = Pattern.compile(
      "(?:a|al|pe|pe a|the|cea|cel|aia|ala|de a) ?(\\d{1,2}) ?(?:a|lea|st|nd|rd|th)|(\\d{1,2})(?:st|nd|rd|th)(?: one)?");
  private static final Set<String> FILLERS = Set.of("o", "pe", "cea", "cel", "cele", "ceea", "aia", "ala",
      "aceea", "aceia", "acela", "acea", "acel", "asta", "aceasta", "acesta", "ailalta", "il", "vreau", "vr", "vreu",
      "doresc", "as", "vrea", "dori", "aleg", "alege", "iau", "ia", "mi", "va", "rog", "te", "sa", "fie",
      "de", "din", "la", "cu", "care", "e", "este", "ii", "i", "merge", "merg", "optiunea", "varianta", "alegerea",
      "punctul", "pozitia", "a", "al", "lea", "pentru", "pt", "ptr", "doar", "numai", "only", "just", "in", "the",
      "that", "this",
      "want", "take", "pick", "choose",
      "choice", "option", "please", "pls", "plz", "its", "it", "is", "s", "on", "at", "of", "from", "with", "for",
      "me", "give", "would", "d", "ll", "like", "one", "my", "mea", "meu", "un", "una", "chiar", "dupa", "zic",
      "cred", "ca");
  /** Said before what is chosen, whatever it is: agreeing, or with a second thought. */
  private static final Set<String> BEFORE = Set.of("da", "ok", "okay", "yes", "sigur", "bine", "yeah", "stai", "stati",
      "wait", "hai", "hm", "hmm", "pai", "aa", "ah");
  private static final List<List<String>> ORDINALS = List.of(
      List.of("prima", "primul", "primu", "intai", "intaia", "intaiul", "first", "1st", "unu"),
      List.of("doua", "doilea", "doile", "second", "2nd", "doi"), List.of("treia", "treilea", "third", "3rd", "trei"),
      List.of("patra", "patrulea", "fourth", "4th", "patru"), List.of("cincea", "cincilea", "fifth", "5th", "cinci"),
      List.of("sasea", "saselea", "sixth", "6th", "sase"), List.of("saptea", "saptelea", "seventh", "7th", "sapte"),
      List.of("opta", "optulea", "eighth", "8th", "opt"), List.of("noua", "noulea", "ninth", "9th"),
      List.of("zecea", "zecelea", "tenth", "10th", "zece"));
  private static final List<String> TWO = List.of("two", "three", "four", "five", "six", "seven", "eight", "nine",
      "ten");
  private static final Set<String> LAST = Set.of("ultima", "ultimul", "ultimu", "last", "jos", "bottom", "final");
  private static final Set<String> LAST_BUT_ONE = Set.of("penultima", "penultimul");
  private static final Set<String> TOP = Set.of("sus", "top");
  private static final Set<String> MIDDLE = Set.of("mijloc", "middle", "mijlocie", "mijlociu");
  private static final Map<String, Integer> PLACES = places();
  private static final Map<String, ChoiceFigures.Order> ORDERS = orders();

  private ChoiceWords() {}

  /** Words that point at a place, and what else was said. */
  record Placed(int place, List<String> rest) {}

  /** Words that compare, and what else was said. */
  record Ordered(ChoiceFigures.Order order, List<String> rest) {}

  /** A number alone, "optiunea 2", "a 2-a": counted from 1, and not yet known to exist. */
  static OptionalInt number(String plain) {
    for (var form : List.of(NUMBER, CALLED, ORDINAL)) {
      var match = form.matcher(plain);
      if (match.matches()) {
        var digits = match.group(1) == null ? match.group(2) : match.group(1);
        return OptionalInt.of(Integer.parseInt(digits));
      }
    }
    return OptionalInt.empty();
  }

  /** The words that say which one, without those that only lead to them. */
  static List<String> meant(String plain) {
    var words = new ArrayList<>(List.of(plain.split(" ")));
    while (words.size() > 1 && BEFORE.contains(words.getFirst())) {
      words.removeFirst();
    }
    words.removeIf(FILLERS::contains);
    return words;
  }

  /** The place among so many that is said by "a doua", "ultima", "de sus". */
  static Optional<Placed> place(List<String> words, int size) {
    for (var word : words) {
      int place = place(word, size);
      if (place >= 0 && place < size) {
        return Optional.of(new Placed(place, without(words, Set.of(word))));
      }
    }
    return Optional.empty();
  }

  /** What is compared by "cea mai mare", "the cheapest". */
  static Optional<Ordered> order(List<String> words) {
    return words.stream().filter(ORDERS::containsKey).findFirst()
        .map(w -> new Ordered(ORDERS.getOrDefault(w, ChoiceFigures.Order.MOST),
            without(words, Set.of(w, "mai", "most", "least"))));
  }

  private static int place(String word, int size) {
    if (LAST.contains(word)) {
      return size - 1;
    }
    if (LAST_BUT_ONE.contains(word)) {
      return size - 2;
    }
    if (TOP.contains(word)) {
      return 0;
    }
    if (MIDDLE.contains(word)) {
      return size % 2 == 1 ? size / 2 : -1;
    }
    return PLACES.getOrDefault(word, -1);
  }

  private static List<String> without(List<String> words, Set<String> said) {
    return words.stream().filter(w -> !said.contains(w)).toList();
  }

  private static Map<String, Integer> places() {
    var places = new HashMap<String, Integer>();
    for (int i = 0; i < ORDINALS.size(); i++) {
      for (var word : ORDINALS.get(i)) {
        places.put(word, i);
      }
    }
    for (int i = 0; i < TWO.size(); i++) {
      places.put(TWO.get(i), i + 1);
    }
    return Map.copyOf(places);
  }

  private static Map<String, ChoiceFigures.Order> orders() {
    var orders = new HashMap<String, ChoiceFigures.Order>();
    Set.of("mare", "mari", "bigger", "biggest", "big", "larger", "largest", "higher", "highest", "scump", "scumpa",
        "expensive", "greater", "mult").forEach(w -> orders.put(w, ChoiceFigures.Order.MOST));
    Set.of("mica", "mic", "smaller", "smallest", "small", "lower", "lowest", "ieftin", "ieftina", "cheaper",
        "cheapest", "putin").forEach(w -> orders.put(w, ChoiceFigures.Order.LEAST));
    Set.of("noua", "nou", "recenta", "recent", "newer", "newest", "latest", "new")
        .forEach(w -> orders.put(w, ChoiceFigures.Order.NEWEST));
    Set.of("veche", "vechi", "older", "oldest", "old").forEach(w -> orders.put(w, ChoiceFigures.Order.OLDEST));
    return Map.copyOf(orders);
  }
}
