package eu.apaserv.bot.conversations.understanding;

import java.util.List;
import java.util.regex.Pattern;

/** What angry people say around a wish, folded: "hoților", "sunteți niște nesimțiți", "bunch of thieves". */
final class Insults {
  private static final String ONE = "(?:hot(?:i|ii|ilor|ule|omani)|nesimtit(?:i|ii|ilor|ule)|idiot(?:i|ii|ilor|ule|s)?|"
      + "prost(?:i|ii|ilor|ule)|imbecil(?:i|ilor)|cretin(?:i|ilor)|tampit(?:i|ilor)|incompetent(?:i|ilor)|"
      + "nenorocit(?:i|ii|ilor)|escroc(?:i|ilor)|bandit(?:i|ilor)|jigodii(?:lor)?|javre(?:lor)?|magari(?:lor)?|"
      + "rusine(?: sa va fie)?|thieves|crooks|morons|bastards|shame on you)";
  private static final String BEFORE = "(?:bai|ba|mai|mah|voi|ce|sunteti|numai|doar|niste|o|adunatura|de|you|are|all|a|bunch|"
      + "of|fucking|bloody)";
  /** For {@link eu.apaserv.bot.core.understanding.Wishes}: a clause that is nothing else. */
  static final String CLAUSE = "(?:" + BEFORE + " )*" + ONE + "(?: (?:si|and|ce|sunteti|voi|you|are|" + ONE + "))*";
  private static final Pattern WHOLE = Pattern.compile(CLAUSE);
  /** One of these stands in each: nearly no message has any, and each is asked about at both its ends. */
  private static final List<String> STEMS = List.of("hot", "nesimtit", "idiot", "prost", "imbecil", "cretin", "tampit",
      "incompetent", "nenorocit", "escroc", "bandit", "jigodi", "javre", "magar", "rusine", "thieves", "crooks",
      "morons",
      "bastards", "shame");

  private Insults() {}

  /** Whether these words are nothing else. */
  static boolean only(String words) {
    return Words.hasAny(words, STEMS) && WHOLE.matcher(words).matches();
  }
}
