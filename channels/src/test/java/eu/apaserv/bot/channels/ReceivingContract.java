package eu.apaserv.bot.channels;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Post;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.MultiMap;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every channel promises of what a provider posts.
 *
 * <p>Payload cases are files, see {@link Payloads}; a name says what more is asked of a case: {@code unknown_*} must be
 * taken with nothing unreadable, {@code bad_*} must count something unreadable (or be turned away with 400),
 * {@code batch_bad_*} must also keep an event, {@code wrong_shape_*} must be turned away with 400.
 */
public abstract class ReceivingContract extends ChannelRooms {
  @ParameterizedTest
  @MethodSource("payloads")
  void aPayloadIsReadAsExpected(Payloads.Payload payload) {
    call(signed(payload.body()));
    var actual = Payloads.describe(bot.reception());
    assertThat(actual).isEqualTo(Payloads.expected(payload, actual));
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void aBadSignatureIsTurnedAway(Payloads.Payload payload) {
    var answer = call(forged(payload.body()));
    assertThat(answer.statusCode()).isIn(401, 403);
    assertThat(bot.eventsWaiting()).isZero();
  }

  @Test
  void aMissingSignatureIsTurnedAway() {
    var post = signed(payloads().findFirst().orElseThrow().body());
    var answer = call(new Post(post.url(), MultiMap.caseInsensitiveMultiMap(), post.body()));
    assertThat(answer.statusCode()).isIn(401, 403);
    assertThat(bot.eventsWaiting()).isZero();
  }

  @Test
  void aWrongShapeIsA400() {
    assertThat(payloads("wrong_shape_")).isNotEmpty()
        .allSatisfy(p -> assertThat(call(signed(p.body())).statusCode()).isEqualTo(400));
    assertThat(bot.eventsWaiting()).isZero();
  }

  @Test
  void aBadElementIsCountedAndNeverThrown() {
    assertThat(payloads("bad_")).isNotEmpty().allSatisfy(p -> {
      call(signed(p.body()));
      switch (bot.reception()) {
        case Reception.Taken taken -> assertThat(taken.unreadable()).isPositive();
        case Reception.Turned turned -> assertThat(turned.status()).isEqualTo(400);
      }
    });
  }

  @Test
  void aBatchWithOneBadElementKeepsTheRest() {
    assertThat(payloads("batch_bad_")).allSatisfy(p -> {
      assertThat(call(signed(p.body())).statusCode()).isEqualTo(200);
      var taken = (Reception.Taken) bot.reception();
      assertThat(taken.unreadable()).isPositive();
      assertThat(taken.events()).isNotEmpty();
    });
  }

  @Test
  void unknownKindsAndFieldsAreTakenWithoutError() {
    assertThat(payloads("unknown_")).isNotEmpty().allSatisfy(p -> {
      assertThat(call(signed(p.body())).statusCode()).isEqualTo(200);
      assertThat(((Reception.Taken) bot.reception()).unreadable()).isZero();
    });
  }

  @Test
  void theSameMessageDeliveredFiveTimesHasOneId() {
    provider.faults().duplicate(4);
    await(provider.say(person(), "Care este soldul meu?"));
    var ids = new HashSet<String>();
    for (var i = 0; i < 5; i++) {
      ids.add(((Inbound) bot.event()).providerId());
    }
    assertThat(ids).hasSize(1);
  }

  @Test
  void twoMessagesHaveTwoIds() {
    await(provider.say(person(), "da"));
    await(provider.say(person(), "da"));
    assertThat(((Inbound) bot.event()).providerId()).isNotEqualTo(((Inbound) bot.event()).providerId());
  }

  @Test
  void aBotThatWasDownGetsTheMessageLater() {
    bot.downFor(3);
    await(provider.say(person(), "Bună ziua"));
    var inbound = (Inbound) bot.event();
    assertThat(inbound.from()).isEqualTo(new Address(channel.name(), person()));
    assertThat(inbound.content()).isEqualTo(new Content.Text("Bună ziua"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sold\u0000 la zi", "\u202Ecititi indexul\u202C", "👩‍👩‍👧 apă 💧", "' OR 1=1; --",
      "<b>&amp;</b>",
      "Ș ș Ț ț Ă ă Â â Î î", "rând\nnou\tși tab"})
  void anyTextArrives(String text) {
    await(provider.say(person(), text));
    var content = ((Inbound) bot.event()).content();
    assertThat(content).isInstanceOf(Content.Text.class);
    var body = ((Content.Text) content).body();
    assertThat(body).doesNotContain("\u0000").isNotBlank();
    if (keepsEveryCharacter()) {
      assertThat(body).isEqualTo(text.replace("\u0000", ""));
    }
  }

  @Test
  void aVeryLongTextArrives() {
    await(provider.say(person(), "apă ".repeat(1500)));
    assertThat(((Content.Text) ((Inbound) bot.event()).content()).body()).startsWith("ap");
  }
}
