package eu.apaserv.bot.conversations.place;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A house number: 14, 14A, 14 bis.
 *
 * @param suffix in lower-case letters and digits; empty for none
 */
public record HouseNumber(int number, String suffix) implements Comparable<HouseNumber> {
  private static final Pattern FIRST = Pattern.compile("([0-9]{1,5})(.*)", Pattern.DOTALL);
  private static final Comparator<HouseNumber> ORDER = Comparator.comparingInt(HouseNumber::number)
      .thenComparing(HouseNumber::suffix);

  /** Reads it; empty where there is no number ("FN", "fără număr"). */
  public static Optional<HouseNumber> of(@Nullable String written) {
    var first = FIRST.matcher(written == null ? "" : written);
    return first.find()
        ? Optional.of(new HouseNumber(Integer.parseInt(first.group(1)), String.join("", PlaceWords.of(first.group(2)))))
        : Optional.empty();
  }

  public boolean isOdd() {
    return number % 2 == 1;
  }

  @Override
  public int compareTo(HouseNumber other) {
    return ORDER.compare(this, other);
  }
}
