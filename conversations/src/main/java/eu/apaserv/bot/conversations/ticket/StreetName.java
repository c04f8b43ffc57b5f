package eu.apaserv.bot.conversations.ticket;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Street names as they are compared: "Bd. Șt. cel Mare" and "bulevardul Stefan cel Mare" are one. */
public final class StreetName {
  /** What kind of way it is, and titles: they are left out as often as they are written. */
  private static final Set<String> SILENT = Set.of("strada", "str", "strazii", "stradela", "bulevardul", "bulevard",
      "bd",
      "bdul", "b", "dul", "aleea", "alee", "piata", "calea", "soseaua", "sos", "fundatura", "intrarea", "dr", "gen",
      "general", "generalul", "prof", "ing", "col", "colonel", "av", "nr");
  private static final Map<String, String> SHORT = Map.of("tg", "targu", "sf", "sfantu", "st", "stefan", "al",
      "alexandru", "m", "mihai");

  private StreetName() {}

  /** What names of the same street have in common; empty when nothing is left of it. */
  public static String key(String name) {
    var plain = Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    var words = Stream.of(plain.split("[^a-z0-9]+", -1)).filter(word -> !word.isEmpty()).toList();
    var meant = words.stream().filter(word -> !SILENT.contains(word)).toList();
    return joined(meant.isEmpty() ? words : meant);
  }

  private static String joined(List<String> words) {
    return words.stream().map(word -> SHORT.getOrDefault(word, word)).collect(Collectors.joining(" "));
  }
}
