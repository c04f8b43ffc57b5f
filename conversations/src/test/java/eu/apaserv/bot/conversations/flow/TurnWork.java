package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.flow.Chat.Scene;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What a turn costs beside the database: understanding, replay and rendering of every message of the stories that changes
 * nothing, over real flows and texts, with the answers of the database at hand. The time on the processor counts: others may
 * be busy too. Not part of the build; run it with
 * {@code mvn -pl conversations -am test -Dtest=TurnWork -Dsurefire.failIfNoSpecifiedTests=false}.
 */
class TurnWork {
  private static final Path FOLDER = Path.of("src/test/resources/transcripts");
  private static final int WARM_UP = Integer.getInteger("warmup", 200_000);
  private static final int MEASURED = Integer.getInteger("measured", 200_000);
  private static final long GOAL_MICROS = 300;

  @Test
  void aTurnsOwnWorkTakesAtMostThreeHundredMicrosecondsInNinetyNineOfAHundred() throws IOException {
    var vertx = Vertx.vertx();
    try (var stage = Stage.remembering(vertx, Sample.load())) {
      var scenes = scenes(stage);
      var random = new Random(1);
      for (int i = 0; i < WARM_UP; i++) {
        scenes.get(random.nextInt(scenes.size())).take();
      }
      long asked = stage.asked();
      var nanos = new long[MEASURED];
      var cpu = new long[MEASURED];
      var thread = ManagementFactory.getThreadMXBean();
      long replies = 0;
      var least = new long[scenes.size()];
      Arrays.fill(least, Long.MAX_VALUE);
      for (int i = 0; i < MEASURED; i++) {
        int kind = random.nextInt(scenes.size());
        var scene = scenes.get(kind);
        long worked = thread.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        replies += scene.take().replies().size();
        nanos[i] = System.nanoTime() - began;
        cpu[i] = thread.getCurrentThreadCpuTime() - worked;
        least[kind] = Math.min(least[kind], cpu[i]);
      }
      assertThat(stage.asked()).as("statements while measuring").isEqualTo(asked);
      assertThat(replies).isPositive();
      tell("on the processor", scenes.size(), cpu);
      tell("by the clock", scenes.size(), nanos);
      dearest(scenes, least);
      assertThat(at(cpu, 0.99)).as("p99 in microseconds").isLessThanOrEqualTo(GOAL_MICROS);
    } finally {
      Database.await(vertx.close());
    }
  }

  private static void tell(String how, int scenes, long[] nanos) {
    Arrays.sort(nanos);
    System.out.printf(Locale.ROOT, "%d turns of %d kinds, %s: mean %.0f, p50 %.0f, p90 %.0f, p99 %.0f, p99.9 %.0f µs%n",
        nanos.length, scenes, how, Arrays.stream(nanos).average().orElse(0) / 1e3, at(nanos, 0.5), at(nanos, 0.9),
        at(nanos, 0.99), at(nanos, 0.999));
  }

  /** Where to look next when it takes too long. */
  private static void dearest(List<Scene> scenes, long[] least) {
    IntStream.range(0, least.length).filter(kind -> least[kind] < Long.MAX_VALUE).boxed()
        .sorted(Comparator.comparingLong(kind -> -least[kind])).limit(10)
        .forEach(kind -> System.out.printf(Locale.ROOT, "%4d µs at least: %s%n", least[kind] / 1000,
            scenes.get(kind).content()));
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))] / 1e3;
  }

  /** The messages that can be taken again and again: the second time, nothing is asked of the database. */
  private static List<Scene> scenes(Stage stage) throws IOException {
    var scenes = new ArrayList<Scene>();
    var database = stage.fresh();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (var file : files.sorted().toList()) {
        var story = Story.read(file);
        if (!story.changesBilling()) {
          story.channels().forEach(channel -> gather(database, story, channel, scenes));
        }
      }
    }
    scenes.removeIf(scene -> {
      scene.take();
      long asked = stage.asked();
      scene.take();
      return stage.asked() > asked;
    });
    scenes.forEach(Scene::take);
    return scenes;
  }

  private static void gather(Database database, Story story, String channel, List<Scene> scenes) {
    var chat = new Chat(database, story, channel, false);
    for (var step : story.steps()) {
      // Stories before it have changed the data: one that taps what is not offered any more ends there.
      if (step.kind() == '>' && (!step.text().startsWith("[") || offers(chat, step.text()))) {
        scenes.add(chat.scene(step));
      } else if (step.kind() == '>') {
        return;
      }
      chat.play(step);
    }
  }

  private static boolean offers(Chat chat, String tapped) {
    var titles = List.of(tapped.substring(1, tapped.length() - 1).split("\\|"));
    return chat.shown().stream().anyMatch(choice -> titles.contains(choice.title()));
  }
}
