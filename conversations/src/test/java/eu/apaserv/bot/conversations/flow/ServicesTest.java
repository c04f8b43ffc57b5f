package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of services in docs says what there is: each flow, a story of it, and who may use it. */
class ServicesTest {
  private static final Path TABLE = Path.of("..", "docs", "services.md");
  private static final Path FLOWS = Path.of("src", "main", "java", "eu", "apaserv", "bot", "conversations", "flow");
  private static final Path STORIES = Path.of("src", "test", "resources", "transcripts");
  private static final Pattern FLOW = Pattern.compile("[A-Z]\\w*Flow");
  private static final Pattern NO_FLOW = Pattern.compile("any|every flow|the Router, in any state");
  private static final Pattern LEVEL = Pattern.compile("L[012].*|the chat .*");

  private record Service(String name, String flow, String stories, String access) {
    static Service of(String line) {
      var cells = Stream.of(line.substring(1, line.length() - 1).split("\\|", -1)).map(String::strip).toList();
      assertThat(cells).as(line).hasSize(4);
      return new Service(cells.get(0), cells.get(1), cells.get(2), cells.get(3));
    }
  }

  private static List<Service> services() throws IOException {
    return Files.readAllLines(TABLE).stream().filter(line -> line.startsWith("| ")).skip(1).map(Service::of).toList();
  }

  private static List<String> named(String cell) {
    return FLOW.matcher(cell).results().map(found -> found.group()).toList();
  }

  @Test
  void everyServiceNamesItsFlowItsStoriesAndItsLevel() throws IOException {
    assertThat(services()).hasSizeGreaterThan(50).allSatisfy(service -> {
      assertThat(service.name()).isNotEmpty();
      assertThat(service.access()).as(service.name()).matches(LEVEL);
      var flows = named(service.flow());
      assertThat(flows.isEmpty()).as(service.name()).isEqualTo(NO_FLOW.matcher(service.flow()).matches());
      assertThat(flows).allSatisfy(flow -> assertThat(FLOWS.resolve(flow + ".java")).exists());
      if (!service.stories().startsWith("(")) {
        assertThat(service.stories().split(", ", -1)).as(service.name())
            .allSatisfy(story -> assertThat(STORIES.resolve(story + ".txt")).exists());
      }
    });
  }

  @Test
  void everyFlowIsAService() throws IOException {
    var told = new TreeSet<String>();
    services().forEach(service -> told.addAll(named(service.flow())));
    try (var files = Files.list(FLOWS)) {
      var there = files.map(file -> file.getFileName().toString().replace(".java", ""))
          .filter(FLOW.asMatchPredicate()).toList();
      assertThat(told).containsExactlyInAnyOrderElementsOf(there);
    }
  }
}
