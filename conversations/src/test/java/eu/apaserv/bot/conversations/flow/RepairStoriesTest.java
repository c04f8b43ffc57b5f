package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

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

  /** A row: what it is, and a story that begins in each language. */
  private record Row(String repair, String romanian, String english) {}

  private static List<Row> rows() throws IOException {
    return Files.readAllLines(TABLE).stream().dropWhile(line -> !line.startsWith("| repair |")).skip(2)
        .takeWhile(line -> line.startsWith("|"))
        .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).filter(cell -> !cell.isEmpty()).toList())
        .map(cells -> new Row(cells.get(0), cells.get(1), cells.get(2))).toList();
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
}
