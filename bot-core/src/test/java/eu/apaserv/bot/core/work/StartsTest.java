package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That no second has more calls than the rate, with a clock that moves as the test says. */
class StartsTest {
  private static final long SECOND = 1_000_000_000;

  private long now;

  /** When calls that are ready then begin, in nanoseconds and in order; the first of those that wait asks again when it was told to. */
  private List<Long> begun(double perSecond, List<Long> ready) {
    now = 0;
    var starts = new Starts(new Pace(perSecond, Double.POSITIVE_INFINITY), () -> now);
    starts.allow(Integer.MAX_VALUE, Long.MAX_VALUE);
    var begun = new ArrayList<Long>();
    for (long at : ready.stream().sorted().toList()) {
      now = Math.max(now, at);
      for (long wait = starts.admit(); wait > 0; wait = starts.admit()) {
        now += wait;
      }
      begun.add(now);
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

  @ParameterizedTest
  @ValueSource(doubles = {1, 30, 80, 200, 1000})
  void whateverMakesCallsLateNoSecondHasMoreThanTheRate(double perSecond) {
    int count = (int) (60 * perSecond);
    var ready = late(perSecond, count);
    assertThat(CallTimes.mostInASecond(ready)).as("else this shows nothing").isGreaterThan((int) perSecond);
    var begun = begun(perSecond, ready);
    assertThat(begun).hasSize(count);
    assertThat(CallTimes.mostInASecond(begun)).isLessThanOrEqualTo((int) perSecond);
    assertThat(count / ((begun.getLast() - begun.getFirst()) / (double) SECOND)).as("of the rate")
        .isGreaterThanOrEqualTo(0.95 * perSecond);
  }

  @Test
  void callsAreSpreadEvenly() {
    var begun = begun(200, Collections.nCopies(400, 0L));
    assertThat(gaps(begun)).allSatisfy(gap -> assertThat(gap).isBetween(SECOND / 200, SECOND / 190));
  }

  @Test
  void aRateBelowOneASecondIsKeptOverItsOwnWhile() {
    assertThat(gaps(begun(0.5, List.of(0L, 0L, 0L)))).hasSize(2)
        .allSatisfy(gap -> assertThat(gap).isBetween(2 * SECOND, 2 * SECOND + SECOND / 10));
  }

  @Test
  void aRateThatIsNoWholeNumberIsNeverExceeded() {
    var begun = begun(2.5, List.of(0L, 0L, 0L, 0L, 0L));
    assertThat(CallTimes.mostInASecond(begun)).isEqualTo(2);
  }

  @Test
  void withoutAShareOrAfterItsLeaseNoneBegins() {
    var starts = new Starts(new Pace(10, Double.POSITIVE_INFINITY), () -> now);
    assertThat(starts.admit()).isEqualTo(Starts.NEVER);
    assertThat(starts.places(Duration.ofSeconds(1))).isZero();
    starts.allow(5, SECOND);
    assertThat(starts.admit()).isZero();
    now = SECOND;
    assertThat(starts.admit()).isEqualTo(Starts.NEVER);
    assertThat(starts.hasShare()).isFalse();
  }

  @Test
  void asManyPlacesAreSeenAheadAsThereAre() {
    var starts = new Starts(new Pace(100, Double.POSITIVE_INFINITY), () -> now);
    starts.allow(100, Long.MAX_VALUE);
    assertThat(starts.places(Duration.ofMillis(300))).isEqualTo(starts.most(Duration.ofMillis(300))).isBetween(29, 30);
    starts.allow(1, Long.MAX_VALUE);
    assertThat(starts.admit()).isZero();
    assertThat(starts.places(Duration.ofMillis(300))).isZero();
    assertThat(starts.early(Duration.ofMillis(300))).isBetween(700_000_000L, 800_000_000L);
  }

  /** What may have been begun with a share that was larger counts until its last call does not. */
  @Test
  void aShareThatShrankIsToldWhileItsCallsCount() {
    var starts = new Starts(new Pace(100, Double.POSITIVE_INFINITY), () -> now);
    starts.allow(100, 3 * SECOND);
    now = SECOND;
    starts.allow(50, 4 * SECOND);
    now = 3 * SECOND / 2;
    starts.allow(50, 5 * SECOND);
    assertThat(starts.ask("paper").busiest()).isEqualTo(100);
    assertThat(starts.hasNews()).isFalse();
    now = 2 * SECOND + SECOND / 10;
    assertThat(starts.hasNews()).as("others may have the rest").isTrue();
    assertThat(starts.ask("paper").busiest()).isEqualTo(50);
    now = 7 * SECOND;
    assertThat(starts.ask("paper").busiest()).as("long after its lease").isZero();
  }

  private static List<Long> gaps(List<Long> begun) {
    return IntStream.range(1, begun.size()).mapToObj(n -> begun.get(n) - begun.get(n - 1)).toList();
  }
}
