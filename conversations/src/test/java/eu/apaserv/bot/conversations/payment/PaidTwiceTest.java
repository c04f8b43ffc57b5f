package eu.apaserv.bot.conversations.payment;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.payment.simulator.SimulatedOrder;
import eu.apaserv.bot.core.store.Database;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One order, two payments: which of them a notification speaks of. Beside them, signed ones that no database keeps. */
class PaidTwiceTest {
  private static int told(PayRoom room, SimulatedOrder order) {
    var notification = room.simulator.notification(order);
    return Database.await(room.browser.postAbs(notification.url()).putHeaders(notification.headers())
        .sendBuffer(notification.body())).statusCode();
  }

  private static SimulatedOrder again(SimulatedOrder order) {
    return new SimulatedOrder(order.id(), order.ref() + "9", order.netopia(), order.amount(), "RON", "",
        order.notifyUrl(), "", 3);
  }

  private static List<String> verdicts(PayRoom room) {
    return room.database.list(row -> row.getString(0), "select verdict from payment_notification order by id");
  }

  /** The second is given back by hand, as the log asks; the first still pays the invoice. */
  @Test
  void thatTheSecondPaymentWasGivenBackIsNoRefundOfTheFirst() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      for (var next : List.of(order.with(3), again(order), again(order).with(8))) {
        assertThat(told(room, next)).isEqualTo(200);
      }
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).hasSize(1);
      assertThat(new Payments(room.database).inProgress(PayRoom.CODE)).hasSize(1);
      assertThat(verdicts(room)).containsExactly("decided", "mismatch", "mismatch");
      told(room, order.with(8));
      assertThat(room.state(attempt)).isEqualTo("refunded");
    }
  }

  /** Whichever of the two staff give back: the other pays the invoice, until it is given back too. */
  @Test
  void thatTheFirstPaymentWasGivenBackLeavesTheSecond() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      List.of(order.with(3), again(order), order.with(8)).forEach(next -> told(room, next));
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.now(attempt).providerRef()).isEqualTo(again(order).ref());
      assertThat(room.told()).hasSize(1);
      assertThat(new Payments(room.database).inProgress(PayRoom.CODE)).hasSize(1);
      assertThat(verdicts(room)).containsExactly("decided", "mismatch", "decided");
      told(room, again(order).with(8));
      assertThat(room.state(attempt)).isEqualTo("refunded");
      assertThat(room.told()).hasSize(2);
    }
  }

  @Test
  void whenTheSecondWasGivenBackBeforeTheFirstNothingIsLeft() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      List.of(order.with(3), again(order), again(order).with(8), order.with(8)).forEach(next -> told(room, next));
      assertThat(room.state(attempt)).isEqualTo("refunded");
    }
  }

  @Test
  void whatIsPaidAgainAfterARefundIsListedForAPerson() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      List.of(order.with(3), order.with(8), again(order)).forEach(next -> told(room, next));
      assertThat(room.state(attempt)).isEqualTo("refunded");
      assertThat(verdicts(room)).containsExactly("decided", "decided", "mismatch");
    }
  }

  /** Answered with 503 it would be told again without end. */
  @ParameterizedTest
  @ValueSource(strings = {"1e400", "1e999999999", "-82.58", "1e-400"})
  void aSumThatNobodyPaysIsRefused(String sum) {
    try (var room = new PayRoom(true, "whatsapp")) {
      var order = room.opened(room.link()).with(3);
      assertThat(told(room, order.of(new BigDecimal(sum), "RON"))).isEqualTo(400);
      assertThat(room.notifications()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aNulIsRefused(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var order = room.opened(room.link()).with(3);
      assertThat(told(room, order.of(order.amount(), "R\0N"))).isEqualTo(400);
      assertThat(room.notifications()).isZero();
    }
  }
}
