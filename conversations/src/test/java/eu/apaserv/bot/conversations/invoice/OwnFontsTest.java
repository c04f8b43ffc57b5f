package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnFontsTest {
  /** The program on a machine where nobody has installed a font: Java keeps what it has seen of fonts in the user's home. */
  @Test
  void chartsAreDrawnWhereTheSystemHasNoFonts(@TempDir Path home) throws Exception {
    var none = Files.writeString(home.resolve("fonts.conf"),
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig></fontconfig>");
    var drawing = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Djava.awt.headless=true", "-Duser.home=" + home, "-cp", System.getProperty("java.class.path"),
        Drawing.class.getName(), home.resolve("chart.png").toString()).redirectErrorStream(true)
        .redirectOutput(home.resolve("output").toFile());
    drawing.environment().put("FONTCONFIG_FILE", none.toString());
    var process = drawing.start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(home.resolve("output"))).isZero();
    assertThat(ImageIO.read(home.resolve("chart.png").toFile()).getWidth()).isEqualTo(800);
  }

  /** Draws one chart into the file that is named. */
  static final class Drawing {
    private Drawing() {}

    public static void main(String[] arguments) throws IOException {
      var history = new WaterHistory(List.of(new WaterHistory.Month(YearMonth.of(2026, 10), BigDecimal.TEN, false)));
      Files.write(Path.of(arguments[0]), new WaterChart().draw(history, "1010028", Language.RO));
    }
  }
}
