package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The stop switch, in every state of a conversation. */
class RouterStopTest extends RouterScene {
  @Test
  void stopIsHeardInAnyStateAndHoldsUntilStart() {
    say("STOP");
    turn();
    say("salut");
    turn();
    say("START");
    turn();
    say("salut");
    turn();
    assertThat(replies()).hasSize(3).last().isEqualTo("salut");
    assertThat(replies().getFirst()).contains("START");
    assertThat(optedOut()).isFalse();
  }

  /** Who is angry adds signs; what understanding makes of those does not count. */
  @ParameterizedTest
  @ValueSource(strings = {"Stop \uD83D\uDE21", "S T O P", "s.t.o.p.", "stop!!!", "\uFEFFSTOP", "*stop*",
      "\uFF33\uFF34\uFF2F\uFF30",
      "STOP \uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21"
          + "\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21\uD83D\uDE21!!!!!!!!!!!!!!!!!!!!!!!!"})
  void theWordAloneIsHeardWhateverSignsStandAroundIt(String said) {
    say(said);
    turn();
    assertThat(optedOut()).isTrue();
    say("START \uD83D\uDE42");
    turn();
    assertThat(optedOut()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop apa", "stop 1", "nonstop", "stopp"})
  void besideOtherWordsItIsUnderstoodAsTheyAre(String said) {
    say(said);
    turn();
    assertThat(optedOut()).isFalse();
  }

  @Test
  void whatIsAlwaysHeardIsAnsweredAfterStopTooAndStartsNothing() {
    for (var text : List.of("STOP", "code?", "271828", "no", "salut")) {
      say(text);
      turn();
    }
    assertThat(replies()).hasSize(4).startsWith(replies().getFirst(), "the code?", "more?", "code?");
    assertThat(optedOut()).isTrue();
  }

  @Test
  void stopIsKeptForWhoeverSendsAlertsLater() {
    say("STOP");
    turn();
    assertThat(optedOut()).isTrue();
  }

  @Test
  void stopIsHeardWhileStaffOwnTheConversation() {
    say("salut");
    turn();
    database.run("update conversation set owner = 'maria'");
    say("STOP");
    turn();
    assertThat(optedOut()).isTrue();
  }

  @Test
  void whoStoppedUsIsToldSoOnceADay() {
    say("STOP");
    turn();
    say("salut");
    turn();
    say("salut");
    turn();
    assertThat(replies()).hasSize(1);
  }
}
