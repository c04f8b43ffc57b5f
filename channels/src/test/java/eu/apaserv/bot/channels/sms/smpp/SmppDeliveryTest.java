package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.SmppDelivery;
import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.channel.Piece;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.Promise;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameters;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people write, as the centre delivers it. */
@NullUnmarked
class SmppDeliveryTest extends SmppRoom {
  @ParameterizedTest
  @ValueSource(strings = {"Care este soldul meu?", "Ș ș Ț ț 💧", "{€} [~]^|\\", "stop la apă"})
  void whatAPersonWritesArrives(String text) {
    assertThat(centre.say(PERSON, text)).isTrue();
    var inbound = (Inbound) intake.next();
    assertThat(inbound.from()).isEqualTo(new Address("sms", PERSON));
    assertThat(inbound.content()).isEqualTo(new Content.Text(text));
  }

  @ParameterizedTest(name = "coding {0} {1} reads {2}")
  @CsvSource({"0, 611B65, a€", "3, E0, à", "1, 6F6B, ok", "8, 01030219, ăș", "8, 010302, ă", "241, 6F6B, ok",
      "24, 0103, ă", "0, C8, ?"})
  void theAlphabetsAreRead(int coding, String hex, String text) {
    deliver((byte) 0, (byte) coding, HexFormat.of().parseHex(hex));
    assertThat(((Inbound) intake.next()).content()).isEqualTo(new Content.Text(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 0xF5})
  void octetsThatAreNoTextAreUnsupported(int coding) {
    deliver((byte) 0, (byte) coding, new byte[]{1, 2, 3});
    assertThat(((Inbound) intake.next()).content()).isInstanceOf(Content.Unsupported.class);
  }

  @Test
  void aNameThatWroteCannotBeAnswered() {
    assertThat(centre.deliver(new SmppDelivery("ING Bank", (byte) 5, "1234", (byte) 0, (byte) 0, new byte[]{'x'},
        List.of()))).isTrue();
    centre.say(PERSON, "da");
    assertThat(((Inbound) intake.next()).from().id()).isEqualTo(PERSON);
  }

  @Test
  void aDeliveryIsAnsweredOnlyOnceItIsDurable() {
    Promise<Void> durable = Promise.promise();
    intake.gate = durable.future();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var said = threads.submit(() -> centre.say(PERSON, "da"));
      intake.next();
      assertThat(said.isDone()).isFalse();
      durable.complete();
      Eventually.until(said::isDone);
      assertThat(said.resultNow()).isTrue();
    }
  }

  @Test
  void whatCouldNotBeKeptIsDeliveredAgain() {
    intake.failures.set(3);
    assertThat(centre.say(PERSON, "da")).isTrue();
    assertThat(((Inbound) intake.next()).content()).isEqualTo(new Content.Text("da"));
    assertThat(intake.waiting()).isZero();
  }

  @Test
  void theSameWordsTwiceAreTwoMessages() {
    centre.say(PERSON, "da");
    centre.say(PERSON, "da");
    assertThat(((Inbound) intake.next()).providerId()).isNotEqualTo(((Inbound) intake.next()).providerId());
  }

  @Test
  void aRedeliveryAfterABrokenConnectionIsTheSameMessage() {
    centre.say(PERSON, "da");
    centre.door().hangUp();
    Eventually.until(() -> centre.door().bound().size() == 1);
    accepted(9, "ana");
    centre.say(PERSON, "da");
    var ids = new HashSet<String>();
    while (ids.isEmpty() || intake.waiting() > 0) {
      if (intake.next() instanceof Inbound inbound) {
        ids.add(inbound.providerId());
      }
    }
    assertThat(ids).hasSize(1);
  }

  /** The process dies between keeping a message and answering; another binds, and knows only what was kept. */
  @Test
  void aRedeliveryToAnotherProcessIsTheSameMessage() {
    intake.dying = true;
    centre.say(PERSON, "da");
    reopened(settings());
    centre.say(PERSON, "da");
    assertThat(((Inbound) intake.next()).providerId()).isEqualTo(((Inbound) intake.next()).providerId());
  }

  /** Told to end, a process first says what the centre has its answer to. */
  @Test
  void theSameWordsToAnotherProcessAfterAGoodByeAreAnotherMessage() {
    assertThat(centre.say(PERSON, "renunt")).isTrue();
    reopened(settings());
    assertThat(centre.say(PERSON, "renunt")).isTrue();
    assertThat(((Inbound) intake.next()).providerId()).isNotEqualTo(((Inbound) intake.next()).providerId());
  }

  @Test
  void thePartsOfALongTextAreHandedOverOneByOne() {
    assertThat(centre.say(PERSON, LONG)).isTrue();
    assertThat(intake.pieces).hasSize(3).allSatisfy(piece -> {
      assertThat(piece.total()).isEqualTo(3);
      assertThat(piece.group()).isEqualTo(intake.pieces.getFirst().group());
    });
    var text = new StringBuilder();
    intake.pieces.forEach(piece -> text.append(piece.text()));
    assertThat(text.toString()).isEqualTo(LONG);
  }

  /** Phones count UTF-16 units: what is cut in the middle of a pair is handed over as it came, and joined there. */
  @Test
  void aPairThatIsCutBetweenTwoPartsStaysAsItWasCut() {
    deliver((byte) 0x40, (byte) 8, new byte[]{5, 0, 3, 7, 2, 1, 0, 'a', (byte) 0xD8, 0x3D});
    deliver((byte) 0x40, (byte) 8, new byte[]{5, 0, 3, 7, 2, 2, (byte) 0xDC, (byte) 0xA7, 0, 'b'});
    assertThat(intake.pieces).extracting(Piece::text).containsExactly("a\uD83D", "\uDCA7b");
  }

  @Test
  void halfAPairInTheMiddleOfAPartOrAloneIsNoCharacter() {
    deliver((byte) 0x40, (byte) 8, new byte[]{5, 0, 3, 8, 2, 1, 0, 'a', (byte) 0xD8, 0x3D, 0, 'b'});
    assertThat(intake.pieces).extracting(Piece::text).containsExactly("a\uFFFDb");
    deliver((byte) 0, (byte) 8, new byte[]{0, 'a', (byte) 0xD8, 0x3D});
    assertThat(((Inbound) intake.next()).content()).isEqualTo(new Content.Text("a\uFFFD"));
  }

  @Test
  void partsAreJoinedBySixteenBitsByParametersOrInOnePayload() {
    deliver((byte) 0x40, (byte) 0, new byte[]{6, 8, 4, 1, 2, 2, 1, 'a'});
    deliver((byte) 0x40, (byte) 0, new byte[]{9, 5, 0, 0, 3, 7, 2, 2, 1, 0, 'b'});
    assertThat(intake.pieces).extracting(Piece::group).containsExactly("10102-2", "7-2");
    centre.deliver(new SmppDelivery("40722000001", (byte) 1, "1234", (byte) 0, (byte) 0, new byte[]{'c'},
        List.of(OptionalParameters.newSarMsgRefNum(9), OptionalParameters.newSarTotalSegments(2),
            OptionalParameters.newSarSegmentSeqnum(2))));
    assertThat(intake.pieces.getLast().number()).isEqualTo(2);
    centre.deliver(new SmppDelivery("40722000001", (byte) 1, "1234", (byte) 0, (byte) 8, new byte[0],
        List.of(new OptionalParameter.Message_payload("apă".getBytes(StandardCharsets.UTF_16BE)))));
    assertThat(intake.waiting()).isPositive();
  }

  @Test
  void mutatedDeliveriesAreAlwaysAnswered() {
    var random = new Random(20260928);
    for (int i = 0; i < 1000; i++) {
      var octets = new byte[random.nextInt(140)];
      random.nextBytes(octets);
      byte esm = new byte[]{0, 4, 0x40, 0x20, 0x44, 8}[random.nextInt(6)];
      assertThat(deliver(esm, (byte) random.nextInt(256), octets)).isTrue();
    }
  }
}
