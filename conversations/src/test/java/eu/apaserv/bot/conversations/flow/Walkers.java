package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.flow.Scrutiny.Fault;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * People who walk at random, several at once so that nobody waits for the database alone. Each has a seed of their own
 * and finds the data as it was loaded, so each can be played again without the others.
 */
final class Walkers {
  private static final int AT_ONCE = Math.max(2, 2 * Runtime.getRuntime().availableProcessors());
  private static final int STEPS = 50;
  /** One step in so many is looked at from all sides. */
  private static final int THOROUGH = 12;
  private static final int MOST_REPLAYS = 300;
  /** So many kinds of fault are enough for one walk. */
  private static final int MOST_FAULTS = 8;

  /**
   * What came of it.
   *
   * @param turns messages that were answered, also those that were only tried
   * @param broken by kind of fault, the shortest story that shows it
   */
  record Walked(int people, long turns, long statements, Map<String, String> broken) {}

  private final Vertx vertx;
  private final String sample;
  private final long seed;
  private final AtomicInteger next = new AtomicInteger();
  private final LongAdder people = new LongAdder();
  private final LongAdder turns = new LongAdder();
  private final LongAdder statements = new LongAdder();
  private final Map<String, String> broken = new ConcurrentSkipListMap<>();

  Walkers(Vertx vertx, String sample, long seed) {
    this.vertx = vertx;
    this.sample = sample;
    this.seed = seed;
  }

  /** Walks as these people, the last one left out. */
  Walked walk(int from, int to) {
    next.set(from);
    try (var threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, to - from))) {
      var lanes = new ArrayList<java.util.concurrent.Future<?>>();
      for (int lane = 0; lane < Math.min(AT_ONCE, to - from); lane++) {
        lanes.add(threads.submit(() -> lane(to)));
      }
      for (var lane : lanes) {
        lane.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException("The walk from seed " + seed + " did not end", e);
    }
    return new Walked(people.intValue(), turns.sum(), statements.sum(), broken);
  }

  /** One person after another, over a copy of the data that nobody else writes to. */
  private void lane(int to) {
    try (var stage = Stage.remembering(vertx, sample)) {
      for (int number = next.getAndIncrement(); number < to && broken.size() < MOST_FAULTS;) {
        person(stage, number);
        number = next.getAndIncrement();
      }
      statements.add(stage.asked());
    }
  }

  private void person(Stage stage, int number) {
    var typist = new Typist(seed * 1_000_003 + number);
    var head = typist.story("walk-" + seed + "-" + number);
    var walk = new Walk(stage.fresh(), head);
    for (int step = 0; step < STEPS; step++) {
      var fault = walk.take(typist.next(walk.chat()), step % THOROUGH == THOROUGH - 1);
      if (fault.isPresent()) {
        broken.computeIfAbsent(fault.get().kind(), _ -> "-Dseed=" + seed + " -Dwalk=" + number + ", "
            + told(stage, head, walk.steps(), fault.get()));
        break;
      }
    }
    people.increment();
    turns.add(walk.turns());
  }

  private static String told(Stage stage, Story head, List<Story.Step> steps, Fault fault) {
    var shortest = shortened(stage, head, steps, fault);
    var story = new Story(head.name(), head.comments(), head.headers(), shortest);
    return fault.kind() + ": " + fault.detail() + "\n\n"
        + story.written(shortest.stream().map(_ -> List.<String>of()).toList());
  }

  /** Leaves out as much as can be left out: halves, quarters, single steps. */
  private static List<Story.Step> shortened(Stage stage, Story head, List<Story.Step> steps, Fault fault) {
    var shortest = new ArrayList<>(steps);
    int replays = 0;
    for (int size = Math.max(1, shortest.size() / 2); size >= 1; size /= 2) {
      for (int from = 0; from < shortest.size() && replays < MOST_REPLAYS;) {
        var without = new ArrayList<>(shortest.subList(0, from));
        without.addAll(shortest.subList(Math.min(from + size, shortest.size()), shortest.size()));
        replays++;
        if (again(stage, head, without).filter(f -> f.kind().equals(fault.kind())).isPresent()) {
          shortest = without;
        } else {
          from += size;
        }
      }
    }
    return shortest;
  }

  private static Optional<Fault> again(Stage stage, Story head, List<Story.Step> steps) {
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
