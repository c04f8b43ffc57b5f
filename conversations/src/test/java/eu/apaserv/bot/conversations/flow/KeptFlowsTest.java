package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * People wait at questions while the program is replaced. Each file in {@code kept} is a session as a version stored it: what
 * had been said, what was kept, what they say next, and a word of the answer. Later versions ask at most one question twice.
 * {@code -Dupdate} stores the sessions anew: only when their form has changed on purpose, and never for a flow's change.
 */
class KeptFlowsTest {
  private static final Path FOLDER = Path.of("src/test/resources/kept");
  private static Vertx vertx;
  private static Stage stage;

  @BeforeAll
  static void open() throws IOException {
    vertx = Vertx.vertx();
    stage = new Stage(vertx, Sample.load());
  }

  @AfterAll
  static void close() {
    stage.close();
    Database.await(vertx.close());
  }

  /** One file. */
  private record Kept(Path file, ObjectNode json) {
    String next() {
      return json.path("next").asText();
    }

    String expected() {
      return json.path("answer").asText();
    }

    ObjectNode session() {
      return json.withObject("/session").deepCopy();
    }

    Story head() {
      var linked = json.path("linked").asText();
      return new Story(file.getFileName().toString(), List.of(), linked.isEmpty() ? Map.of() : Map.of("linked", linked),
          List.of());
    }
  }

  private static List<Kept> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().map(KeptFlowsTest::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Kept read(Path file) {
    try {
      var json = (ObjectNode) Json.read(Files.readString(file), JsonNode.class);
      if (System.getProperty("update") != null) {
        var chat = new Chat(stage.fresh(), new Kept(file, json).head(), "whatsapp", false);
        json.path("said").forEach(text -> chat.play(typed(text.asText())));
        json.set("session", Json.read(chat.kept(), JsonNode.class));
        Files.writeString(file, json.toPrettyString() + "\n");
      }
      return new Kept(file, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Story.Step typed(String text) {
    return new Story.Step('>', text, List.of());
  }

  private static Stream<DynamicTest> each(UnaryOperator<ObjectNode> stored, UnaryOperator<List<Flow>> changed,
      int asksAgain) {
    return files().stream().map(kept -> DynamicTest.dynamicTest(kept.head().name(), () -> {
      var chat = new Chat(stage.fresh(), kept.head(), "whatsapp", false, changed);
      chat.resume(stored.apply(kept.session()));
      var answers = new ArrayList<String>();
      for (int n = 0; n <= asksAgain; n++) {
        answers.add(chat.play(typed(kept.next())).map(KeptFlowsTest::said).orElse(""));
      }
      assertThat(answers).anySatisfy(answer -> assertThat(answer).contains(kept.expected()));
    }));
  }

  private static String said(Turn turn) {
    return turn.replies().stream().map(Playbill::text).collect(Collectors.joining("\n"));
  }

  @TestFactory
  Stream<DynamicTest> whoWaitsGoesOn() {
    return each(UnaryOperator.identity(), UnaryOperator.identity(), 0);
  }

  @TestFactory
  Stream<DynamicTest> aQuestionRemovedIsForgotten() {
    return each(session -> {
      top(session).withObject("/answers").set("gone", said("da"));
      return session;
    }, UnaryOperator.identity(), 0);
  }

  @TestFactory
  Stream<DynamicTest> questionsInAnotherOrderAreNotAskedAgain() {
    return each(session -> {
      var answers = top(session).withObject("/answers");
      var names = new ArrayList<String>();
      answers.fieldNames().forEachRemaining(names::add);
      for (var name : names.reversed()) {
        answers.set(name, answers.remove(name));
      }
      return session;
    }, UnaryOperator.identity(), 0);
  }

  @TestFactory
  Stream<DynamicTest> aQuestionPutBeforeIsAskedAndTheOldOneOnceMore() {
    return each(UnaryOperator.identity(), flows -> flows.stream().<Flow>map(Asking::new).toList(), 2);
  }

  @TestFactory
  Stream<DynamicTest> aQuestionRenamedIsAskedOnceMore() {
    return each(session -> {
      top(session).put("open", "named_otherwise");
      return session;
    }, UnaryOperator.identity(), 1);
  }

  @TestFactory
  Stream<DynamicTest> aFlowThatIsNoMoreLeavesAnAssistantThatAnswers() {
    return files().stream().map(kept -> DynamicTest.dynamicTest(kept.head().name(), () -> {
      var chat = new Chat(stage.fresh(), kept.head(), "whatsapp", false);
      var session = kept.session();
      top(session).put("flow", "gone");
      chat.resume(session);
      assertThat(chat.play(typed("program de lucru")).map(KeptFlowsTest::said).orElse("")).contains("8:00");
      assertThat(chat.session().stack()).isEmpty();
    }));
  }

  private static ObjectNode top(ObjectNode session) {
    var stack = (ArrayNode) session.path("stack");
    return (ObjectNode) stack.get(stack.size() - 1);
  }

  private static JsonNode said(String text) {
    return Json.read("{\"text\":\"" + text + "\",\"intent\":\"yes\",\"confidence\":1.0,\"entities\":[]}",
        JsonNode.class);
  }

  /** A flow as a later version has it: it asks something before everything else, once. */
  private record Asking(Flow flow) implements Flow {
    @Override
    public String name() {
      return flow.name();
    }

    @Override
    public Set<String> intents() {
      return flow.intents();
    }

    @Override
    public void run(Dialogue d) {
      d.ask(Question.reading("put_before", Phrase.plain("Ceva nou?"), said -> Reading.is(said.text())));
      flow.run(d);
    }
  }
}
