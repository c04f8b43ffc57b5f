package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Entity;
import eu.apaserv.bot.core.understanding.Folded;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What mends a conversation instead of moving it on. Some of it the understanding names as an intent; the rest is read off
 * the words, which are few and the same whatever the conversation is about.
 *
 * @param kind what is wanted
 * @param rest of a correction: what should hold instead, possibly empty
 * @param words of the message, without politeness
 * @param strong of a correction: it was surely one; "nu, …" alone may also answer a yes or no
 * @param not of a correction: the word that does not hold, folded, where one was named; else empty
 */
record Repair(Kind kind, Said rest, List<String> words, boolean strong, String not) {
  static final String CANCEL = "cancel";
  static final String HELP = "help";
  static final String LANGUAGE = "change_language";
  static final String PERSON = "human_agent";
  static final String GREET = "greet";
  static final String THANKS = "thanks";
  static final String YES = "yes";
  static final String NO = "no";

  /** Below this an intent is a guess that must not interrupt an open question. */
  static final double SURE = 0.6;

  private Repair(Kind kind, Said rest, List<String> words, boolean strong) {
    this(kind, rest, words, strong, "");
  }

  /** What a message mends. */
  enum Kind {
    NONE, BACK, RESTART, REPEAT, WHY, EXPLAIN, SKIP, CANCEL, CORRECT
  }

  /** Longer messages tell something; they mend nothing. */
  private static final int LONGEST = 200;
  private static final Set<String> POLITE = Set.of("te", "va", "rog", "rugam", "please", "pls", "plz", "bre", "ma",
      "mai", "domnule", "doamna", "draga", "ok", "a", "aa", "aaa", "pai", "stai", "stati", "wait", "hmm", "hm", "oh");
  private static final Pattern INSTEAD = Pattern.compile(
      "^(?:nu(?: e| este|-i)?|not|no,?)\\s+(?!(?:stiu|vad|cred|pot|vreau|am|avem|mai|know|sure)\\b)(?:(?:la|nr\\.?|numarul|at|number)\\s+(?=\\d))?(\\S+?)[,\\s]+(?:ci|but|it's|e|este)\\s+"
          + "(?:(?:la|nr\\.?|numarul|at|number)\\s+(?=\\d))?(.+)$");
  private static final Pattern STRONG = Pattern
      .compile("^(?:(?:nu|no|pai|stai|stati|wait|ca|scuze|scuza-?ma|scuzati-?ma|pardon|sorry|oops|ups|ah|oh|a)"
          + "[,.!\\s]+)*(?:(?:(?:as )?vrea|vreau|voiam|doresc|am vrut|am zis) de fapt|de fapt|defapt|di fapt|am gresit|amgresit|gresit|am (?:scris|dat|ales|citit|trimis|pus|tastat|notat) gresit"
          + "|corectez|corectie|corectati|corecteaza|vreau sa corectez|vreau sa schimb|vreau sa modific|schimba(?:ti)?|schimb"
          + "|modifica(?:ti)?|modific|gresisem|greseala|am vrut sa zic|am vrut sa scriu|voiam sa scriu|voiam sa zic"
          + "|actually|i (?:actually )?meant(?: to (?:say|write))?|i mean|my mistake|i made a mistake|made a mistake|correction|change|wrong|i want to change)"
          + "(?![\\p{L}\\d])[:,.!\\s]*(?:(?:e|este|it's)\\s+(?=\\d))?(.*)$");
  private static final Pattern WEAK = Pattern.compile(
      "^(?:(?:ba|a|ah|aoleu|vai|of|oh|pai|stai)[,.!]*\\s+)*(?:nu|no|nope|scuze|scuza-?ma|scuzati-?ma|sorry|ups|oops|pardon|nu e bine|nu-i bine)"
          + "(?:[,.!:;]++\\s*+|\\s+(?=\\d)|\\s+(?:e|este|it's)\\s+)(?!.*\\bnu (?:mai )?(?:e|este|am|avem|vine|merge|are|pot|vreau)\\b)(?!(?:nu (?:am|avem)|n-?(?:am|avem)|nimic|i (?:have not|haven'?t|have no|don'?t have)|nothing)\\b)(.+)$");
  /** "Nu nu, 854", "nu stai, la ap 38": said twice it needs no mark behind it. */
  private static final Pattern TWICE = Pattern
      .compile(
          "^(?:(?:ba|a|ah|aa|aoleu|vai|of|oh|pai|stai|stati|wait)[,.!]*\\s+)*(?:nu|no|nope)(?:[,.!\\s]+(?:nu|no|stai|stati|wait))+[,.!:;\\s]+(.+)$");
  /** "854 nu 853": the first is meant. */
  private static final Pattern TURNED = Pattern
      .compile(
          "^(?:(?:nu|no|stai|stati|wait|scuze|sorry|ah|a|ca|e|este|la|nr\\.?|numarul|it's|at|number)[,.!\\s]+)*(\\S*\\d\\S*?)[,\\s]+(?:si |and )?(?:nu|not)\\s+(?:(?:la|nr\\.?|numarul|at|number)\\s+)?(\\S*\\d\\S*)$");
  /** "Stai, doar pe al doilea": one of several that were taken. */
  private static final Pattern ONLY = Pattern.compile(
      "^(?:(?:nu|no|stai|stati|wait|ba|scuze|sorry|de fapt|a|ok|vreau)[,.!\\s]+)*(?:doar|numai|only|just)\\s+"
          + "((?:(?:pe|la|pt|pentru|for|cel|the)\\s+)*(?:primul|prima|al doilea|a doua|al treilea|a treia|first|second|third)\\b.{0,20})$");
  private static final Set<String> ASKING_WHY = Set.of("de", "di", "ce", "la", "imi", "mi", "ne", "ma", "va", "iti",
      "ti", "trebuie", "intrebi", "intrebati", "ceri", "cereti", "cereri", "ai", "aveti", "vrei", "vreti", "nevoie",
      "asta", "aia", "aceasta", "acest", "sa", "scriu", "dau", "o", "il", "le", "l", "spun", "zic", "stii", "stiti",
      "mai", "e", "este", "foloseste", "why", "do", "you", "need", "ask", "this", "that", "it", "my", "me", "for", "is",
      "what", "are", "asking", "should", "i", "give", "want", "to", "know", "the");
  private static final Set<String> ASKING_HOW = Set.of("unde", "gasesc", "gasim", "iau", "vad", "scrie", "scris",
      "citesc", "aflu", "stau", "sta", "e", "este", "il", "o", "pe", "ce", "care", "cum", "l", "le", "inseamna",
      "adica", "asta", "asa", "pot", "gasi", "vedea", "afla", "uit", "ma", "de", "where", "do", "i", "find", "is", "it",
      "the", "can", "see", "how", "what", "does", "mean", "read", "get", "my", "written", "look", "exact", "anume");
  private static final Set<String> HOW = Set.of("unde", "cum", "care", "ce", "where", "how", "what", "which");

  /** Words that mean the same at every question, also at one that takes any text. */
  static boolean isRepair(Said said) {
    return said.confidence() >= 0.9 && switch (said.intent()) {
      case CANCEL, HELP, LANGUAGE, PERSON -> true;
      default -> false;
    };
  }

  /**
   * Reads a message.
   *
   * @param about words of the open question and what is said about it, empty when none is open; asked for only by questions
   */
  static Repair of(Said said, Supplier<Set<String>> about) {
    if (said.text().isBlank() || said.text().length() > LONGEST || said.choice() != null) {
      return none(said, List.of());
    }
    var folded = Folded.of(said.text());
    var all = Folding.plain(said.text());
    var words = all.stream().filter(word -> !POLITE.contains(word)).toList();
    if (words.isEmpty()) {
      return said.text().contains("?") ? new Repair(Kind.REPEAT, said, words, true) : none(said, words);
    }
    var kind = RepairWords.ALL.of(all);
    kind = kind == Kind.NONE ? RepairWords.ALL.of(words) : kind;
    if (kind != Kind.NONE) {
      return new Repair(kind, said, words, true);
    }
    boolean why = words.getFirst().equals("why") || startsWith(words, "de", "ce") || startsWith(words, "di", "ce")
        || startsWith(words, "la", "ce") || startsWith(words, "what", "for");
    if (why && asks(words, ASKING_WHY, about)) {
      return new Repair(Kind.WHY, said, words, true);
    }
    if (HOW.contains(words.getFirst()) && words.size() > 1 && asks(words, ASKING_HOW, about)) {
      return new Repair(Kind.EXPLAIN, said, words, true);
    }
    return correction(said, folded, words);
  }

  private static Repair correction(Said said, Folded folded, List<String> words) {
    var text = folded.text();
    var instead = INSTEAD.matcher(text);
    if (instead.matches()) {
      return correcting(said, folded, instead.start(2), words, true).insteadOf(instead.group(1));
    }
    var strong = STRONG.matcher(text);
    if (strong.matches()) {
      return correcting(said, folded, strong.start(1), words, true);
    }
    var turned = TURNED.matcher(text);
    if (turned.matches()) {
      return correcting(said, folded, turned.start(1), turned.end(1), words, false).insteadOf(turned.group(2));
    }
    var only = ONLY.matcher(text);
    if (only.matches()) {
      return correcting(said, folded, only.start(1), words, false);
    }
    var twice = TWICE.matcher(text);
    if (twice.matches()) {
      return correcting(said, folded, twice.start(1), words, false);
    }
    var weak = WEAK.matcher(text);
    return weak.matches() ? correcting(said, folded, weak.start(1), words, false) : none(said, words);
  }

  private static Repair correcting(Said said, Folded folded, int from, List<String> words, boolean strong) {
    return correcting(said, folded, from, folded.text().length(), words, strong);
  }

  private static Repair correcting(Said said, Folded folded, int from, int end, List<String> words, boolean strong) {
    var rest = folded.typed(from, end).strip();
    int start = said.text().indexOf(rest, folded.typed(0, from).length());
    var entities = said.entities().stream().filter(e -> e.start() >= start && e.end() <= start + rest.length())
        .map(e -> new Entity(e.key(), e.value(), e.start() - start, e.end() - start)).toList();
    return new Repair(Kind.CORRECT, new Said(rest, null, "", 0, entities), words, strong);
  }

  private Repair insteadOf(String word) {
    return new Repair(kind, rest, words, strong, word);
  }

  private static Repair none(Said said, List<String> words) {
    return new Repair(Kind.NONE, said, words, false);
  }

  /** Only words that ask, and words of what is asked about. */
  private static boolean asks(List<String> words, Set<String> asking, Supplier<Set<String>> about) {
    var others = words.stream().filter(word -> !asking.contains(word)).toList();
    return others.isEmpty() || others.stream().allMatch(word -> Nouns.among(word, about.get()));
  }

  private static boolean startsWith(List<String> words, String first, String second) {
    return words.size() > 1 && words.get(0).equals(first) && words.get(1).equals(second);
  }
}
