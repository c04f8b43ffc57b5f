package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code docs/dialogue.md} promises of repair is told in both languages. */
class RepairStoriesTest {
  private static final Path TABLE = Path.of("..", "docs", "dialogue.md");
  private static final Path STORIES = Path.of("src/test/resources/transcripts");
  private static final int FEWEST = 30;

  /**
   * A row: what it is, and a story that begins in each language.
   *
   * @param says the key of a text that both say; empty when no text of its own tells it
   */
  private record Row(String repair, String romanian, String english, String says) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream().dropWhile(line -> !line.startsWith("| repair |")).skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
        .map(cells -> new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4))).toList();
  }

  private static Story story(String name) throws IOException {
    return Story.read(STORIES.resolve(name + ".txt"));
  }

  @Test
  void everyRepairIsToldInBothLanguages() throws IOException {
    var rows = rows();
    assertThat(rows).hasSizeGreaterThanOrEqualTo(FEWEST);
    for (var row : rows) {
      assertThat(story(row.romanian()).headers().getOrDefault("language", "ro")).as(row.romanian()).isEqualTo("ro");
      assertThat(story(row.english()).headers()).as(row.english()).containsEntry("language", "en");
      assertThat(row.romanian()).as(row.repair()).isNotEqualTo(row.english());
    }
  }

  @Test
  void bothStoriesSayWhatTheRowNames() throws IOException {
    for (var row : rows()) {
      if (!row.says().isEmpty()) {
        says(row.romanian(), Language.RO, row.says());
        says(row.english(), Language.EN, row.says());
      }
    }
  }

  /** A text up to its first slot. */
  private static void says(String story, Language language, String key) throws IOException {
    var pattern = Chat.TEXTS.pattern(language, key);
    assertThat(pattern).as(key).isNotBlank();
    var begins = pattern.substring(0, pattern.indexOf('{') < 0 ? pattern.length() : pattern.indexOf('{'));
    assertThat(Files.readString(STORIES.resolve(story + ".txt"))).as(story + " says " + key).contains(begins);
  }
}
