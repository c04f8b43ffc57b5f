package eu.apaserv.bot.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables of docs/channels.md name tests and payloads that are there, and leave no cell empty. */
class ChannelDocsTest {
  private static final Path DOCS = Path.of("../docs/channels.md");
  /** The class may be left out: then it is the one that the table's head names. */
  private static final Pattern METHOD = Pattern.compile("([A-Z][A-Za-z0-9]+)?#([a-z][A-Za-z0-9]+)");
  private static final Pattern CLASS = Pattern.compile("\\b([A-Z][A-Za-z0-9]+(?:Test|Contract))\\b");
  private static final Pattern HEAD = Pattern.compile("test row \\(([A-Z][A-Za-z0-9]+)");
  private static final Pattern PARENT = Pattern.compile("(?:extends|implements) ([A-Z][A-Za-z0-9]+)");
  private static final Pattern PAYLOAD = Pattern.compile("\\b([a-z0-9_]+)\\.json");

  private final Map<String, String> tests = sources();

  @Test
  void everyTestThatIsNamedIsInItsClass() {
    var head = "";
    for (var line : read(DOCS).lines().toList()) {
      var table = HEAD.matcher(line);
      if (table.find()) {
        head = table.group(1);
      } else if (!line.startsWith("|")) {
        head = "";
      }
      for (var named : METHOD.matcher(line).results().toList()) {
        var owner = named.group(1) == null ? head : named.group(1);
        assertThat(has(owner, named.group(2))).as("%s has %s: %s", owner, named.group(2), line).isTrue();
      }
      CLASS.matcher(line).results().forEach(named -> assertThat(tests).as(line).containsKey(named.group(1)));
    }
  }

  /** By itself, or from what it extends. */
  private boolean has(String owner, String method) {
    var source = tests.getOrDefault(owner, "");
    if (source.contains("void " + method + "(")) {
      return true;
    }
    var head = source.substring(0, Math.max(0, source.indexOf("{\n")));
    return PARENT.matcher(head).results().anyMatch(parent -> has(parent.group(1), method));
  }

  @ParameterizedTest
  @CsvSource({"WhatsApp,whatsapp", "Telegram,telegram"})
  void everyRowOfATableNamesWhatProvesIt(String section, String payloads) {
    var rows = section(section).lines().filter(line -> line.startsWith("| ") && !line.contains("test row")).toList();
    assertThat(rows).hasSizeGreaterThan(20).allSatisfy(row -> {
      var cells = row.split("\\|", 0);
      assertThat(cells).as(row).hasSize(4).allSatisfy(cell -> assertThat(cell.length() > 1 || cell.isEmpty()).isTrue());
      assertThat(METHOD.matcher(cells[3]).find() || PAYLOAD.matcher(cells[3]).find()).as(row).isTrue();
      PAYLOAD.matcher(row).results().forEach(
          m -> assertThat(Path.of("src/test/resources/payloads", payloads, m.group(1) + ".json")).as(row).exists());
    });
  }

  /** The channels whose rows are tests and files of several kinds. */
  @ParameterizedTest
  @ValueSource(strings = {"SMS", "E-mail"})
  void everyRowNamesATestOrPayloads(String section) {
    var inTable = false;
    var rows = 0;
    for (var line : section(section).lines().toList()) {
      inTable = line.startsWith("|") && (inTable || line.contains("test row"));
      if (inTable && !line.contains("test row") && !line.startsWith("|---")) {
        var cells = line.split("\\|", 0);
        assertThat(cells).as(line).hasSize(4)
            .allSatisfy(cell -> assertThat(cell.isEmpty() || !cell.isBlank()).isTrue());
        assertThat(METHOD.matcher(cells[3]).find() || CLASS.matcher(cells[3]).find() || cells[3].contains("payloads/"))
            .as(line).isTrue();
        rows++;
      }
    }
    assertThat(rows).isGreaterThan(10);
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
    var text = read(DOCS);
    var from = text.indexOf("\n## " + name + "\n");
    assertThat(from).as("the section " + name).isPositive();
    var to = text.indexOf("\n## ", from + 4);
    return to < 0 ? text.substring(from) : text.substring(from, to);
  }

  /** What the tests of all modules say, by the names of their classes. */
  private static Map<String, String> sources() {
    var sources = new HashMap<String, String>();
    Stream.of("src/test/java", "../bot-core/src/test/java", "../conversations/src/test/java", "../docker/src/test/java")
        .map(Path::of).flatMap(ChannelDocsTest::files)
        .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), read(file)));
    return sources;
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
