package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a message fit to be kept for learning: only words everybody uses stay. Digits become {@code #}, codes and
 * addresses vanish, and so does every word nobody taught, for it may be a name; a mistyped one is kept as the word that was
 * meant. What is left says what was wanted, and nothing about who wanted it.
 */
public final class Masking {
  /** Stands for a word that was taken out. */
  public static final String GONE = "…";
  private static final int LONGEST = 300;
  private static final int MOST_DIGITS = 12;
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern ADDRESS = Pattern.compile("(?i).*(@|://|www\\.|\\.(ro|com|net|org|eu)\\b).*");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}'’]+");
  /** After these a name follows, known word or not. */
  private static final Set<String> NAMING = Set.of("numesc", "cheama", "numele", "subsemnatul", "subsemnata", "domnul",
      "doamna", "domnu", "dl", "dna", "dra", "mr", "mrs", "ms", "named", "called", "strada", "str", "satul", "comuna",
      "bloc", "bl", "scara", "sc", "aleea", "bulevardul");

  private final Normalizer normalizer;
  private final Speller speller;

  /** @param classifier whose words everybody uses */
  public Masking(Normalizer normalizer, Classifier classifier) {
    this.normalizer = normalizer;
    this.speller = classifier.vocabulary().speller();
  }

  /** The message without what must not be kept; empty when nothing is left to learn from. */
  public String mask(String message) {
    var kept = new ArrayList<String>();
    boolean shouted = message.equals(message.toUpperCase(Locale.ROOT));
    boolean named = false;
    boolean begins = true;
    for (var token : SPACE.split(message.substring(0, Math.min(message.length(), Folded.MAX_LENGTH)).strip(), -1)) {
      if (ADDRESS.matcher(token).matches()) {
        kept.add(GONE);
        continue;
      }
      var words = WORD.matcher(token);
      while (words.find()) {
        boolean capital = !begins && !shouted && Character.isUpperCase(words.group().codePointAt(0));
        var folded = Folded.of(words.group()).text();
        kept.add(named || capital ? hidden(words.group()) : masked(words.group(), folded));
        named = NAMING.contains(folded);
        begins = false;
      }
      begins |= token.endsWith(".") || token.endsWith("!") || token.endsWith("?");
    }
    return joined(kept);
  }

  /** A masked message as it is learned: its digits count as digits, what was taken out as nothing. */
  public static String learnable(String masked) {
    return masked.replace('#', '0').replace(GONE, " ").strip();
  }

  private static String hidden(String word) {
    return digits(word) ? "#".repeat(Math.min(MOST_DIGITS, word.length())) : GONE;
  }

  private String masked(String typed, String folded) {
    if (typed.codePoints().anyMatch(Character::isDigit)) {
      return hidden(typed);
    }
    if (NAMING.contains(folded)) {
      return typed.toLowerCase(Locale.ROOT);
    }
    var meant = normalizer.words(Folded.of(folded)).stream().map(speller::correct).toList();
    if (meant.isEmpty() || !meant.stream().allMatch(speller.counts()::containsKey)) {
      return GONE;
    }
    return meant.size() == 1 && meant.getFirst().equals(folded)
        ? typed.toLowerCase(Locale.ROOT)
        : String.join(" ", meant);
  }

  private static boolean digits(String word) {
    return word.codePoints().allMatch(Character::isDigit);
  }

  /** Empty when no word is left; what was taken out side by side is shown once. */
  private static String joined(List<String> kept) {
    var text = new StringBuilder();
    boolean any = false;
    var last = "";
    for (var word : kept) {
      if (!(word.equals(GONE) && last.equals(GONE)) && text.length() + word.length() < LONGEST) {
        text.append(text.isEmpty() ? "" : " ").append(word);
      }
      any |= Character.isLetter(word.codePointAt(0));
      last = word;
    }
    return any ? text.toString() : "";
  }
}
