package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cancel, back, start over, repeat, explain and skip, at whatever question is open. */
class MendingTest {
  private final Shop shop = new Shop(Shop.TAPPABLE);

  @Test
  void backAsksTheQuestionBefore() {
    shop.say("gift");
    shop.tap("Red");
    assertThat(shop.say("înapoi")).isEqualTo("Which colour? [Red, Blue]");
    assertThat(shop.tap("Blue")).isEqualTo("How many?");
    assertThat(shop.say("go back, please")).isEqualTo("Which colour? [Red, Blue]");
    assertThat(shop.say("inapoi")).startsWith("This is the first question.").endsWith("Which colour? [Red, Blue]");
  }

  @Test
  void startingOverForgetsWhatWasSaid() {
    shop.say("gift 3");
    shop.tap("Red");
    assertThat(shop.say("de la capat")).isEqualTo("We start over. | Which colour? [Red, Blue]");
    assertThat(shop.tap("Red")).isEqualTo("How many?");
  }

  @Test
  void startingOverSaysWhatStays() {
    shop.say("pay");
    shop.say("30");
    assertThat(shop.say("start over"))
        .isEqualTo("We start over. What was recorded so far stays recorded. | Which amount?");
  }

  @Test
  void cancellingSaysWhatStays() {
    shop.say("pay");
    shop.say("30");
    assertThat(shop.say("cancel")).isEqualTo("Cancelled. What was recorded so far stays recorded.");
  }

  @Test
  void whatWasAskedIsSaidAgain() {
    shop.say("gift");
    assertThat(shop.say("ce ai zis?")).isEqualTo("Which colour? [Red, Blue]");
    shop.tap("Red");
    assertThat(shop.say("?")).isEqualTo("How many?");
    assertThat(shop.say("poftim?")).isEqualTo("Write one number, like 3. [Talk to a person, Give up]");
    assertThat(shop.session().stack().getLast().misses()).isZero();
  }

  @Test
  void whatEndedIsSaidAgainAndNotDoneAgain() {
    shop.say("gift 3");
    shop.tap("Red");
    shop.say("skip");
    shop.say("yes");
    assertThat(shop.say("what did you say?")).isEqualTo("Sent 3 red.");
    assertThat(shop.bought).hasSize(1);
  }

  @Test
  void aQuestionSaysWhyItIsAsked() {
    shop.say("gift");
    assertThat(shop.say("de ce?"))
        .isEqualTo("Without this answer I cannot finish your request. | Which colour? [Red, Blue]");
    shop.tap("Red");
    assertThat(shop.say("why do you need that?")).isEqualTo("For the price. | How many?");
  }

  @Test
  void whereToFindTheAnswerIsTheHelpOfTheQuestion() {
    shop.say("pay");
    assertThat(shop.say("where do i find the amount?")).isEqualTo("It stands on the bill. | Which amount?");
    assertThat(shop.say("unde scrie?")).startsWith("It stands on the bill.");
  }

  @Test
  void onlyWhatMayBeSkippedIsSkipped() {
    shop.say("gift");
    shop.tap("Red");
    assertThat(shop.say("nu stiu")).startsWith("I cannot go on without this answer.").endsWith("How many?");
    assertThat(shop.say("4")).isEqualTo("A note? [Skip]");
    assertThat(shop.say("sari peste")).isEqualTo("Send 4 red, -? [Yes, No]");
    shop.say("back");
    assertThat(shop.tap("Skip")).startsWith("Send 4 red, -?");
  }

  @Test
  void repairIsHeardWhereAnyTextIsAnAnswer() {
    shop.say("gift 3");
    shop.tap("Red");
    assertThat(shop.say("inapoi")).isEqualTo("How many?");
    shop.say("5");
    assertThat(shop.say("happy birthday")).isEqualTo("Send 5 red, happy birthday? [Yes, No]");
  }
}
