package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StyleTest {
  private static final String ADDRESS = "Strada Mihai Eminescu nr. 94, bloc B12, scara A, Târgu Neamț";

  @Test
  void linesBreakAtSpacesAndKeepEveryWord() {
    List<String> lines = Style.BODY.wrap(ADDRESS, 90, 10);
    assertThat(lines).hasSizeGreaterThan(2).allMatch(line -> Style.BODY.width(line) <= 90);
    assertThat(String.join(" ", lines)).isEqualTo(ADDRESS);
  }

  @Test
  void aWordLongerThanALineIsBrokenAndTooManyLinesAreCut() {
    assertThat(String.join("", Style.BODY.wrap("x".repeat(200), 90, 99))).hasSize(200);
    assertThat(Style.BODY.wrap(ADDRESS, 60, 2)).hasSize(2).last().asString().endsWith("…");
    assertThat(Style.BODY.wrap("", 60, 2)).containsExactly("");
  }

  @Test
  void nothingIsWiderThanItsColumn() {
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      String text = random.ints(random.nextInt(80), 32, 0x2500).mapToObj(Character::toString)
          .collect(Collectors.joining());
      float width = 30 + random.nextInt(200);
      Style style = Style.STRONG.fitting(text, width);
      assertThat(style.width(style.cut(text, width))).isLessThanOrEqualTo(width + 0.01f);
      assertThat(Style.BODY.wrap(text, width, 5)).allMatch(line -> Style.BODY.width(line) <= width + 0.01f);
    }
  }

  @Test
  void printableTextHasNoControlsAndNoDirectionMarks() {
    assertThat(Printable.of("a\r\nb\tc")).isEqualTo("a  b c");
    assertThat(Printable.of("\u202E123\u202C\u200B")).isEqualTo("123");
    assertThat(Printable.of("s\u0326\u0163")).isEqualTo("șț");
    assertThat(Printable.of("漢")).isEqualTo("□");
    assertThat(Printable.of("\uD83D")).isEqualTo("□");
    assertThat(Printable.of("x".repeat(5000))).hasSizeLessThan(700);
  }
}
