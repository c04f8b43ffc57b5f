package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Content;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is done when nothing is made of a message. */
class MissesTest {
  private final Shop shop = new Shop(Shop.TAPPABLE);

  @Test
  void twoCloseWishesAreBothOffered() {
    assertThat(shop.say("stuff")).isEqualTo("Which one do you mean? [gift, pay, Something else]");
    assertThat(shop.tap("pay")).isEqualTo("Which amount?");
  }

  @Test
  void somethingElseIsTheMenu() {
    shop.say("stuff");
    assertThat(shop.tap("Something else")).isEqualTo("You can buy.");
  }

  @Test
  void theSecondMissAsksInOtherWordsAndTheThirdBringsAPerson() {
    shop.say("gift");
    shop.tap("Red");
    shop.say("qwe");
    assertThat(shop.say("qwe"))
        .isEqualTo("I did not understand the answer. | Write one number, like 3. [Talk to a person, Give up]");
    shop.say("my card is 1234567");
    assertThat(shop.last.handOver())
        .isEqualTo("gift: question count not answered; known: colour red; last words: „my card is •••”");
    assertThat(shop.say("3")).isEqualTo("A note? [Skip]");
  }

  @Test
  void signsMeanWhatTheyShow() {
    shop.say("gift 3");
    shop.tap("Red");
    shop.say("skip");
    assertThat(shop.say("🎉")).isEqualTo("Please write it in words. | Send 3 red, -? [Yes, No]");
    assertThat(shop.say("👍")).isEqualTo("Sent 3 red.");
  }

  @Test
  void rudenessIsAnsweredWithAPerson() {
    assertThat(shop.say("you are stupid")).startsWith("I am sorry I upset you.");
    shop.say("gift");
    assertThat(shop.say("idiotilor prosti")).startsWith("I am sorry I upset you.")
        .endsWith("Which colour? [Red, Blue]");
  }

  @Test
  void aPlaceIsTakenByWhatBeginsWithOne() {
    assertThat(shop.take(new Content.Location(46, 26, null), ""))
        .isEqualTo("I received the location. What is it for? [gift, Something else]");
    shop.tap("gift");
    assertThat(shop.session().stack().getLast().opening().attachment()).isEqualTo(new Attachment.Place(46, 26, null));
  }

  @Test
  void whoWasAwayIsToldWhereWeWere() {
    shop.say("gift");
    shop.now = shop.now.plus(Duration.ofHours(3));
    assertThat(shop.say("hello")).isEqualTo("Hello! | We were at: gift. | Which colour? [Red, Blue]");
    shop.now = shop.now.plus(Duration.ofHours(3));
    assertThat(shop.say("weather")).isEqualTo("We were at: gift. | Sunny. | Which colour? [Red, Blue]");
    shop.now = shop.now.plus(Duration.ofHours(3));
    assertThat(shop.tap("Red")).isEqualTo("How many?");
  }

  @Test
  void whatExpiredIsSaidAndOfferedAgain() {
    shop.say("gift");
    shop.now = shop.now.plus(Duration.ofHours(30));
    assertThat(shop.say("red")).isEqualTo(
        "It has been a long time, so I closed: gift. Nothing new was recorded. | Anything else? [gift]");
    assertThat(shop.tap("gift")).isEqualTo("Which colour? [Red, Blue]");
  }

  @Test
  void staffHandBackAtTheSameQuestion() {
    shop.say("gift");
    shop.tap("Red");
    shop.say("operator");
    assertThat(shop.take(new Content.Unsupported("handed_back"), ""))
        .isEqualTo("It is me again, the assistant. My colleague has finished; I am here for you. | How many?");
  }

  @Test
  void theTraceNamesWhatDecided() {
    shop.say("gift 3");
    shop.tap("Red");
    shop.say("skip");
    shop.say("yes");
    assertThat(shop.last.trace().because()).isEqualTo("gift_sent");
    assertThat(shop.last.trace().decided()).isEqualTo("answer sure");
    shop.say("gift 3");
    assertThat(shop.last.trace().entities()).containsExactly("count");
  }
}
