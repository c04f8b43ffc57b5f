package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Charts of odd histories; they are left in target/charts to be looked at. */
class WaterChartTest {
  private static final Path FOLDER = Path.of("target/charts");
  private final WaterChart chart = new WaterChart();

  private static WaterHistory history(double... used) {
    return new WaterHistory(IntStream.range(0, used.length).mapToObj(i -> new WaterHistory.Month(
        YearMonth.of(2026, 10).minusMonths(used.length - 1L - i), BigDecimal.valueOf(used[i]), i % 4 == 2)).toList());
  }

  private BufferedImage drawn(String name, WaterHistory history, Language language) throws IOException {
    var bytes = chart.draw(history, "1010028", language);
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(name + ".png"), bytes);
    assertThat(bytes.length).as("a few kB").isLessThan(20_000);
    return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes)));
  }

  @Test
  void everyHistoryIsDrawn() throws IOException {
    var many = new double[25];
    for (int i = 0; i < many.length; i++) {
      many[i] = 4 + i % 5;
    }
    for (var one : List.of(history(many), history(8), history(0, 0, 0), history(5, 6, 4, 48),
        history(1234.5, 2345, 980),
        history(5, -3, 6), history())) {
      for (var language : Language.values()) {
        var image = drawn(one.months().size() + "-" + one.total().intValue() + language.name().toLowerCase(Locale.ROOT),
            one, language);
        assertThat(image.getWidth()).isEqualTo(800);
        assertThat(image.getRGB(3, 3) & 0xffffff).as("a white corner").isEqualTo(0xffffff);
      }
    }
  }

  @Test
  void theLargestMonthHasTheTallestBar() throws IOException {
    var image = drawn("bars", history(5, 10), Language.RO);
    assertThat(blue(image, 3)).isGreaterThan(blue(image, 1));
  }

  /** Bar pixels in the column of the middle of a slot's half; six slots are the fewest. */
  private static long blue(BufferedImage image, int half) {
    int x = 30 + 740 / 12 * half;
    return IntStream.range(0, image.getHeight()).map(y -> image.getRGB(x, y) & 0xffffff).filter(c -> c == 0x0b6fa4)
        .count();
  }
}
