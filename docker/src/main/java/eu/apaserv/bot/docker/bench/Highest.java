package eu.apaserv.bot.docker.bench;

import java.util.OptionalDouble;
import java.util.function.IntFunction;

/** Looks for the highest rate that is kept up with: up by halves until one is too high, then between. */
final class Highest {
  private static final double STEP = 1.5;
  private static final int BETWEEN = 2;

  private final IntFunction<OptionalDouble> attempt;

  /** @param attempt runs at a rate; gives what it came to, empty when it was too high */
  Highest(IntFunction<OptionalDouble> attempt) {
    this.attempt = attempt;
  }

  /**
   * @param from the rate to begin with
   * @return turns a second; 0 when even the first rate was too high
   */
  double find(int from) {
    double best = 0;
    double low = from / STEP;
    double high = from;
    for (var reached = attempt.apply((int) high); reached.isPresent(); reached = attempt.apply((int) high)) {
      best = reached.getAsDouble();
      low = high;
      high *= STEP;
    }
    for (int i = 0; i < BETWEEN; i++) {
      double middle = Math.sqrt(low * high);
      var reached = attempt.apply((int) middle);
      if (reached.isPresent()) {
        best = reached.getAsDouble();
        low = middle;
      } else {
        high = middle;
      }
    }
    return best;
  }
}
