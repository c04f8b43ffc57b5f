package eu.apaserv.bot.core.store;

import com.ibm.icu.text.SpoofChecker;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Names of staff as people read them: what looks like a colleague's name is no name for another. */
public final class StaffNames {
  private static final int LONGEST = 60;
  /** By Unicode's own list (UTS 39): letters of other alphabets, digits and signs that are read as one another. */
  private static final SpoofChecker LOOKS = new SpoofChecker.Builder().build();
  private static final IntPredicate READ = Character::isLetterOrDigit;

  private StaffNames() {}

  /** Whether it is a name at all: not too long, something to read in it, and nothing that cannot be seen. */
  public static boolean isFit(String name) {
    return name.length() <= LONGEST && name.codePoints().anyMatch(READ) && name.codePoints().noneMatch(
        StaffNames::isUnseen);
  }

  /** Reads the other way round, shows nothing, or something else on each machine. */
  private static boolean isUnseen(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
          Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
        true;
      default -> false;
    };
  }

  /** Which of them it would be taken for; none where it is one of them: that name was given already. */
  static Optional<String> alike(String name, List<String> given) {
    return given.contains(name) ? Optional.empty() : given.stream().filter(other -> alike(name, other)).findFirst();
  }

  /* Capitals are read as capitals, small letters as small ones, and people take either for the other. */
  private static boolean alike(String one, String other) {
    return looks(one, small(one)).equals(looks(other, small(other))) || looks(one, one).equals(looks(other, other));
  }

  /** Accents, blanks, hyphens and case do not count; of what has nothing to read, nothing is left out. */
  private static String looks(String name, String written) {
    var seen = small(bare(LOOKS.getSkeleton(bare(written))));
    return seen.isEmpty() ? name : seen;
  }

  private static String small(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String bare(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKD).codePoints().filter(READ)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
  }
}
