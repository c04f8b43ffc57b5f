package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestMethodOrder;
import org.jspecify.annotations.Nullable;

/**
 * Every story, on every channel it names. {@code -Dupdate} writes the files anew: read the difference;
 * {@code -Dstories=repair-.*} plays only those, while one is written.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TranscriptsTest {
  /** Of all lines and branches of the flows and their questions. */
  private static final double COVERED = 0.95;
  private static final Path FOLDER = Path.of("src/test/resources/transcripts");
  private static final String UNKNOWN = "9999901";
  private static final @Nullable String ONLY = System.getProperty("stories");
  private static final List<String> EFFECTS = List.of("submitted_reading", "link_code", "link_try", "consent",
      "account_link", "outbox", "payment_attempt", "payment_allocation", "ticket", "ticket_reporter",
      "ticket_photo", "water_report", "hand_over");

  private static Vertx vertx;
  private static Stage stage;
  private static Playbill playbill;

  @BeforeAll
  static void open() throws IOException {
    vertx = Vertx.vertx();
    stage = new Stage(vertx, Sample.load());
    playbill = new Playbill(stage);
    StepCoverage.begin();
  }

  @AfterAll
  static void close() {
    var parts = playbill.smsParts();
    System.out.println(parts.size() + " different SMS in the stories; of more than one part:");
    parts.forEach((text, count) -> {
      if (count > 1) {
        System.out.println("  " + count + " parts, " + text);
      }
    });
    stage.close();
    Database.await(vertx.close());
  }

  private static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".txt")).filter(TranscriptsTest::wanted).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static boolean wanted(Path file) {
    return ONLY == null || file.getFileName().toString().replace(".txt", "").matches(ONLY);
  }

  @TestFactory
  @Order(1)
  Stream<DynamicTest> stories() {
    return files().stream().map(file -> DynamicTest.dynamicTest(Story.read(file).name(), () -> {
      var story = Story.read(file);
      var written = story.written(playbill.play(story));
      if (System.getProperty("update") != null) {
        Files.writeString(file, written);
      }
      assertThat(written).isEqualTo(Files.readString(file));
    }));
  }

  /** Printed by the build; a question or branch that no story takes is not proved to read well. */
  @Test
  @Order(2)
  void theStoriesTakeEveryStepOfTheFlows() {
    assumeTrue(ONLY == null, "some stories take some steps");
    var rows = StepCoverage.rows();
    System.out.println(StepCoverage.printed(rows));
    assertThat(rows.getLast().share()).as(StepCoverage.printed(rows)).isGreaterThanOrEqualTo(COVERED);
  }

  @TestFactory
  @Order(3)
  Stream<DynamicTest> aTurnTakenTwiceHasItsEffectsOnce() {
    return files().stream().map(Story::read).map(story -> DynamicTest.dynamicTest(story.name(), () -> {
      var channel = story.channels().getFirst();
      assertThat(playbill.on(story, channel, true, TranscriptsTest::effects).look())
          .isEqualTo(playbill.on(story, channel, false, TranscriptsTest::effects).look());
    }));
  }

  private static String effects(Database database) {
    return EFFECTS.stream().map(table -> table + " "
        + database.first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow())
        .collect(Collectors.joining(", "));
  }

  @Test
  @Order(3)
  void anUnknownClientCodeIsAnsweredLikeAnother() {
    for (var name : List.of("link-wrong-codes", "link-and-resend", "link-locked", "index-unlinked")) {
      var story = Story.read(FOLDER.resolve(name + ".txt"));
      var known = story.written(playbill.play(story.replacing("{code}", "111111")));
      var unknown = story.written(playbill.play(story.replacing("{code}", "111111").replacing("1010028", UNKNOWN)));
      assertThat(unknown.replace(UNKNOWN, "1010028")).isEqualTo(known);
    }
  }
}
