package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Side questions, a new task in the middle, several wishes, what is put aside. */
class TasksTest {
  private final Shop shop = new Shop(Shop.TAPPABLE);

  private static final String WHICH = "We are at: gift. You asked for: pay. How do we go on?"
      + " [Do this now, Finish first, Drop the first]";

  @Test
  void aNewTaskInTheMiddleIsAskedAboutOnce() {
    shop.say("gift");
    assertThat(shop.say("pay")).isEqualTo(WHICH);
  }

  @Test
  void theNewTaskGoesFirstAndTheOldOneIsOfferedAgain() {
    shop.say("gift");
    shop.say("pay");
    assertThat(shop.tap("Do this now")).isEqualTo("Which amount?");
    shop.say("10");
    assertThat(shop.say("a@b.ro"))
        .isEqualTo("Thank you. | You left this open: gift. Shall we go on? [Yes, go on, No, drop it]");
    assertThat(shop.say("yes")).isEqualTo("Which colour? [Red, Blue]");
  }

  @Test
  void theOldTaskIsFinishedFirstAndTheNewOneFollows() {
    shop.say("gift 2");
    shop.say("pay");
    assertThat(shop.tap("Finish first")).isEqualTo("Which colour? [Red, Blue]");
    shop.tap("Red");
    shop.say("skip");
    assertThat(shop.say("yes")).isEqualTo("Sent 2 red. | Which amount?");
  }

  @Test
  void theNewTaskSaidOnceMoreIsWantedNow() {
    shop.say("gift");
    shop.say("pay");
    assertThat(shop.say("pay")).isEqualTo("Which amount?");
  }

  @Test
  void theOldTaskIsDropped() {
    shop.say("gift");
    shop.say("pay");
    assertThat(shop.tap("Drop the first")).isEqualTo("Dropped: gift. | Which amount?");
    assertThat(shop.session().stack()).hasSize(1);
  }

  @Test
  void answeringTheOldQuestionMeansToFinishFirst() {
    shop.say("gift");
    shop.tap("Red");
    shop.say("pay");
    assertThat(shop.say("4")).isEqualTo("A note? [Skip]");
    shop.say("skip");
    assertThat(shop.say("yes")).endsWith("Which amount?");
  }

  @Test
  void whatNeitherAsksNorDoesAnythingIsASideQuestion() {
    shop.say("gift");
    assertThat(shop.say("weather")).isEqualTo("Sunny. | Which colour? [Red, Blue]");
  }

  @Test
  void severalWishesAreDoneInTheirOrderInOneReply() {
    assertThat(shop.say("weather and gift")).isEqualTo("Sunny. | Which colour? [Red, Blue]");
    shop.say("cancel");
    assertThat(shop.say("gift 2 and weather")).isEqualTo("Which colour? [Red, Blue]");
    shop.tap("Red");
    shop.say("skip");
    assertThat(shop.say("yes")).isEqualTo("Sent 2 red. | Sunny.");
  }

  @Test
  void aPartAnswersAndTheOtherIsAnsweredToo() {
    shop.say("gift");
    shop.tap("Red");
    assertThat(shop.say("4 and weather")).isEqualTo("Sunny. | A note? [Skip]");
  }

  @Test
  void aGoodbyeLosesNothing() {
    shop.say("gift");
    shop.tap("Red");
    assertThat(shop.say("bye")).isEqualTo("Bye. | I left this open: gift. When you are back, we go on where we were.");
    assertThat(shop.say("weather"))
        .isEqualTo("Sunny. | You left this open: gift. Shall we go on? [Yes, go on, No, drop it]");
    assertThat(shop.say("7")).isEqualTo("A note? [Skip]");
  }
}
