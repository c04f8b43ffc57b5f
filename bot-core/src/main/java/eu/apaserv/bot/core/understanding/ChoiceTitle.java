package eu.apaserv.bot.core.understanding;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words a choice was offered with, made comparable with an answer typed by hand. */
public final class ChoiceTitle {
  private static final Pattern SPLIT = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern AMOUNT = Pattern
      .compile("(\\d{1,3}(?:[. ]\\d{3})+|\\d+)(?:[.,](\\d{2}))? ?(?:lei|ron)\\b");
  private static final Pattern NUMBER = Pattern
      .compile("(?<![\\p{L}\\d.,])(\\d{1,9})(?:,(\\d{1,2}))?(?![\\p{L}\\d]|[.,]\\d)");
  private static final Pattern CODE = Pattern.compile("\\b([a-z]{1,4})(\\d{5,12})\\b");
  private static final int ONE_ERROR_FROM = 5;
  private static final int TWO_ERRORS_FROM = 8;
  private static final int STEM = 4;
  private static final int LONGEST_ENDING = 3;

  private final String title;
  private final String whole;
  private @Nullable Set<String> inTitle;
  private @Nullable Set<String> anywhere;

  private ChoiceTitle(String title, String whole) {
    this.title = title;
    this.whole = whole;
  }

  /**
   * A choice as it was shown.
   *
   * @param title what could be tapped
   * @param description the second line, or null
   */
  public static ChoiceTitle of(String title, @Nullable String description) {
    var folded = Folded.of(title).text();
    return new ChoiceTitle(folded.strip(),
        description == null ? folded : folded + " " + Folded.of(description).text());
  }

  /** Folded, its spaces and marks made single spaces: what two texts are compared by. */
  static String plain(String text) {
    var folded = Folded.of(text).text();
    var words = SPLIT.matcher(folded).replaceAll(" ").strip();
    return words.isEmpty() ? folded.strip() : words;
  }

  String plainTitle() {
    return plain(title);
  }

  int titleWords() {
    return SPLIT.split(title).length;
  }

  /** Whether it has this word, give or take an ending or a typing error; numbers are the same or they are others. */
  boolean has(String word, boolean alsoDescription) {
    var words = alsoDescription ? anywhere() : inTitle();
    return words.contains(word) || words.stream().anyMatch(w -> alike(word, w));
  }

  private Set<String> inTitle() {
    if (inTitle == null) {
      inTitle = words(title);
    }
    return inTitle;
  }

  /** Looked for only where no title has the words. */
  private Set<String> anywhere() {
    if (anywhere == null) {
      anywhere = words(whole);
    }
    return anywhere;
  }

  /** Whether it says yes or no: "Da, trimite". */
  Optional<Boolean> answer() {
    var first = title.split("[,.!:;–-]", 2)[0];
    return Consent.of(plain(first));
  }

  /** What it costs, or the only number in it. */
  Optional<BigDecimal> figure() {
    var amount = AMOUNT.matcher(whole);
    if (amount.find()) {
      return Optional.of(decimal(amount.group(1), amount.group(2)));
    }
    var number = NUMBER.matcher(title);
    if (!number.find()) {
      return Optional.empty();
    }
    var value = decimal(number.group(1), number.group(2));
    return number.find() ? Optional.empty() : Optional.of(value);
  }

  /** The month of the first date in it. */
  Optional<YearMonth> month() {
    return ChoiceDates.months(whole).stream().filter(m -> m.getYear() > 0).findFirst();
  }

  private static BigDecimal decimal(String units, @Nullable String part) {
    return new BigDecimal(units.replaceAll("\\D", "") + "." + (part == null ? "0" : part));
  }

  /** A title's words, the letters and the digits of its codes also apart, and the names of the months of its dates. */
  private static Set<String> words(String text) {
    var words = new LinkedHashSet<String>(List.of(SPLIT.split(text)));
    words.remove("");
    var codes = CODE.matcher(text);
    while (codes.find()) {
      words.add(codes.group(1));
      words.add(codes.group(2));
    }
    var months = new ArrayList<String>();
    ChoiceDates.months(text).forEach(m -> months.addAll(ChoiceDates.names(m)));
    words.addAll(months);
    return words;
  }

  private static boolean alike(String typed, String word) {
    int shorter = Math.min(typed.length(), word.length());
    if (shorter < ONE_ERROR_FROM - 1 || !letters(typed) || !letters(word) || ChoiceDates.isMonth(typed)) {
      return false;
    }
    boolean ending = typed.regionMatches(0, word, 0, Math.max(STEM, shorter - 1))
        && Math.abs(typed.length() - word.length()) <= LONGEST_ENDING;
    int longer = Math.max(typed.length(), word.length());
    int errors = shorter >= TWO_ERRORS_FROM ? 2 : longer >= ONE_ERROR_FROM ? 1 : 0;
    return ending || (errors > 0 && Math.abs(typed.length() - word.length()) <= errors
        && Typing.distance(typed, word) <= errors);
  }

  private static boolean letters(String word) {
    return word.chars().allMatch(Character::isLetter);
  }
}
