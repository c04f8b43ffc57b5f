package eu.apaserv.bot.docker.bench;

import java.util.OptionalDouble;
import java.util.function.IntFunction;

/**
 * Looks for the highest rate that is kept up with: up by halves until one is too high, or down until one is not, then
 * between.
 */
final class Highest {
  private static final double STEP = 1.5;
  private static final int BETWEEN = 2;
  /** Turns a second; less is no rate to speak of. */
  private static final int LEAST = 20;

  private final IntFunction<OptionalDouble> attempt;

  /** @param attempt runs at a rate; gives what it came to, empty when it was too high */
  Highest(IntFunction<OptionalDouble> attempt) {
    this.attempt = attempt;
  }

  /**
   * @param from the rate to begin with
   * @return turns a second; 0 when even the lowest was too high
   */
  double find(int from) {
    var reached = attempt.apply(from);
    return reached.isPresent() ? above(from, reached.getAsDouble()) : below(from);
  }

  private double above(double kept, double reachedThere) {
    double low = kept;
    double best = reachedThere;
    for (var reached = attempt.apply((int) (low * STEP)); reached
        .isPresent(); reached = attempt.apply((int) (low * STEP))) {
      best = reached.getAsDouble();
      low *= STEP;
    }
    return between(low, low * STEP, best);
  }

  private double below(double tooHigh) {
    for (double rate = tooHigh / STEP; rate >= LEAST; rate /= STEP) {
      var reached = attempt.apply((int) rate);
      if (reached.isPresent()) {
        return between(rate, rate * STEP, reached.getAsDouble());
      }
    }
    return 0;
  }

  private double between(double kept, double tooHigh, double reachedThere) {
    double low = kept;
    double high = tooHigh;
    double best = reachedThere;
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
