package eu.apaserv.bot.conversations.payment.euplatesc;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.payment.PaymentOutcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusAnswerTest {

  @ParameterizedTest
  @CsvSource({"0,0,PAID", "0,,PAID", "0,0.00,PAID", "0,1,REFUNDED", "0,82.58,REFUNDED", "2,0,DECLINED", "3,1,DECLINED",
      ",0,PENDING", "-1,0,PENDING", "abc,0,PENDING"})
  void whatHappenedIsReadOffTheNumbers(String action, String refunded, PaymentOutcome outcome) {
    var one = new JsonObject().put("merch_id", "4484").put("invoice_id", "A-1").put("ep_id", "E1").put("action", action)
        .put("refunded", refunded);
    var answer = StatusAnswer.read(new JsonObject().put("success", "[" + one.encode() + "]").toBuffer()).orElseThrow();
    assertThat(answer.transactions()).singleElement().satisfies(read -> {
      assertThat(read.outcome()).isEqualTo(outcome);
      assertThat(read.orderId()).isEqualTo("A-1");
      assertThat(read.amount()).isNull();
    });
  }

  @ParameterizedTest
  @CsvSource(nullValues = "none", value = {"0,none", "'',none", "1,none", "1.00,1.00", "20.00,20.00", "20,20",
      "-20.00,none", "yes,none"})
  void whatWasGivenBackIsASumWhereItIsOne(String refunded, @Nullable BigDecimal returned) {
    var one = new JsonObject().put("action", "0").put("refunded", refunded);
    var answer = StatusAnswer.read(new JsonObject().put("success", "[" + one.encode() + "]").toBuffer()).orElseThrow();
    assertThat(answer.transactions().getFirst().returned()).isEqualTo(returned);
  }

  @Test
  void anErrorIsAnAnswerThatKnowsOfNothing() {
    var answer = StatusAnswer.read(Buffer.buffer("{\"error\":\"<b>no</b>\",\"ecode\":\"7 \\n\"}")).orElseThrow();
    assertThat(answer.transactions()).isEmpty();
    assertThat(answer.objection()).isEqualTo("7??");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "<html>", "{}", "{\"success\":\"\"}", "{\"success\":\"x\"}",
      "{\"success\":{\"a\":1}}", "{\"success\":\"{}\"}", "{\"success\":7}"})
  void whatHasAnotherShapeIsNoAnswer(String body) {
    assertThat(StatusAnswer.read(Buffer.buffer(body))).isEmpty();
  }
}
