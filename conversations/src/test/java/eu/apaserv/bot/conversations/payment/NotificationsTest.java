package eu.apaserv.bot.conversations.payment;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.payment.simulator.Notification;
import eu.apaserv.bot.conversations.payment.simulator.SimulatedOrder;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a provider says, and what somebody says in its name: one booking, one message, and nothing else. */
class NotificationsTest {
  private static final Allocation NTD1 = new Allocation("NTD1", new BigDecimal("82.58"));

  private static int post(PayRoom room, Notification notification) {
    return Database.await(room.browser.postAbs(notification.url()).putHeaders(notification.headers())
        .sendBuffer(notification.body())).statusCode();
  }

  private static void assertUntouched(PayRoom room, Attempt attempt, String state) {
    assertThat(room.state(attempt)).isEqualTo(state);
    assertThat(room.told()).isEmpty();
    assertThat(room.database.list(row -> row.getLong(0), "select id from online_payment")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPaymentIsBookedAndToldOnceThoughToldAHundredTimes(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var paid = room.simulator.notification(room.opened(attempt).with(3));
      var statuses = IntStream.range(0, 100).mapToObj(_ -> post(room, paid)).toList();
      assertThat(statuses).containsOnly(200);
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).hasSize(1).first().asString().contains("82,58 lei", "22.11.2026", "NTD1", "1010028",
          attempt.reference(), "3 zile");
      assertThat(room.notifications()).isOne();
      assertThat(new Payments(room.database).inProgress(PayRoom.CODE)).singleElement().satisfies(payment -> {
        assertThat(payment.amount()).isEqualTo("82.58");
        assertThat(payment.invoiceNumber()).isEqualTo("NTD1");
        assertThat(payment.paidOn()).isEqualTo(LocalDate.of(2026, 11, 22));
      });
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void manyAtOnceAreOneBooking(boolean netopia) {
    try (var room = new PayRoom(netopia, "sms")) {
      var attempt = room.link();
      var order = room.opened(attempt).with(3);
      var calls = IntStream.range(0, 12).mapToObj(_ -> room.simulator.notification(order))
          .map(n -> room.browser.postAbs(n.url()).putHeaders(n.headers()).sendBuffer(n.body())).toList();
      Database.await(Future.join(calls));
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).hasSize(1);
      assertThat(room.told().getFirst().length()).as("one SMS").isLessThanOrEqualTo(160);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aWrongSignatureIsRefusedAndLeavesNothing(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var right = room.simulator.notification(room.opened(attempt).with(3));
      var longer = right.body().toString().replace("82.58", "82.580");
      assertThat(post(room, new Notification(right.url(), right.headers(), Buffer.buffer(longer)))).isEqualTo(401);
      var other = room.simulator.notification(room.opened(attempt).with(12));
      assertThat(post(room, new Notification(right.url(), other.headers(),
          Buffer.buffer(longer)))).isEqualTo(401);
      assertThat(room.notifications()).isZero();
      assertUntouched(room, attempt, "opened");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherAccountsNotificationIsRefused(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      assertThat(post(room, room.simulator.foreign(room.opened(attempt).with(3)))).isEqualTo(401);
      assertThat(room.notifications()).isZero();
      assertUntouched(room, attempt, "opened");
    }
  }

  /** A link is signed with the same key, its description where a notification names the payment. */
  @Test
  void theSignatureOfALinkIsNoNotification() {
    try (var room = new PayRoom(false, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      var cut = new SimulatedOrder(order.id(), order.description(), false, order.amount(), "RON", "", order.notifyUrl(),
          "", 12);
      assertThat(post(room, room.simulator.notification(cut))).isEqualTo(401);
      assertUntouched(room, attempt, "opened");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatDoesNotNameThePaymentIsNoSecondOne(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt).with(3);
      var unnamed = new SimulatedOrder(order.id(), "", netopia, order.amount(), "RON", "", order.notifyUrl(), "", 3);
      post(room, room.simulator.notification(unnamed));
      post(room, room.simulator.notification(order));
      assertThat(room.database.list(row -> row.getString(0), "select verdict from payment_notification order by id"))
          .containsExactly("decided", "noted");
    }
  }

  /** Erasure blanks the address: nobody is left to be told. */
  @Test
  void aPaymentOfWhoWasForgottenIsBookedAndToldNobody() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      room.database.run("update payment_attempt set conversation = gen_random_uuid(), address = '', live = false");
      assertThat(post(room, room.simulator.notification(order.with(3)))).isEqualTo(200);
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherAmountOrCurrencyIsKeptAndNotBooked(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt).with(3);
      for (SimulatedOrder wrong : new SimulatedOrder[]{order.of(new BigDecimal("1.00"), "RON"),
          order.of(new BigDecimal("8258"), "RON"), order.of(order.amount(), "EUR"), order.of(order.amount(), "")}) {
        assertThat(post(room, room.simulator.notification(wrong))).isEqualTo(200);
      }
      assertThat(room.database.list(row -> row.getString(0), "select verdict from payment_notification"))
          .hasSize(4).containsOnly("mismatch");
      assertUntouched(room, attempt, "opened");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOrderThatIsNotOursBooksNothing(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      var foreign = new SimulatedOrder("A2B3C4D5-1", "9", order.netopia(), order.amount(), "RON", "", order.notifyUrl(),
          "", 3);
      assertThat(post(room, room.simulator.notification(foreign))).isEqualTo(200);
      assertUntouched(room, attempt, "opened");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPaymentToldBeforeTheRedirectIsKeptCounts(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var early = new SimulatedOrder(attempt.reference() + "-1", "77", netopia, attempt.amount(), "RON", "",
          room.links.address(attempt).replaceFirst("/pay/.*", "/webhooks/payments/" + attempt.provider()), "", 3);
      assertThat(post(room, room.simulator.notification(early))).isEqualTo(200);
      assertThat(room.state(attempt)).isEqualTo("paid");
      room.attempts.opened(attempt, "https://late.example/", "77", room.clock.instant(), room.clock.instant());
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.get(room.links.address(attempt)).statusCode()).isEqualTo(410);
      assertThat(room.told()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void paidAgainUnderAnotherReferenceIsListedForAPerson(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt).with(3);
      post(room, room.simulator.notification(order));
      var again = new SimulatedOrder(order.id(), order.ref() + "9", netopia, order.amount(), "RON", "",
          order.notifyUrl(), "", 3);
      assertThat(post(room, room.simulator.notification(again))).isEqualTo(200);
      assertThat(room.database.list(row -> row.getString(0), "select verdict from payment_notification order by id"))
          .containsExactly("decided", "mismatch");
      assertThat(room.told()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void afterAPaymentNothingCallsItDeclined(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      post(room, room.simulator.notification(order.with(3)));
      assertThat(post(room, room.simulator.notification(order.with(12)))).isEqualTo(200);
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDeclinedOneIsToldOnceAndMayStillBePaid(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      post(room, room.simulator.notification(order.with(12)));
      post(room, room.simulator.notification(order.with(12)));
      assertThat(room.state(attempt)).isEqualTo("declined");
      assertThat(room.told()).singleElement().asString().contains("nu a reușit");
      assertThat(new Payments(room.database).recent(PayRoom.CODE, 5)).singleElement()
          .extracting(Payment::status).isEqualTo(PaymentStatus.FAILED);
      post(room, room.simulator.notification(order.with(3)));
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).hasSize(2);
    }
  }

  @Test
  void aRefundIsToldOnceAndARefundThatOvertakesItsPaymentStays() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      post(room, room.simulator.notification(order.with(3)));
      post(room, room.simulator.notification(order.with(8)));
      post(room, room.simulator.notification(order.with(3)));
      assertThat(room.state(attempt)).isEqualTo("refunded");
      assertThat(room.told()).hasSize(2).last().asString().contains("înapoiată");
      assertThat(new Payments(room.database).inProgress(PayRoom.CODE)).isEmpty();
      var second = room.link("k2", NTD1);
      var other = room.opened(second);
      post(room, room.simulator.notification(other.with(17)));
      post(room, room.simulator.notification(other.with(3)));
      assertThat(room.state(second)).isEqualTo("refunded");
      assertThat(room.told()).hasSize(2);
    }
  }

  /** No notification came; before we asked, the merchant gave money back in its panel. */
  @ParameterizedTest
  @CsvSource({"20.00, paid, 1", "82.57, paid, 1", "82.58, refunded, 0", "90.00, refunded, 0", "1, refunded, 0",
      "0, paid, 1"})
  void ofAPaymentThatWasGivenBackInPartTheRestIsPaid(String sum, String state, int told) {
    try (var room = new PayRoom(false, "whatsapp")) {
      room.simulator.silent(true);
      var attempt = room.link();
      var order = room.opened(attempt);
      Database.await(room.simulator.decide(order.ref(), true));
      room.simulator.giveBack(order.ref(), sum);
      room.clock.forward(Duration.ofMinutes(3));
      room.watch.round();
      room.watch.round();
      assertThat(room.state(attempt)).isEqualTo(state);
      assertThat(room.told()).hasSize(told);
      assertThat(room.database.list(row -> row.getString(0),
          "select amount::text from payment_notification where outcome = 'refunded' and verdict = 'mismatch'"))
          .isEqualTo(told == 1 && !sum.equals("0") ? List.of(sum) : List.of());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "[]", "null", "{\"order\":5}", "a=b&c", "%%%"})
  void whatIsNotTheProvidersShapeIsRefused(String body) {
    for (boolean netopia : new boolean[]{true, false}) {
      try (var room = new PayRoom(netopia, "whatsapp")) {
        var attempt = room.link();
        var right = room.simulator.notification(room.opened(attempt).with(3));
        assertThat(post(room, new Notification(right.url(), right.headers(), Buffer.buffer(body)))).isIn(400, 401);
        assertUntouched(room, attempt, "opened");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anotherProvidersAddressIsUnknownAndTooLongABodyIsRefused(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var right = room.simulator.notification(room.opened(room.link()).with(3));
      assertThat(post(room, new Notification(right.url().replaceFirst("[a-z]+$", "stripe"), right.headers(),
          right.body()))).isEqualTo(404);
      assertThat(post(room, new Notification(right.url(), right.headers(), Buffer.buffer(new byte[70_000]))))
          .isEqualTo(413);
    }
  }
}
