package eu.apaserv.bot.docker.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class HighestTest {
  private final List<Integer> tried = new ArrayList<>();

  private double upTo(int most) {
    return new Highest(rate -> {
      tried.add(rate);
      return rate <= most ? OptionalDouble.of(rate) : OptionalDouble.empty();
    }).find(600);
  }

  @Test
  void aFasterOneIsLookedForUpwardsAndThenBetween() {
    assertThat(upTo(1000)).isEqualTo(996);
    assertThat(tried).containsExactly(600, 900, 1350, 1102, 996);
  }

  @Test
  void aSlowerOneIsLookedForDownwardsAndThenBetween() {
    assertThat(upTo(200)).isEqualTo(196);
    assertThat(tried).containsExactly(600, 400, 266, 177, 217, 196);
  }

  @Test
  void oneThatKeepsUpWithNothingEndsTheSearch() {
    assertThat(upTo(10)).isZero();
    assertThat(tried).startsWith(600).endsWith(23);
  }
}
