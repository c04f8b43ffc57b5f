package eu.apaserv.bot.core.store;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.message.Json;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The words of a message as they are looked for. Where messages are sealed, a keyed proof stands in place of each word, and
 * one of each beginning by which it can be found: who has only a copy of the database sees that two messages have the same
 * word, not which.
 */
final class SearchWords {
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final List<String> SAID = List.of("/body", "/caption", "/title", "/fileName", "/body/body");
  private static final String PURPOSE = "search";
  private static final int LONGEST_TEXT = 4000;
  private static final int MOST_WORDS = 8;
  private static final int LONG_ENOUGH_TO_GO_ON = 5;
  /** What goes on for longer is found by its first letters, or whole. */
  private static final int LONGEST_BEGINNING = 16;
  /** Of a proof: two of a million words share it once in ten thousand billion databases. */
  private static final int BYTES = 12;
  /** Before the figures, so that PostgreSQL takes none for a number. */
  private static final String A_WORD = "x";

  private final Seal seal;

  SearchWords(TranscriptSeal seal) {
    this.seal = seal.keys();
  }

  /** What there is to find of a message, given as JSON; empty of one that we cannot carry. */
  static String text(String json) {
    var all = Json.read(json, JsonNode.class);
    return all.path("kind").asText().equals("unsupported")
        ? ""
        : SAID.stream().map(all::at).filter(JsonNode::isTextual).map(JsonNode::asText).collect(Collectors.joining(" "));
  }

  /**
   * The proofs of a text's words with a space between them; null: they are kept as words.
   *
   * @param key the message itself is sealed with; null: it is not
   */
  @Nullable
  String proofs(String text, @Nullable String key) {
    if (key == null) {
      return null;
    }
    var found = new LinkedHashSet<String>();
    words(text.substring(0, Math.min(LONGEST_TEXT, text.length()))).forEach(word -> {
      found.add(word);
      for (int end = LONG_ENOUGH_TO_GO_ON; goesOn(word) && end < Math.min(word.length(), LONGEST_BEGINNING); end++) {
        found.add(word.substring(0, end));
      }
    });
    return found.stream().map(word -> proof(key, word)).collect(Collectors.joining(" "));
  }

  /**
   * What is asked as PostgreSQL's query: words joined by "and"; a long one may go on. Nothing of it is taken as a sign of
   * the query's language. With keys a word may stand there as it is, or as a proof by any of them.
   */
  String query(String asked) {
    return words(asked).limit(MOST_WORDS).map(this::asked).collect(Collectors.joining(" & "));
  }

  private String asked(String word) {
    var plain = "'" + word + "'" + (goesOn(word) ? ":*" : "");
    if (seal.names().isEmpty()) {
      return plain;
    }
    var ways = new ArrayList<>(List.of(plain));
    seal.names().forEach(key -> ways.add("'" + proof(key, word) + "'"));
    return "(" + String.join(" | ", ways) + ")";
  }

  private String proof(String key, String word) {
    return A_WORD + HexFormat.of().formatHex(seal.proof(key, PURPOSE, word), 0, BYTES);
  }

  private static boolean goesOn(String word) {
    return word.length() >= LONG_ENOUGH_TO_GO_ON && !word.matches("\\d+");
  }

  private static Stream<String> words(String text) {
    return BETWEEN_WORDS.splitAsStream(fold(text)).filter(word -> !word.isEmpty());
  }

  /** As the database's bot_fold. */
  private static String fold(String text) {
    return Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }
}
