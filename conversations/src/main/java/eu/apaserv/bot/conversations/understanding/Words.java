package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Typing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Numbers and months written in words, folded. */
final class Words {
  private static final Map<String, Integer> NUMBERS = new HashMap<>();
  private static final Map<String, Integer> MONTHS = new HashMap<>();
  private static final int SHORTEST_MISTYPED = 6;
  /** Words a letter away from a month. */
  private static final Set<String> NO_MONTHS = Set.of("martea", "martii", "martin", "martir", "marite", "marine",
      "anuala", "anuale", "augusta", "deceniu", "decenii", "membrii", "membri");

  static {
    numbers(1, "un", "una", "unu", "o", "one");
    numbers(2, "doi", "doua", "two");
    numbers(3, "trei", "three");
    numbers(4, "patru", "four");
    numbers(5, "cinci", "five");
    numbers(6, "sase", "six");
    numbers(7, "sapte", "seven");
    numbers(8, "opt", "eight");
    numbers(9, "noua", "nine");
    numbers(10, "zece", "ten");
    numbers(11, "unsprezece", "unspe", "eleven");
    numbers(12, "doisprezece", "douasprezece", "doispe", "douaspe", "twelve");
    months(1, "ianuarie", "ian", "ianuar", "january", "jan", "genar");
    months(2, "februarie", "febuarie", "februar", "feb", "febr", "february", "faur");
    months(3, "martie", "mart", "mar", "march");
    months(4, "aprilie", "april", "apr");
    months(5, "mai", "may");
    months(6, "iunie", "iun", "june", "jun");
    months(7, "iulie", "iul", "july", "jul");
    months(8, "august", "aug");
    months(9, "septembrie", "sept", "sep", "september");
    months(10, "octombrie", "octom", "oct", "october", "octobrie");
    months(11, "noiembrie", "noiem", "nov", "noembrie", "november");
    months(12, "decembrie", "dec", "december");
  }

  private static final Pattern ENGLISH = Pattern
      .compile(
          "\\b(?:the|my|can|can'?t|cannot|could|do|don'?t|we|you|who|what|where|when|how|with|for|have|i'm|it's|is|time)\\b");

  private Words() {}

  /** 1 to 12. */
  static Optional<Integer> number(String word) {
    return Optional.ofNullable(NUMBERS.get(word));
  }

  /** 1 to 12; a long name also with a typing error. */
  static Optional<Integer> month(String word) {
    var month = MONTHS.get(word);
    if (month != null || word.length() < SHORTEST_MISTYPED || NO_MONTHS.contains(word)) {
      return Optional.ofNullable(month);
    }
    return MONTHS.entrySet().stream().filter(m -> m.getKey().length() >= SHORTEST_MISTYPED
        && m.getKey().charAt(0) == word.charAt(0) && Typing.distance(word, m.getKey()) <= (word.length() < 8 ? 1 : 2))
        .map(Map.Entry::getValue).findFirst();
  }

  private static void numbers(int value, String... words) {
    for (var word : words) {
      NUMBERS.put(word, value);
    }
  }

  private static void months(int value, String... words) {
    for (var word : words) {
      MONTHS.put(word, value);
    }
  }

  /** Whether one of these stands anywhere in it: much cheaper than an expression. */
  static boolean hasAny(String text, List<String> parts) {
    for (var part : parts) {
      if (text.contains(part)) {
        return true;
      }
    }
    return false;
  }

  /** Of a message that one of our grammars knows: English by the small words that Romanian has not. */
  static Language language(String line) {
    return ENGLISH.matcher(line).find() ? Language.EN : Language.RO;
  }

  /** The same, where other words are English as well. */
  static Language language(String line, Pattern english) {
    return english.matcher(line).find() ? Language.EN : language(line);
  }

  /** Without the sentence marks at its end. */
  static String unmarked(String text) {
    int end = text.length();
    while (end > 0 && ".!?".indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return text.substring(0, end);
  }
}
