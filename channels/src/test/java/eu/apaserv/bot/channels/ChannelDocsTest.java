package eu.apaserv.bot.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tables of docs/channels.md name tests and payloads that are there, and leave no cell empty. */
class ChannelDocsTest {
  private static final Pattern METHOD = Pattern.compile("#([a-z][A-Za-z0-9]+)");
  private static final Pattern PAYLOAD = Pattern.compile("\\b([a-z0-9_]+)\\.json");

  @ParameterizedTest
  @CsvSource({"WhatsApp,whatsapp", "Telegram,telegram"})
  void everyRowOfATableNamesWhatProvesIt(String section, String payloads) {
    var tests = sources();
    var rows = section(section).lines().filter(line -> line.startsWith("| ") && !line.contains("test row")).toList();
    assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> {
      var cells = row.split("\\|", 0);
      assertThat(cells).as(row).hasSize(4).allSatisfy(cell -> assertThat(cell.length() > 1 || cell.isEmpty()).isTrue());
      assertThat(METHOD.matcher(cells[3]).find() || PAYLOAD.matcher(cells[3]).find()).as(row).isTrue();
      METHOD.matcher(row).results().forEach(m -> assertThat(tests).as(row).contains("void " + m.group(1) + "("));
      PAYLOAD.matcher(row).results().forEach(
          m -> assertThat(Path.of("src/test/resources/payloads", payloads, m.group(1) + ".json")).as(row).exists());
    });
  }

  @ParameterizedTest
  @CsvSource({"WhatsApp,whatsapp", "Telegram,telegram"})
  void noPayloadIsWithoutItsRow(String section, String payloads) throws IOException {
    var text = section(section);
    try (var files = Files.list(Path.of("src/test/resources/payloads", payloads))) {
      var cases = files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".json"))
          .filter(f -> !f.matches("(wrong_shape|bad|unknown|batch|text|news)_.*")).toList();
      assertThat(cases).isNotEmpty().allSatisfy(name -> assertThat(text).contains(name));
    }
  }

  private static String section(String name) {
    var text = read(Path.of("../docs/channels.md"));
    var from = text.indexOf("\n## " + name + "\n");
    assertThat(from).as("the section " + name).isPositive();
    var to = text.indexOf("\n## ", from + 4);
    return to < 0 ? text.substring(from) : text.substring(from, to);
  }

  private static String sources() {
    return Stream.of(Path.of("src/test/java"), Path.of("../bot-core/src/test/java")).flatMap(ChannelDocsTest::files)
        .map(ChannelDocsTest::read).collect(Collectors.joining("\n"));
  }

  private static Stream<Path> files(Path folder) {
    try (var all = Files.walk(folder)) {
      return List.copyOf(all.filter(f -> f.toString().endsWith(".java")).toList()).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
