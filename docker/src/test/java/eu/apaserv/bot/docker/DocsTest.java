package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import eu.apaserv.bot.conversations.privacy.PersonalTables;
import eu.apaserv.bot.docker.command.BotCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What README.md, CHANGELOG.md and docs name is there, and what an operator has to know of is named. */
class DocsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> MODULES = List.of("bot-core", "channels", "conversations", "docker");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Test|Contract))`");
  private static final Pattern SCRIPT = Pattern.compile("\\bV[12]_\\d+\\b");
  private static final Pattern CALL = Pattern.compile("\\./bot ([a-z][^`#|\\n]*)");
  private static final Pattern METRIC = Pattern
      .compile("(?:[bB]uilder|counter|waits)\\(\\s*\"(bot_[a-z_]+)\"");
  private static final Pattern NAMED_METRIC = Pattern.compile("`(bot_[a-z_]+)`");
  private static final Pattern TABLE = Pattern.compile("create (?:unlogged )?table (\\w+)");

  private static final Pattern SETTING = Pattern
      .compile("\\b(?:BOT|HTTP|PUBLIC|DATABASE|LOG|OTEL|WHATSAPP|TELEGRAM|TWILIO"
          + "|SMPP|SMS|SMTP|PAYMENTS|NETOPIA|EUPLATESC|OIDC|BUSINESS|CONSOLE|TRANSCRIPT|IMPORT|BILLING|API|WEBHOOKS)"
          + "_[A-Z_]*[A-Z]\\b");
  /** Of docker/.env: they are the proxy's. */
  private static final Pattern NOT_OURS = Pattern.compile("BOT_(HOST|TLS)");

  private final Map<String, String> docs = docs();

  @Test
  void everyLinkLeadsSomewhere() {
    docs.forEach((name, text) -> LINK.matcher(text).results().map(found -> found.group(1))
        .filter(link -> !link.startsWith("http")).forEach(link -> {
          var parts = link.split("#", 2);
          var target = parts[0].isEmpty() ? ROOT.resolve(name) : ROOT.resolve(name).resolveSibling(parts[0]);
          assertThat(target).as("%s: %s", name, link).exists();
          if (parts.length > 1) {
            assertThat(headings(read(target))).as("%s: %s", name, link).contains(parts[1]);
          }
        }));
  }

  private static Set<String> headings(String text) {
    return HEADING.matcher(text).results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void everyTestThatIsNamedIsThere() {
    var tests = files("src/test/java", ".java").map(file -> file.getFileName().toString().replace(".java", ""))
        .collect(Collectors.toSet());
    docs.forEach((name, text) -> assertThat(tests).as(name).containsAll(found(TEST, text)));
  }

  @Test
  void everyScriptOfTheTablesThatIsNamedIsThere() {
    var scripts = files("src/main/resources/db", ".sql")
        .map(file -> file.getFileName().toString().replaceFirst("__.*", "")).collect(Collectors.toSet());
    docs.forEach((name, text) -> assertThat(scripts).as(name)
        .containsAll(SCRIPT.matcher(text).results().map(MatchResult::group).toList()));
  }

  @Test
  void everySettingThatIsNamedIsThere() {
    var known = SettingTable.ALL.stream().map(Setting::name).collect(Collectors.toSet());
    docs.forEach((name, text) -> assertThat(SETTING.matcher(text).results().map(MatchResult::group)
        .filter(word -> !NOT_OURS.matcher(word).matches())
        .filter(word -> !known.contains(word) && !known.contains(word.replaceFirst("_FILE$", "")))).as(name).isEmpty());
  }

  @Test
  void everyCommandLineIsOneThatTheProgramTakes() {
    docs.forEach((name, text) -> CALL.matcher(text).results()
        .forEach(call -> assertThatCode(() -> follow(call.group(1).strip()))
            .as("%s: %s", name, call.group()).doesNotThrowAnyException()));
  }

  /** Down to the command; whatever begins with -- behind it must be one of its options. */
  private static void follow(String call) {
    var command = commands();
    for (var word : call.split("\\s+", 0)) {
      var next = command.getSubcommands().get(word);
      if (next != null) {
        command = next;
      } else if (word.startsWith("--")) {
        assertThat(command.getCommandSpec().optionsMap()).containsKey(word);
      } else if (command.getParent() == null) {
        throw new IllegalArgumentException(word);
      }
    }
  }

  private static CommandLine commands() {
    return new BotCommand().commandLine(Terminal.ofProcess());
  }

  @Test
  void everyCommandIsNamedSomewhere() {
    var all = String.join("\n", docs.values());
    var calls = commands().getSubcommands().entrySet().stream().flatMap(one -> Stream.concat(Stream.of(one.getKey()),
        one.getValue().getSubcommands().keySet().stream().map(below -> one.getKey() + "[ a-z`,|]*\\b" + below)));
    assertThat(calls.filter(call -> !Pattern.compile("\\./bot " + call + "\\b").matcher(all).find())).isEmpty();
  }

  @Test
  void theHandbookNamesEveryMetricAndTheDocumentsNoOther() {
    var sources = files("src/main/java", ".java").map(DocsTest::read).collect(Collectors.joining("\n"));
    var metrics = plain(found(METRIC, sources));
    assertThat(metrics).hasSizeGreaterThan(25);
    assertThat(plain(found(NAMED_METRIC, section("docs/handbook.md", "## Metrics")))).isEqualTo(metrics);
    var scripts = files("src/main/resources/db", ".sql").map(DocsTest::read).collect(Collectors.joining("\n"));
    docs.forEach((name, text) -> assertThat(found(NAMED_METRIC, text)).as(name)
        .allMatch(word -> metrics.containsAll(plain(Set.of(word))) || scripts.contains(word + "(")
            || sources.contains("\"" + word + "\"")));
  }

  /** As the program says them: Prometheus adds what they count. */
  private static Set<String> plain(Set<String> metrics) {
    return metrics.stream().map(name -> name.replaceFirst("_total$", "").replaceFirst("_seconds$", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyPageOfTheHandbookIsOfARuleThatThereIs() {
    var rules = found(Pattern.compile("- alert: (\\w+)"), read(Path.of("prometheus/alerts.yml")));
    assertThat(found(Pattern.compile("(?m)^### (\\w+)$"), section("docs/handbook.md", "## When it calls")))
        .isEqualTo(rules);
  }

  @Test
  void everyTableAboutPeopleIsInTheListOfWhatIsKept() {
    var text = section("docs/privacy.md", "# What is kept about a person");
    assertThat(PersonalTables.ALL.stream().flatMap(data -> data.tables().stream()).filter(table -> !has(text, table)))
        .isEmpty();
  }

  @Test
  void everyTableIsInTheHouse() {
    var text = section("docs/architecture.md", "## Where data lives");
    var tables = found(TABLE, files("src/main/resources/db", ".sql").map(DocsTest::read)
        .collect(Collectors.joining("\n")));
    assertThat(tables).hasSizeGreaterThan(80);
    assertThat(tables.stream().filter(table -> !has(text, table))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"bot-core,core", "channels,channels", "conversations,conversations", "docker,docker"})
  void everyRoomIsInTheHouse(String module, String root) throws IOException {
    var text = section("docs/architecture.md", "# The house as it is built");
    try (var rooms = Files.list(ROOT.resolve(module).resolve("src/main/java/eu/apaserv/bot").resolve(root))) {
      assertThat(rooms.filter(Files::isDirectory).map(room -> room.getFileName().toString())
          .filter(room -> !has(text, room))).isEmpty();
    }
  }

  /** What the handbook asks of a running container. */
  @Test
  void theToolsThatTheHandbookCallsAreInTheImage() {
    assertThat(read(ROOT.resolve("docs/handbook.md"))).contains("/opt/java/bin/jcmd");
    assertThat(read(Path.of("Dockerfile"))).contains("jdk.jcmd");
  }

  private static boolean has(String text, String word) {
    return Pattern.compile("\\b" + word + "\\b").matcher(text).find();
  }

  private String section(String name, String heading) {
    var text = docs.getOrDefault(name, "");
    var from = text.indexOf(heading + "\n");
    assertThat(from).as("%s: %s", name, heading).isNotNegative();
    var to = text.indexOf("\n## ", from + heading.length());
    return to < 0 ? text.substring(from) : text.substring(from, to);
  }

  private static Set<String> found(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(one -> one.group(1)).collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> docs() {
    var docs = new TreeMap<String, String>();
    try (var files = Files.list(ROOT.resolve("docs"))) {
      Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CHANGELOG.md")),
          files.filter(file -> file.toString().endsWith(".md")))
          .forEach(file -> docs.put(ROOT.relativize(file).toString(), read(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return docs;
  }

  /** Of all modules. */
  private static Stream<Path> files(String folder, String ending) {
    return MODULES.stream().map(module -> ROOT.resolve(module).resolve(folder)).filter(Files::isDirectory)
        .flatMap(top -> {
          try (var all = Files.walk(top)) {
            return all.filter(file -> file.toString().endsWith(ending)).toList().stream();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
