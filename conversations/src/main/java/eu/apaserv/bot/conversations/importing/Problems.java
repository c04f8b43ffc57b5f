package eu.apaserv.bot.conversations.importing;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong. Of a file that is wrong throughout, the first thousand lines say enough; the rest is counted. */
final class Problems {
  private static final int KEPT_OF_A_FILE = 1000;

  private final List<Problem> kept = new ArrayList<>();
  private final Map<String, Integer> ofFile = new HashMap<>();
  private long count;

  void add(Problem problem) {
    count++;
    if (ofFile.merge(problem.file(), 1, Integer::sum) <= KEPT_OF_A_FILE) {
      kept.add(problem);
    }
  }

  boolean none() {
    return count == 0;
  }

  /** How many there are, also of those not kept. */
  long count() {
    return count;
  }

  /** File by file in the order they were read, line by line. */
  List<Problem> kept() {
    var order = kept.stream().map(Problem::file).distinct().toList();
    return kept.stream().sorted(Comparator.comparingInt((Problem problem) -> order.indexOf(problem.file()))
        .thenComparingLong(Problem::line)).toList();
  }
}
