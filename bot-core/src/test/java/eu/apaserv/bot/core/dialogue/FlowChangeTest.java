package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A new version of a flow under somebody who is in the middle of it: at most one question is asked twice. */
class FlowChangeTest {
  private static final List<String> OLD = List.of("name", "street", "phone");

  private Session session = Session.empty();
  private int messages;

  /** Asks these, one after the other, and says all answers. */
  private record Asking(String name, List<Question<String>> questions, Set<String> formerly) implements Flow {
    @Override
    public Set<String> intents() {
      return Set.of("go");
    }

    @Override
    public void run(Dialogue d) {
      d.say(Phrase.plain(questions.stream().map(d::ask).collect(Collectors.joining(" "))));
    }
  }

  private static Question<String> question(String slot) {
    return Question.reading(slot, Phrase.plain(slot + "?"), said -> Reading.is(said.text()));
  }

  private static Flow flow(List<String> slots) {
    return new Asking("asking", slots.stream().map(FlowChangeTest::question).toList(), Set.of());
  }

  private String say(Flow flow, String text) {
    var dialogues = new Dialogues(List.of(flow), Texts.load(List.of(Texts.ENGINE)), (_, _, _) -> "",
        Duration.ofDays(1));
    var person = new Person(new UUID(1, 1), new Address("test", "ana"), Language.EN,
        new Capabilities(10, true, true, false), Instant.EPOCH);
    var turn = dialogues.take("m" + messages++, session, person, new Content.Text(text),
        new Understood(text, null, List.of(new Guess(text.equals("go") ? "go" : "none", 1)), List.of()));
    session = Json.read(Json.write(turn.session()), Session.class);
    return ((Content.Text) turn.replies().getFirst()).body();
  }

  private void untilTheLast() {
    say(flow(OLD), "go");
    say(flow(OLD), "Ana");
    assertThat(say(flow(OLD), "Elm")).isEqualTo("phone?");
  }

  @Test
  void anInsertedQuestionIsAskedAndTheOthersStay() {
    untilTheLast();
    var inserted = flow(List.of("name", "town", "street", "phone"));
    assertThat(say(inserted, "07")).isEqualTo("town?");
    assertThat(say(inserted, "Bree")).isEqualTo("phone?");
    assertThat(say(inserted, "07")).isEqualTo("Ana Bree Elm 07");
  }

  @Test
  void aRemovedQuestionIsNotMissed() {
    untilTheLast();
    assertThat(say(flow(List.of("name", "phone")), "07")).isEqualTo("Ana 07");
  }

  @Test
  void theOpenQuestionItselfMayBeRemoved() {
    untilTheLast();
    assertThat(say(flow(List.of("name", "street")), "07")).isEqualTo("Ana Elm");
  }

  @Test
  void reorderedQuestionsKeepTheirAnswers() {
    untilTheLast();
    assertThat(say(flow(List.of("phone", "street", "name")), "07")).isEqualTo("07 Elm Ana");
  }

  @Test
  void aRenamedQuestionKeepsItsAnswerAndItsPlace() {
    untilTheLast();
    var renamed = new Asking("asking", List.of(question("who").formerly("name"), question("street"),
        question("mobile").formerly("phone")), Set.of());
    assertThat(say(renamed, "07")).isEqualTo("Ana Elm 07");
  }

  @Test
  void aRenamedFlowGoesOn() {
    untilTheLast();
    assertThat(say(new Asking("inquiry", OLD.stream().map(FlowChangeTest::question).toList(), Set.of("asking")), "07"))
        .isEqualTo("Ana Elm 07");
  }

  @Test
  void aFlowThatIsGoneIsDropped() {
    untilTheLast();
    assertThat(say(new Asking("other", List.of(), Set.of()), "07")).startsWith("Sorry, I did not understand that.");
  }

  @Test
  void aSessionOfTheFirstVersionIsStillRead() {
    session = Json.read("""
        {"stack":[{"flow":"asking","run":"m0","opening":{"text":"go","choice":null,"intent":"go","confidence":1.0,
        "entities":[]},"answers":{"name":{"text":"Ana","choice":null,"intent":"none","confidence":1.0,"entities":[]}},
        "effects":{},"spent":[],"open":"street","misses":1}],"facts":{"a":"b"},"offered":[],"lost":0,"at":null}""",
        Session.class);
    assertThat(say(flow(OLD), "Elm")).isEqualTo("phone?");
    assertThat(say(flow(OLD), "07")).isEqualTo("Ana Elm 07");
  }
}
