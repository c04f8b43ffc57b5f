package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That no second has more calls than the rate, with a clock that moves as the test says. */
class StartsTest {
  private static final long SECOND = 1_000_000_000;

  private long now;

  /** When calls that are ready then begin, in nanoseconds and in order; who has to wait asks again when it was told to. */
  private List<Long> begun(double perSecond, List<Long> ready) {
    var starts = new Starts(new Pace(perSecond, Double.POSITIVE_INFINITY), () -> now);
    var waiting = new PriorityQueue<>(Comparator.<Long>naturalOrder());
    waiting.addAll(ready);
    var begun = new ArrayList<Long>();
    while (!waiting.isEmpty()) {
      now = waiting.remove();
      long wait = starts.admit();
      if (wait > 0) {
        waiting.add(now + wait);
      } else {
        begun.add(now);
      }
    }
    return begun;
  }

  /** Moments as they are given out, each made late by chance, and all of a while by a pause of the machine each 5 seconds. */
  private static List<Long> late(double perSecond, int count) {
    var random = new Random(7);
    return IntStream.range(0, count).mapToObj(n -> {
      long moment = (long) (n * SECOND / (0.96 * perSecond));
      long late = moment + random.nextInt(50_000_000);
      long pause = late / (5 * SECOND) * 5 * SECOND + 4 * SECOND;
      return late > pause && late < pause + SECOND * 7 / 10 ? pause + SECOND * 7 / 10 : late;
    }).toList();
  }

  private static long mostInASecond(List<Long> times) {
    var sorted = times.stream().sorted().toList();
    int first = 0;
    long most = 0;
    for (int n = 0; n < sorted.size(); n++) {
      while (sorted.get(n) - sorted.get(first) >= SECOND) {
        first++;
      }
      most = Math.max(most, n - first + 1L);
    }
    return most;
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 30, 80, 200, 1000})
  void whateverMakesCallsLateNoSecondHasMoreThanTheRate(double perSecond) {
    int count = (int) (60 * perSecond);
    var ready = late(perSecond, count);
    assertThat(mostInASecond(ready)).as("else this shows nothing").isGreaterThan((long) perSecond);
    var begun = begun(perSecond, ready);
    assertThat(begun).hasSize(count);
    assertThat(mostInASecond(begun)).isLessThanOrEqualTo((long) perSecond);
    assertThat(count / ((begun.getLast() - begun.getFirst()) / (double) SECOND)).as("of the rate")
        .isGreaterThanOrEqualTo(0.95 * perSecond);
  }

  @Test
  void whatLeavesAtItsMomentsNeverWaits() {
    var moments = IntStream.range(0, 5000).mapToObj(n -> (long) (n * SECOND / (0.96 * 200))).toList();
    assertThat(begun(200, moments)).isEqualTo(moments);
  }

  @Test
  void aRateBelowOneASecondIsKeptOverItsOwnWhile() {
    assertThat(begun(0.5, List.of(0L, 0L, 0L))).containsExactly(0L, 2 * SECOND, 4 * SECOND);
  }

  @Test
  void aRateThatIsNoWholeNumberIsNeverExceeded() {
    var begun = begun(2.5, List.of(0L, 0L, 0L, 0L, 0L));
    assertThat(mostInASecond(begun)).isEqualTo(2);
  }
}
