package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.flow.Scrutiny.Fault;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.RememberedReads;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ten thousand messages of every kind break nothing. {@code -Dseed=…} walks elsewhere, {@code -Dturns=…} further; what
 * breaks is told as the shortest story that breaks it.
 */
class WalkTest {
  private static final long SEED = Long.getLong("seed", 20261127);
  private static final int TURNS = Integer.getInteger("turns", 10_000);
  private static final int STEPS = 50;
  /** One step in so many is looked at from all sides. */
  private static final int THOROUGH = 12;
  private static final int MOST_REPLAYS = 300;
  /** So many kinds of fault are enough for one walk. */
  private static final int MOST_FAULTS = 8;

  private static Vertx vertx;
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    vertx = Vertx.vertx();
    stage = Stage.remembering(vertx, Sample.load(), new RememberedReads());
  }

  @AfterAll
  static void close() {
    stage.close();
    Database.await(vertx.close());
  }

  @Test
  void tenThousandMessagesBreakNothing() {
    long began = System.nanoTime();
    int turns = 0;
    var broken = new TreeMap<String, String>();
    for (int walk = 0; turns < TURNS && broken.size() < MOST_FAULTS; walk++) {
      var typist = new Typist(SEED * 1_000_003 + walk);
      var head = typist.story("walk-" + SEED + "-" + walk);
      var walked = new Walk(stage.fresh(), head);
      for (int step = 0; step < STEPS; step++) {
        var fault = walked.take(typist.next(walked.chat()), step % THOROUGH == THOROUGH - 1);
        if (fault.isPresent()) {
          broken.computeIfAbsent(fault.get().kind(), _ -> told(head, walked.steps(), fault.get()));
          break;
        }
      }
      turns += walked.turns();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(Locale.ROOT, "Walked %d turns from seed %d in %.1f s (%.0f turns/s)%n", turns, SEED, seconds,
        turns / seconds);
    assertThat(broken.values()).as("Seed " + SEED + ", the shortest stories that break something").isEmpty();
  }

  private static String told(Story head, List<Story.Step> steps, Fault fault) {
    var shortest = shortened(head, steps, fault);
    var story = new Story(head.name(), head.comments(), head.headers(), shortest);
    return fault.kind() + ": " + fault.detail() + "\n\n"
        + story.written(shortest.stream().map(_ -> List.<String>of()).toList());
  }

  /** Leaves out as much as can be left out: halves, quarters, single steps. */
  private static List<Story.Step> shortened(Story head, List<Story.Step> steps, Fault fault) {
    var shortest = new ArrayList<>(steps);
    int replays = 0;
    for (int size = Math.max(1, shortest.size() / 2); size >= 1; size /= 2) {
      for (int from = 0; from < shortest.size() && replays < MOST_REPLAYS;) {
        var without = new ArrayList<>(shortest.subList(0, from));
        without.addAll(shortest.subList(Math.min(from + size, shortest.size()), shortest.size()));
        replays++;
        if (again(head, without).filter(f -> f.kind().equals(fault.kind())).isPresent()) {
          shortest = without;
        } else {
          from += size;
        }
      }
    }
    return shortest;
  }

  private static Optional<Fault> again(Story head, List<Story.Step> steps) {
    var walk = new Walk(stage.fresh(), head);
    for (var step : steps) {
      var fault = walk.take(step, true);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }
}
