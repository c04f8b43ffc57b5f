package eu.apaserv.bot.conversations.payment;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.payment.simulator.SimulatedOrder;
import eu.apaserv.bot.core.store.Database;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The provider took long to begin an order, and its customer opened the link again: there are two orders of one link. */
class AbandonedOrderTest {
  private static void tell(PayRoom room, SimulatedOrder order) {
    var told = room.simulator.notification(order);
    assertThat(Database.await(room.browser.postAbs(told.url()).putHeaders(told.headers()).sendBuffer(told.body()))
        .statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(ints = {12, 23})
  void whatBecameOfAnOrderThatWasLeftBehindSaysNothingOfTheNext(int status) {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      room.simulator.failNext(1);
      room.get(room.links.address(attempt));
      var order = room.opened(attempt);
      assertThat(order.id()).endsWith("-2");
      tell(room, new SimulatedOrder(order.id().replaceFirst("2$", "1"), "ntp-of-the-first", true, order.amount(), "RON",
          "", order.notifyUrl(), "", status));
      assertThat(room.state(attempt)).isEqualTo("opened");
      assertThat(room.told()).as("nothing was declined").isEmpty();
      tell(room, order.with(3));
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).hasSize(1);
    }
  }

  /** Money is money, whichever of the two brings it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoPaidTheFirstOfThemHasPaid(boolean isFirst) {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      room.simulator.failNext(1);
      room.get(room.links.address(attempt));
      var order = room.opened(attempt);
      var paid = isFirst ? order.id().replaceFirst("2$", "1") : order.id();
      tell(room, new SimulatedOrder(paid, order.ref(), true, order.amount(), "RON", "", order.notifyUrl(), "", 3));
      assertThat(room.state(attempt)).isEqualTo("paid");
    }
  }
}
