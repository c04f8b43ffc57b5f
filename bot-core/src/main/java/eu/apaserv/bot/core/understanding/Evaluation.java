package eu.apaserv.bot.core.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well messages were understood. All shares are 0 to 1, and NaN where there was nothing to measure.
 *
 * @param messages how many there were
 * @param accuracy messages whose best guess was right
 * @param macroF1 the mean of the intents' F1, so that rare ones count as much as common ones
 * @param outOfScopeRecall messages out of scope that were told so
 * @param falseRejections messages of ours that were told to be out of scope
 * @param entityF1 of (key, value) pairs
 * @param microseconds a message, on one thread in steady state
 * @param confusions what was taken for what, the most frequent first
 * @param misses each message that was understood wrongly
 */
public record Evaluation(int messages, double accuracy, double macroF1, double outOfScopeRecall, double falseRejections,
    double entityF1, double microseconds, List<Confusion> confusions, List<Miss> misses) {
  private static final int WARM_UP = 20_000;

  public Evaluation {
    confusions = List.copyOf(confusions);
    misses = List.copyOf(misses);
  }

  /** An intent taken for another. */
  public record Confusion(String meant, String understood, int times) {}

  /** A message understood wrongly: what was meant and what came out, intent and entities. */
  public record Miss(String text, String meant, String understood) {}

  /**
   * Measures an understanding.
   *
   * @param keys the entities that count; others are for the dialogue only
   */
  public static Evaluation of(Understanding understanding, List<Labelled> messages, Set<String> keys,
      Watcher watcher) {
    var tally = new Tally(keys);
    messages.forEach(m -> tally.add(m, understanding.understand(m.text(), m.language())));
    return tally.evaluation(microseconds(understanding, messages, watcher));
  }

  private static double microseconds(Understanding understanding, List<Labelled> messages, Watcher watcher) {
    int rounds = Math.max(1, WARM_UP / Math.max(1, messages.size())) + 3;
    long best = Long.MAX_VALUE;
    for (int round = 0; round < rounds; round++) {
      watcher.at("measuring", (double) round / rounds, messages.size() + " messages");
      long start = System.nanoTime();
      for (var message : messages) {
        understanding.understand(message.text(), message.language());
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best / 1e3 / Math.max(1, messages.size());
  }

  /** The values of each key that counts. */
  private static Map<String, List<String>> entities(Understood understood, Set<String> keys) {
    var values = new HashMap<String, List<String>>();
    for (var entity : understood.entities()) {
      if (keys.contains(entity.key())) {
        values.computeIfAbsent(entity.key(), _ -> new ArrayList<>()).add(entity.value());
      }
    }
    return values;
  }

  /** Counts while messages go by. */
  private static final class Tally {
    private final Set<String> keys;
    private final Map<String, int[]> intents = new HashMap<>();
    private final Map<String, Map<String, Integer>> confusions = new HashMap<>();
    private final List<Miss> misses = new ArrayList<>();
    private int messages;
    private int right;
    private int outside;
    private int outsideTold;
    private int rejected;
    private int entitiesMeant;
    private int entitiesFound;
    private int entitiesRight;

    private Tally(Set<String> keys) {
      this.keys = keys;
    }

    private void add(Labelled meant, Understood understood) {
      var intent = understood.best().intent();
      messages++;
      right += intent.equals(meant.intent()) ? 1 : 0;
      boolean none = intent.equals(Understood.OUT_OF_SCOPE);
      if (meant.intent().equals(Understood.OUT_OF_SCOPE)) {
        outside++;
        outsideTold += none ? 1 : 0;
      } else {
        rejected += none ? 1 : 0;
      }
      count(meant.intent(), 0);
      count(intent, 1);
      count(intent, intent.equals(meant.intent()) ? 2 : 3);
      if (!intent.equals(meant.intent())) {
        confusions.computeIfAbsent(meant.intent(), _ -> new HashMap<>()).merge(intent, 1, Integer::sum);
      }
      var entities = entities(understood, keys);
      boolean same = compare(meant, entities);
      if (!intent.equals(meant.intent()) || !same) {
        misses.add(new Miss(meant.text(), meant.intent() + " " + meant.entities(), intent + " " + entities));
      }
    }

    private boolean compare(Labelled meant, Map<String, List<String>> found) {
      var pairs = pairs(meant.entities());
      var foundPairs = pairs(found);
      entitiesMeant += pairs.size();
      entitiesFound += foundPairs.size();
      boolean same = pairs.equals(foundPairs);
      pairs.retainAll(foundPairs);
      entitiesRight += pairs.size();
      return same;
    }

    private static Set<String> pairs(Map<String, List<String>> entities) {
      var pairs = new HashSet<String>();
      entities.forEach((key, values) -> values.forEach(value -> pairs.add(key + "=" + value)));
      return pairs;
    }

    private void count(String intent, int what) {
      intents.computeIfAbsent(intent, _ -> new int[4])[what]++;
    }

    private Evaluation evaluation(double microseconds) {
      double f1 = intents.values().stream().filter(c -> c[0] > 0).mapToDouble(c -> 2.0 * c[2] / (c[0] + c[1])).average()
          .orElse(Double.NaN);
      var worst = new ArrayList<Confusion>();
      confusions
          .forEach((meant, others) -> others.forEach((other, times) -> worst.add(new Confusion(meant, other, times))));
      worst.sort(Comparator.comparingInt(Confusion::times).reversed().thenComparing(Confusion::meant)
          .thenComparing(Confusion::understood));
      return new Evaluation(messages, share(right, messages), f1, share(outsideTold, outside),
          share(rejected, messages - outside), share(2 * entitiesRight, entitiesMeant + entitiesFound), microseconds,
          worst,
          misses);
    }

    private static double share(int part, int whole) {
      return whole == 0 ? Double.NaN : (double) part / whole;
    }
  }
}
