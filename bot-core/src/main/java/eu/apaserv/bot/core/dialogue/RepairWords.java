package eu.apaserv.bot.core.dialogue;

import eu.apaserv.bot.core.understanding.Typing;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What people write to mend a conversation, from {@code dialogue/repair.txt}. */
final class RepairWords {
  /** What stands anywhere in a message, whatever else it says. */
  private static final Set<String> SIGNS = Set.of("rude", "foreign", "danger");
  static final RepairWords ALL = read();
  /** So many words of another language are no accident. */
  private static final int ENOUGH_FOREIGN = 2;
  /** One slip turns a shorter word into another one. */
  private static final int SHORTEST_MISTYPED = 6;
  private static final int MOST_MISTYPED = 4;

  private final Map<String, Repair.Kind> phrases;
  private final Set<String> rude;
  private final List<String> rudePhrases;
  private final Set<String> foreign;
  /** Between spaces, as whole words are looked for. */
  private final List<String> danger;
  private final Map<Integer, List<String>> byLength;

  private RepairWords(Map<String, Repair.Kind> phrases, Map<String, Set<String>> signs) {
    this.phrases = Map.copyOf(phrases);
    this.rude = Set.copyOf(signs.getOrDefault("rude", Set.of()));
    this.rudePhrases = rude.stream().filter(phrase -> phrase.contains(" ")).map(phrase -> " " + phrase + " ").toList();
    this.foreign = Set.copyOf(signs.getOrDefault("foreign", Set.of()));
    this.danger = signs.getOrDefault("danger", Set.of()).stream().map(phrase -> " " + phrase + " ").toList();
    this.byLength = phrases.keySet().stream().collect(Collectors.groupingBy(String::length));
  }

  private static RepairWords read() {
    var phrases = new HashMap<String, Repair.Kind>();
    var signs = new HashMap<String, Set<String>>();
    var stream = RepairWords.class.getResourceAsStream("/dialogue/repair.txt");
    if (stream == null) {
      throw new IllegalStateException("The words dialogue/repair.txt are missing from the program");
    }
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(':');
        if (line.startsWith("#") || colon < 0) {
          continue;
        }
        var kind = line.substring(0, colon);
        for (var phrase : line.substring(colon + 1).split("\\|", -1)) {
          var plain = String.join(" ", Folding.plain(phrase));
          if (SIGNS.contains(kind)) {
            signs.computeIfAbsent(kind, _ -> new HashSet<>()).add(plain);
          } else {
            phrases.put(plain, Repair.Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new RepairWords(phrases, signs);
  }

  /**
   * What these words mend, all of them together, one slip of the finger forgiven; {@link Repair.Kind#NONE} when they say
   * something else, or could be two things.
   */
  Repair.Kind of(List<String> words) {
    var said = String.join(" ", words);
    var exact = phrases.get(said);
    if (exact != null || said.length() < SHORTEST_MISTYPED || words.size() > MOST_MISTYPED) {
      return Objects.requireNonNullElse(exact, Repair.Kind.NONE);
    }
    var meant = IntStream.rangeClosed(said.length() - 1, said.length() + 1)
        .mapToObj(length -> byLength.getOrDefault(length, List.of())).flatMap(List::stream)
        .filter(phrase -> phrase.charAt(0) == said.charAt(0) && Typing.isNear(said, phrase)).map(phrases::get)
        .distinct().toList();
    return meant.size() == 1 ? meant.getFirst() : Repair.Kind.NONE;
  }

  /** Several words of a language we do not speak, or its own name alone. */
  boolean isForeign(List<String> words) {
    long known = words.stream().filter(foreign::contains).count();
    return known >= ENOUGH_FOREIGN || (known == 1 && words.size() == 1);
  }

  /** Somebody's life or health is at stake. */
  boolean isDanger(List<String> words) {
    var said = " " + String.join(" ", words) + " ";
    return danger.stream().anyMatch(said::contains);
  }

  boolean isRude(List<String> words) {
    var said = " " + String.join(" ", words) + " ";
    return words.stream().anyMatch(rude::contains) || rudePhrases.stream().anyMatch(said::contains);
  }
}
