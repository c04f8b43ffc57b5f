package eu.apaserv.bot.conversations.place;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A name's words, in lower-case letters and digits without accents. */
final class PlaceWords {
  private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036f]");
  private static final Pattern BETWEEN = Pattern.compile("[^a-z0-9]+");

  private PlaceWords() {}

  static List<String> of(String name) {
    var plain = ACCENTS.matcher(Normalizer.normalize(name, Normalizer.Form.NFD)).replaceAll("")
        .toLowerCase(Locale.ROOT);
    return Stream.of(BETWEEN.split(plain, -1)).filter(word -> !word.isEmpty()).toList();
  }

  /**
   * The words that tell names apart.
   *
   * @param silent left out, unless nothing else is there
   * @param written what abbreviations stand for
   */
  static String form(String name, Set<String> silent, Map<String, String> written) {
    var words = of(name);
    var meant = words.stream().filter(word -> !silent.contains(word)).toList();
    return (meant.isEmpty() ? words : meant).stream().map(word -> written.getOrDefault(word, word))
        .collect(Collectors.joining(" "));
  }
}
