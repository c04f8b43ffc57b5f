package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What colleagues read in reports of what people want. */
class IntentWordsTest {
  private static final Path TEXTS = Path.of("src/main/resources/texts");

  @ParameterizedTest
  @ValueSource(strings = {"ro", "en"})
  void whateverAFlowAnswersHasAWordInReports(String language) throws IOException {
    var words = new Properties();
    try (var file = Files.newBufferedReader(TEXTS.resolve("console_utility_" + language + ".properties"),
        StandardCharsets.UTF_8)) {
      words.load(file);
    }
    assertThat(flows()).hasSizeGreaterThan(20).allSatisfy(flow -> assertThat(flow.intents())
        .allSatisfy(intent -> assertThat(words.getProperty("intent." + intent)).as(intent).isNotBlank()));
  }

  private static List<Flow> flows() throws IOException {
    var vertx = Vertx.vertx();
    var all = new ArrayList<Flow>();
    try (var stage = new Stage(vertx, Sample.load())) {
      new Chat(stage.fresh(), new Story("flows", List.of(), Map.of(), List.of()), "whatsapp", false, flows -> {
        all.addAll(flows);
        return flows;
      });
    } finally {
      Database.await(vertx.close());
    }
    return all;
  }
}
