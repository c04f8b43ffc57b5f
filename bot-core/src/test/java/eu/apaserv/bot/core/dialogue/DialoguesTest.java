package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The engine, through a shop that sells one thing. */
class DialoguesTest {
  private final Shop shop = new Shop(Shop.TAPPABLE);

  @Test
  void questionsAreAskedOneAfterTheOtherAndSaidOnce() {
    assertThat(shop.say("buy")).isEqualTo("Welcome. | Which size? [Size 1, Size 2]");
    assertThat(shop.tap("Size 2")).isEqualTo("Size 2 it is. | How many?");
    assertThat(shop.say("3")).isEqualTo("Done: order 1. [Weather]");
    assertThat(shop.bought).containsExactly("m1/order 3×2");
    assertThat(shop.session().facts()).containsEntry("size", "2");
    assertThat(shop.session().stack()).isEmpty();
  }

  @Test
  void whatWasSaidAtTheStartIsNotAsked() {
    shop.say("buy 7");
    assertThat(shop.tap("Size 1")).isEqualTo("Size 1 it is. | Done: order 1. [Weather]");
    assertThat(shop.bought).containsExactly("m1/order 7×1");
  }

  @Test
  void anOptionIsAlsoTypedOrNumbered() {
    shop.say("buy");
    assertThat(shop.say("size 2")).startsWith("Size 2 it is.");
    shop.say("cancel");
    shop.say("buy");
    assertThat(shop.say("1.")).startsWith("Size 1 it is.");
  }

  @Test
  void aWrongAnswerIsToldWhyAndAskedAgain() {
    shop.say("buy");
    shop.tap("Size 1");
    assertThat(shop.say("-4")).isEqualTo("At least one. | How many?");
    assertThat(shop.say("4")).startsWith("Done");
  }

  @Test
  void fromTheThirdAskingOnAWrongAnswerIsAskedForInOtherWordsWithAPersonOffered() {
    shop.say("buy");
    shop.tap("Size 1");
    assertThat(shop.say("-4")).isEqualTo("At least one. | How many?");
    assertThat(shop.say("-4")).startsWith("At least one. | A number, please. | How many? [");
    assertThat(shop.say("-4")).startsWith("At least one. | How many? [");
    assertThat(shop.choices()).extracting(Choice::id).contains("s:human_agent:");
    assertThat(shop.last.handOver()).isNull();
    assertThat(shop.say("4")).startsWith("Done");
  }

  @Test
  void anAnswerTheFlowFindsWrongCountsAsAnAsking() {
    shop.say("buy");
    shop.tap("Size 1");
    assertThat(shop.say("99")).isEqualTo("So many are not there. | How many?");
    assertThat(shop.say("98")).startsWith("So many are not there. | A number, please. | How many? [");
  }

  @Test
  void aFlowThatSaysNothingLeavesNobodyWithoutAReply() {
    assertThat(shop.say("mute")).isEqualTo("Nothing has changed here. What else can I help with?");
    assertThat(shop.last.trace().decided()).endsWith("unchanged");
  }

  @Test
  void aFlowMayAskAgainWhateverWasSaidAtTheStart() {
    shop.say("buy 99");
    assertThat(shop.tap("Size 1")).isEqualTo("Size 1 it is. | So many are not there. | How many?");
    assertThat(shop.say("98")).isEqualTo("So many are not there. | How many?");
    assertThat(shop.session().stack().getLast().spent()).containsExactly("count");
    assertThat(shop.say("5")).startsWith("Done");
    assertThat(shop.bought).hasSize(1);
  }

  @Test
  void aSideQuestionIsAnsweredAndTheOpenOneAskedAgain() {
    shop.say("buy");
    shop.tap("Size 1");
    assertThat(shop.say("weather")).isEqualTo("Sunny. | How many?");
    assertThat(shop.say("2")).startsWith("Done");
  }

  @Test
  void aFlowThatClosesOthersPutsAsideWhatIsOpen() {
    shop.say("buy");
    shop.tap("Size 2");
    assertThat(shop.say("operator")).isEqualTo("A person comes.");
    assertThat(shop.last.handOver()).isEqualTo("asked");
    assertThat(shop.say("3")).isEqualTo("Done: order 1. [Weather]");
  }

  @Test
  void cancelEndsWhatIsOpen() {
    shop.say("buy");
    assertThat(shop.say("cancel")).isEqualTo("Cancelled.");
    assertThat(shop.say("cancel")).isEqualTo("All right. | You can buy.");
  }

  @Test
  void helpExplainsTheOpenQuestion() {
    shop.say("buy");
    shop.tap("Size 1");
    assertThat(shop.say("help")).isEqualTo("A number, please. | How many?");
  }

  @Test
  void threeMissesInARowBringAPerson() {
    shop.say("buy");
    shop.tap("Size 1");
    assertThat(shop.say("banana")).isEqualTo("I did not understand the answer. | How many?");
    assertThat(shop.say("banana"))
        .isEqualTo("I did not understand the answer. | A number, please. | How many? [Talk to a person, Give up]");
    assertThat(shop.say("banana")).startsWith("I cannot work out what you need");
    assertThat(shop.last.handOver())
        .isEqualTo("buy: question count not answered; known: size s1; last words: „banana”");
    assertThat(shop.say("3")).startsWith("Done");
  }

  @Test
  void threeMessagesNothingIsMadeOfBringAPerson() {
    assertThat(shop.say("qwe")).isEqualTo("Sorry, I did not understand that. | You can buy.");
    shop.say("qwe");
    assertThat(shop.last.handOver()).isNull();
    shop.say("qwe");
    assertThat(shop.last.handOver()).isNotNull();
  }

  @Test
  void anotherLanguageGoesOnWhereItWas() {
    shop.say("buy");
    assertThat(shop.say("english")).isEqualTo("Continuăm în română. | Which size? [Size 1, Size 2]");
  }

  @Test
  void theButtonOfSomethingGivenUpIsToldSoAndTheOpenQuestionAskedAgain() {
    shop.say("buy");
    var old = shop.choices().getFirst();
    shop.say("cancel");
    shop.say("buy");
    shop.tap("Size 2");
    assertThat(shop.tap(old)).isEqualTo("That button belonged to a step that is over. | How many?");
  }

  @Test
  void aPictureIsNotReadButTheQuestionStays() {
    shop.say("buy");
    assertThat(shop.take(new Content.Media("image", "x", null, ""), "")).endsWith("Which size? [Size 1, Size 2]");
  }

  @Test
  void aTurnTakenAgainRepeatsNoEffectUnderAnotherKey() {
    shop.say("buy 7");
    var before = shop.session();
    shop.tap("Size 1");
    shop.forget(before);
    shop.take("m2", new Content.Text("1"), "1");
    assertThat(shop.bought).containsExactly("m1/order 7×1", "m1/order 7×1");
  }

  @Test
  void anOpenQuestionIsForgottenAfterAWhile() {
    shop.say("buy");
    shop.now = shop.now.plus(Duration.ofHours(25));
    assertThat(shop.say("size 2")).isEqualTo("It has been a long time, so I closed: your request."
        + " Nothing new was recorded. | Sorry, I did not understand that. | You can buy.");
  }

  @Test
  void moreChoicesThanFitAreNumberedLines() {
    var brief = new Shop(Shop.BRIEF);
    assertThat(brief.say("buy"))
        .isEqualTo("Welcome. | Which size? | 1. Size 1 | 2. Size 2 | 3. Size 3 | More");
    assertThat(brief.say("more")).isEqualTo("Which size? | 4. Size 4 | Back");
    assertThat(brief.say("4")).startsWith("Size 4 it is.");
  }

  @Test
  void aDocumentGoesOutAsAFileOrAsALink() {
    assertThat(shop.say("file")).isEqualTo("(a.pdf) The file. / Anything else? [Weather]");
    assertThat(new Shop(Shop.BRIEF).say("file")).isEqualTo("The file. | https://x.example/file:1");
  }

  @Test
  void twoFlowsOfOneNameAreADefect() {
    var texts = Texts.load(List.of(Texts.ENGINE));
    var twice = List.<Flow>of(new Silent(), new Silent());
    assertThatThrownBy(() -> new Dialogues(twice, texts, (_, _, _) -> "", Duration.ofDays(1)))
        .hasMessageContaining("Two flows claim silent");
  }

  private static final class Silent implements Flow {
    @Override
    public String name() {
      return "silent";
    }

    @Override
    public Set<String> intents() {
      return Set.of();
    }

    @Override
    public void run(Dialogue d) {}
  }
}
