package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Another answer in place of one given before, and what of it is undone. */
class CorrectionsTest {
  private final Shop shop = new Shop(Shop.TAPPABLE);

  private void asked() {
    shop.say("gift 3");
    shop.tap("Red");
    shop.say("skip");
  }

  @Test
  void theLastAnswerIsCorrectedByAnotherValue() {
    asked();
    assertThat(shop.say("nu, 5")).isEqualTo("Send 5 red, -? [Yes, No]");
    assertThat(shop.say("nu 5 ci 7")).isEqualTo("Send 7 red, -? [Yes, No]");
    assertThat(shop.say("am gresit, 8")).isEqualTo("Send 8 red, -? [Yes, No]");
    shop.say("yes");
    assertThat(shop.bought).containsExactly("m1/sent 8 red");
  }

  @Test
  void anEarlierAnswerIsNamedAndAskedAgainAloneAsTheOthersStay() {
    asked();
    assertThat(shop.say("schimba colour")).isEqualTo("Which colour? [Red, Blue]");
    assertThat(shop.tap("Blue")).isEqualTo("Send 3 blue, -? [Yes, No]");
  }

  @Test
  void theOtherOfTwoIsTaken() {
    asked();
    assertThat(shop.say("actually the other colour")).isEqualTo("Send 3 blue, -? [Yes, No]");
  }

  @Test
  void anAnswerThatWasGivenUnderOtherWordsIsAskedAgain() {
    asked();
    shop.say("yes");
    assertThat(shop.say("de fapt 9")).isEqualTo("Send 9 red, -? [Yes, No]");
    shop.say("yes");
    assertThat(shop.bought).containsExactly("m1/sent 3 red", "m1~1/sent 9 red");
  }

  @Test
  void whatWasDoneForGoodStaysAndIsSaidSo() {
    shop.say("pay");
    shop.say("30");
    assertThat(shop.say("de fapt 40")).startsWith("What was recorded (pay) stays as it is").endsWith("Your mail?");
    assertThat(shop.say("inapoi")).startsWith("What was recorded (pay) stays as it is");
    shop.say("a@b.ro");
    assertThat(shop.say("am gresit amount")).startsWith("What was recorded (pay) stays as it is");
    assertThat(shop.bought).containsExactly("m1/paid paid 30");
  }

  @Test
  void theFigureThatIsNamedIsPutRightWhereverItStood() {
    asked();
    assertThat(shop.say("e 5, nu 3")).isEqualTo("Send 5 red, -? [Yes, No]");
    assertThat(shop.say("nu la 5, ci la 7")).isEqualTo("Send 7 red, -? [Yes, No]");
  }

  @Test
  void aBareNoWithWordsIsNoCorrection() {
    asked();
    assertThat(shop.say("no")).isEqualTo("Not sent.");
  }

  @Test
  void theButtonOfAnEarlierQuestionCorrectsIt() {
    shop.say("gift");
    var buttons = shop.choices();
    shop.tap(buttons.getFirst());
    assertThat(shop.tap(buttons.getLast())).isEqualTo("How many?");
    shop.say("2");
    assertThat(shop.say("skip")).startsWith("Send 2 blue");
  }

  @Test
  void theButtonOfSomethingDoneIsToldSo() {
    asked();
    var buttons = shop.choices();
    shop.tap("Yes");
    assertThat(shop.tap(buttons.getFirst())).startsWith("That is done already.");
    assertThat(shop.bought).hasSize(1);
  }
}
