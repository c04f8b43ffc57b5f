package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  /** How many rows each table has that a turn writes to. */
  private static final String EFFECTS = Stream.of("submitted_reading", "link_code", "link_try", "consent",
      "account_link", "outbox", "payment_attempt", "payment_allocation", "ticket", "ticket_reporter",
      "ticket_photo", "water_report", "hand_over")
      .map(table -> "'%s ' || (select count(*) from %s)".formatted(table, table))
      .collect(Collectors.joining(", ", "select concat_ws(', ', ", ")"));

  private static Vertx vertx;
  private static Stage stage;
  private static Playbill playbill;
  /** What each story left in the tables when it was played on its first channel. */
  private static final Map<String, String> effects = new HashMap<>();

  @BeforeAll
  static void open() throws IOException {
    vertx = Vertx.vertx();
    stage = Stage.remembering(vertx, Sample.load());
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
      var played = playbill.onAll(story, TranscriptsTest::effects);
      effects.put(story.name(), played.firstEntry().getValue().look());
      var written = story.written(Playbill.merged(story, played));
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
      var once = effects.computeIfAbsent(story.name(),
          _ -> playbill.on(story, channel, false, TranscriptsTest::effects).look());
      assertThat(playbill.on(story, channel, true, TranscriptsTest::effects).look()).isEqualTo(once);
    }));
  }

  private static String effects(Database database) {
    return database.first(row -> row.getString(0), EFFECTS).orElseThrow();
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
