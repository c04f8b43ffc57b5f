package eu.apaserv.bot.core.understanding;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Tells which of the choices just offered a typed answer means: its number, "a doua", "ultima", "cea mai mare", "cea din
 * mai", "the one on Oituz", its title with typing errors or only the word that tells it from the others, a yes or a no.
 * Where two could be meant, or the answer says more than which one, it means none: the rest of understanding decides.
 */
public final class ChoiceFinder {
  private static final int LONGEST = 80;
  private static final int MOST_WORDS = 10;
  /** "-5" and "5%" are figures and no places in a list. */
  private static final Pattern COUNTED = Pattern.compile("[^-+%,/*=]*|.*(?i:-a|-lea)\\b.*");

  private ChoiceFinder() {}

  /**
   * Finds the choice that is meant.
   *
   * @param text as typed
   * @param offered in the order they were shown
   * @return its place in {@code offered}, from 0; empty when none or several could be meant
   */
  public static OptionalInt find(String text, List<ChoiceTitle> offered) {
    if (offered.isEmpty() || text.length() > LONGEST) {
      return OptionalInt.empty();
    }
    var plain = ChoiceTitle.plain(text);
    var exact = IntStream.range(0, offered.size()).filter(i -> offered.get(i).plainTitle().equals(plain)).findFirst();
    if (exact.isPresent() || plain.isEmpty()) {
      return exact;
    }
    var place = ChoiceWords.number(plain);
    if (place.isPresent()) {
      return COUNTED.matcher(text).matches() ? within(place, offered.size()) : OptionalInt.empty();
    }
    var consent = Consent.of(plain);
    if (consent.isPresent()) {
      return agreeing(consent.get(), offered);
    }
    var words = ChoiceWords.meant(plain);
    var found = words.isEmpty() || words.size() > MOST_WORDS ? OptionalInt.empty() : described(words, offered);
    return found.isPresent() && contradicts(plain, offered.get(found.getAsInt())) ? OptionalInt.empty() : found;
  }

  /** "Da, e corect" is not "Nu, corectez", whatever word they share. */
  private static boolean contradicts(String plain, ChoiceTitle choice) {
    var said = Consent.of(plain.split(" ", 2)[0]);
    return said.isPresent() && choice.answer().isPresent() && !said.equals(choice.answer());
  }

  private static OptionalInt described(List<String> words, List<ChoiceTitle> offered) {
    var titled = titled(words, offered);
    if (titled.isPresent()) {
      return titled;
    }
    var place = ChoiceWords.place(words, offered.size());
    if (place.isPresent() && common(place.get().rest(), offered)) {
      return OptionalInt.of(place.get().place());
    }
    var order = ChoiceWords.order(words);
    return order.isPresent() && common(order.get().rest(), offered)
        ? ChoiceFigures.extreme(order.get().order(), offered)
        : OptionalInt.empty();
  }

  /** The one choice that has every word; one that has them in its title before one that only explains itself by them. */
  private static OptionalInt titled(List<String> words, List<ChoiceTitle> offered) {
    var inTitle = having(words, offered, false);
    if (inTitle.length == 1) {
      return OptionalInt.of(inTitle[0]);
    }
    if (inTitle.length > 1) {
      return single(IntStream.of(inTitle).filter(i -> offered.get(i).titleWords() <= words.size()).toArray());
    }
    return single(having(words, offered, true));
  }

  private static int[] having(List<String> words, List<ChoiceTitle> offered, boolean anywhere) {
    return IntStream.range(0, offered.size())
        .filter(i -> words.stream().allMatch(w -> offered.get(i).has(w, anywhere))).toArray();
  }

  /** Words beside "the second" must fit all the choices ("the second bill" among bills), or another thing is meant. */
  private static boolean common(List<String> rest, List<ChoiceTitle> offered) {
    return rest.stream().allMatch(w -> offered.stream().allMatch(o -> o.has(w, true)));
  }

  private static OptionalInt agreeing(boolean yes, List<ChoiceTitle> offered) {
    return single(IntStream.range(0, offered.size())
        .filter(i -> offered.get(i).answer().equals(Optional.of(yes))).toArray());
  }

  private static OptionalInt within(OptionalInt place, int size) {
    int number = place.getAsInt();
    return number >= 1 && number <= size ? OptionalInt.of(number - 1) : OptionalInt.empty();
  }

  private static OptionalInt single(int[] places) {
    return places.length == 1 ? OptionalInt.of(places[0]) : OptionalInt.empty();
  }
}
