package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.SmppFault;
import eu.apaserv.bot.channels.simulator.SmppHabits;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a centre says became of a message, in all the ways centres say it. */
@NullUnmarked
class SmppReceiptTest extends SmppRoom {
  @ParameterizedTest(name = "answers {0}, receipts {1}, parameters {2}")
  @CsvSource({"%d, %d, true", "%X, %d, true", "%d, %x, true", "%08X, %x, false", "%x, %d, false", "%d, %X, false",
      "msg-%d, MSG-%d, false", "%010d, %d, false"})
  void anIdIsKnownAgainInWhateverFormItsReceiptHasIt(String answers, String receipts, boolean parameters) {
    centre.habits(new SmppHabits(SmppHabits.BOOK.receipt(), parameters, answers, receipts));
    for (int id = 1; id < 4; id++) {
      var accepted = accepted(id, "ana");
      assertThat(((Receipt) intake.next()).providerId()).isEqualTo(accepted.providerId());
    }
  }

  @Test
  void aReceiptThatIsFasterThanTheAnswerNamesTheSameMessage() {
    accepted(1, "ana");
    intake.next();
    centre.next(1, new SmppFault.ReceiptFirst());
    var accepted = accepted(2, "da");
    assertThat(((Receipt) intake.next()).providerId()).isEqualTo(accepted.providerId());
  }

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({"DELIVRD 000, DELIVERED, ", "ACCEPTD 000, SENT, ", "ENROUTE 000, SENT, ", "UNKNOWN 000, SENT, ",
      "EXPIRED 00A, FAILED, 00A", "DELETED 001, FAILED, 001", "UNDELIV 1F4, FAILED, 1F4", "REJECTD 000, FAILED, "})
  void theStateOfAReceiptIsRead(String fate, Mark mark, String error) {
    for (boolean parameters : new boolean[]{true, false}) {
      centre.habits(new SmppHabits(SmppHabits.BOOK.receipt(), parameters, "%d", "%d"));
      centre.fate(PERSON, fate);
      accepted(parameters ? 1 : 2, "ana");
      assertThat(intake.next()).isInstanceOfSatisfying(Receipt.class, receipt -> {
        assertThat(receipt.mark()).isEqualTo(mark);
        assertThat(receipt.errorCode()).isEqualTo(error);
      });
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "id:{id} sub:001 dlvrd:001 submit date:{date} done date:{date} stat:{stat} err:{err} Text:{text}",
      "id:{id} submit date:{date14} done date:{date14} stat:{stat} err:{err}", "id:{id} stat:{stat}",
      "stat:{stat} err:{err} id:{id} done date:{date}", "ID:{id} SUB:001 STAT:{stat} ERR:{err} TEXT:id:1 stat:UNDELIV",
      "id: {id} stat: {stat} done_date: {date}", "id:{id} done date:9999999999 stat:DELIVERED err:0"})
  void aReceiptIsReadInAllItsOddForms(String receipt) {
    centre.habits(new SmppHabits(receipt, false, "%d", "%d"));
    var accepted = accepted(1, "ana");
    assertThat(intake.next()).isInstanceOfSatisfying(Receipt.class, r -> {
      assertThat(r.providerId()).isEqualTo(accepted.providerId());
      assertThat(r.mark()).isEqualTo(Mark.DELIVERED);
      assertThat(r.at()).isIn(CLOCK.instant(), CLOCK.instant().minus(Duration.ofHours(3)));
    });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id:", "stat:DELIVRD", "id:1 stat:WHATEVER", "hello", "id:{id}"})
  void aReceiptThatSaysNothingIsAnsweredAndPassedOver(String receipt) {
    assertThat(deliver((byte) 4, (byte) 0, receipt.getBytes(StandardCharsets.ISO_8859_1))).isTrue();
    assertThat(centre.say(PERSON, "da")).isTrue();
    assertThat(((Inbound) intake.next()).content()).isEqualTo(new Content.Text("da"));
  }
}
