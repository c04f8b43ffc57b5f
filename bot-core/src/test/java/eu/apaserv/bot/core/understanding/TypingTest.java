package eu.apaserv.bot.core.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class TypingTest {
  private static final String LETTERS = "aqwz";

  @Test
  void aWordIsNearWhereItsDistanceIsAtMostOne() {
    var random = new Random(29);
    int near = 0;
    for (int n = 0; n < 200_000; n++) {
      var typed = word(random);
      var meant = word(random);
      boolean expected = Typing.distance(typed, meant) <= 1;
      near += expected ? 1 : 0;
      assertThat(Typing.isNear(typed, meant)).as("%s, %s", typed, meant).isEqualTo(expected);
    }
    assertThat(near).isGreaterThan(10_000);
  }

  private static String word(Random random) {
    var word = new StringBuilder();
    for (int length = random.nextInt(7); length > 0; length--) {
      word.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return word.toString();
  }
}
