package eu.apaserv.bot.conversations.payment;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From the link in the chat to the provider's page, and what becomes of it when nobody tells. */
class PayLinksTest {
  private static final Allocation NTD1 = new Allocation("NTD1", new BigDecimal("82.58"));
  private static final Allocation NTD2 = new Allocation("NTD2", new BigDecimal("165.17"));

  @Test
  void theSameKeyIsTheSameLinkAndANewWishTakesItsPlace() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var first = room.link("k1", NTD1);
      assertThat(room.link("k1", NTD1).reference()).isEqualTo(first.reference());
      var second = room.link("k2", NTD1, NTD2);
      assertThat(second.amount()).isEqualTo("247.75");
      assertThat(room.state(first)).isEqualTo("superseded");
      assertThat(room.links.live(room.conversation, PayRoom.CODE, room.clock.instant()))
          .hasValueSatisfying(live -> assertThat(live.reference()).isEqualTo(second.reference()));
      assertThat(room.get(room.links.address(first)).statusCode()).isEqualTo(410);
      assertThat(room.simulator.orders()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void openedTwiceItLeadsToOneOrder(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var first = room.get(room.links.address(attempt));
      var second = room.get(room.links.address(attempt));
      assertThat(first.statusCode()).isEqualTo(303);
      assertThat(second.getHeader("Location")).isEqualTo(first.getHeader("Location"));
      assertThat(first.getHeader("Cache-Control")).isEqualTo("no-store");
      assertThat(room.opened(attempt)).satisfies(order -> {
        assertThat(order.amount()).isEqualTo("82.58");
        assertThat(order.currency()).isEqualTo("RON");
        assertThat(order.id()).isEqualTo(attempt.reference() + "-1");
        assertThat(order.description()).isEqualTo("Servicii apa, cod client 1010028");
      });
      assertThat(room.simulator.orders()).hasSize(1);
    }
  }

  @Test
  void openedByManyAtOnceItLeadsToOneOrder() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var address = room.links.address(room.link());
      var calls = IntStream.range(0, 10).mapToObj(_ -> room.browser.getAbs(address).send()).toList();
      Database.await(Future.join(calls));
      assertThat(calls.stream().map(call -> call.result().statusCode())).isSubsetOf(303, 503).contains(303);
      assertThat(room.simulator.orders()).hasSize(1);
    }
  }

  @Test
  void aLinkWhoseInvoiceWasPaidMeanwhileOpensNothing() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      room.database.run("update invoice set outstanding = 0 where invoice_number = 'NTD1'");
      assertThat(room.get(room.links.address(attempt)).statusCode()).isEqualTo(410);
      assertThat(room.simulator.orders()).isEmpty();
    }
  }

  /** At the counter, say, between two taps on the link. */
  @Test
  void alsoOneThatWasOpenedBeforeLeadsNowhereOnceItsInvoiceIsPaid() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      assertThat(room.get(room.links.address(attempt)).statusCode()).isEqualTo(303);
      room.database.run("update invoice set outstanding = 0 where invoice_number = 'NTD1'");
      assertThat(room.get(room.links.address(attempt)).statusCode()).isEqualTo(410);
    }
  }

  @Test
  void aTokenThatIsNotOursOpensNothing() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var address = room.links.address(room.link());
      var other = address.substring(0, address.length() - 1) + (address.endsWith("A") ? "B" : "A");
      assertThat(room.get(other).statusCode()).isEqualTo(404);
      assertThat(room.get(address.substring(0, address.length() - 22) + "1").statusCode()).isEqualTo(404);
      assertThat(room.database.first(row -> row.getLong(0), "select count(*) from payment_attempt where "
          + "position($1 in payment_attempt::text) > 0", address.substring(address.length() - 22)).orElseThrow())
          .as("the token is not in the database").isZero();
    }
  }

  @Test
  void whenTheProviderIsAwayTheNextOpeningBeginsAnotherOrder() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      room.simulator.failNext(1);
      assertThat(room.get(room.links.address(attempt)).statusCode()).isEqualTo(503);
      assertThat(room.get(room.links.address(attempt)).statusCode()).isEqualTo(303);
      assertThat(room.now(attempt).orderId()).endsWith("-2");
    }
  }

  @Test
  void afterItsTimeItOpensNothing() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      room.clock.forward(Duration.ofMinutes(31));
      assertThat(room.get(room.links.address(attempt)).statusCode()).isEqualTo(410);
      assertThat(room.links.live(room.conversation, PayRoom.CODE, room.clock.instant())).isEmpty();
      room.watch.round();
      assertThat(room.state(attempt)).isEqualTo("expired");
      assertThat(room.told()).as("who never opened it is not bothered").isEmpty();
    }
  }

  @Test
  void theBrowsersWayBackChangesNothing() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      assertThat(room.get(order.backUrl() + "?status=3&orderId=" + order.id()).statusCode()).isEqualTo(200);
      assertThat(room.state(attempt)).isEqualTo("opened");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatNobodyTellsIsAskedFor(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      room.simulator.silent(true);
      Database.await(room.simulator.decide(order.ref(), true));
      room.watch.round();
      assertThat(room.state(attempt)).as("a notification is given two minutes").isEqualTo("opened");
      room.clock.forward(Duration.ofMinutes(3));
      room.watch.round();
      room.watch.round();
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRefusalNobodyTellsIsAskedForToo(boolean netopia) {
    try (var room = new PayRoom(netopia, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      room.simulator.silent(true);
      Database.await(room.simulator.decide(order.ref(), false));
      room.clock.forward(Duration.ofMinutes(3));
      room.watch.round();
      assertThat(room.state(attempt)).isEqualTo("declined");
      assertThat(room.told()).hasSize(1);
    }
  }

  @Test
  void whileItsEndIsNotKnownItIsAskedForAgainForDays() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      room.simulator.silent(true);
      pass(room, Duration.ofDays(3));
      assertThat(room.state(attempt)).isEqualTo("opened");
      assertThat(room.told()).isEmpty();
      Database.await(room.simulator.decide(order.ref(), true));
      pass(room, Duration.ofHours(2));
      assertThat(room.state(attempt)).isEqualTo("paid");
    }
  }

  /** Erasure blanks the address of an order that is under way: it is asked about, and others of the account still pay. */
  @Test
  void anOrderOfWhoWasForgottenIsAskedForToo() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      room.database.run("update payment_attempt set conversation = gen_random_uuid(), address = '', live = false");
      assertThat(room.links.begun(PayRoom.CODE, room.clock.instant())).hasSize(1);
      room.simulator.silent(true);
      Database.await(room.simulator.decide(order.ref(), true));
      room.clock.forward(Duration.ofMinutes(3));
      room.watch.round();
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).isEmpty();
    }
  }

  @Test
  void afterAWeekItIsAskedForNoMoreAndStaysUndecided() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      room.opened(attempt);
      pass(room, Duration.ofDays(8));
      assertThat(room.state(attempt)).isEqualTo("opened");
      assertThat(room.attempts.due(room.clock.instant().plus(Duration.ofDays(1)), 1)).isEmpty();
    }
  }

  private static void pass(PayRoom room, Duration time) {
    for (long hour = 0; hour < time.toHours(); hour++) {
      room.clock.forward(Duration.ofHours(1));
      room.watch.round();
    }
  }

  @Test
  void whatIsUnknownToTheProviderLongAfterItsEndIsCalledExpiredOnce() {
    try (var room = new PayRoom(false, "whatsapp")) {
      var attempt = room.link();
      room.opened(attempt);
      for (int i = 0; i < 20; i++) {
        room.clock.forward(Duration.ofMinutes(20));
        room.watch.round();
      }
      assertThat(room.state(attempt)).isEqualTo("expired");
      assertThat(room.told()).singleElement().asString().contains("nu s-a încheiat la timp");
    }
  }

  @Test
  void whenBillingBringsThePaymentItIsNotCountedTwice() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link("k1", NTD1, NTD2);
      var order = room.opened(attempt);
      Database.await(room.simulator.decide(order.ref(), true));
      var payments = new Payments(room.database);
      assertThat(payments.inProgress(PayRoom.CODE)).hasSize(2);
      room.database
          .run("insert into payment values ($1 || '-a', $2, 'NTD1', '2026-11-22', '2026-11-23', 82.58, 'card', "
              + "'booked')", attempt.reference(), PayRoom.CODE);
      assertThat(payments.inProgress(PayRoom.CODE)).as("by our reference").isEmpty();
      assertThat(payments.recent(PayRoom.CODE, 9)).hasSize(1);
      room.database.run("update payment set payment_id = 'B77'");
      assertThat(payments.inProgress(PayRoom.CODE)).as("by invoice, amount and day").singleElement()
          .extracting(Payment::invoiceNumber).isEqualTo("NTD2");
      room.database.run("update payment set payment_id = $1", order.ref());
      assertThat(payments.inProgress(PayRoom.CODE)).as("by the provider's reference").isEmpty();
      room.database.run("delete from payment");
      room.database.run("insert into import_run (as_at, finished_at, files) values ('2026-11-26', now(), '{}')");
      assertThat(payments.inProgress(PayRoom.CODE)).as("billing was loaded so late that it must hold it").isEmpty();
    }
  }

  @Test
  void whoWroteStopIsToldNothing() {
    try (var room = new PayRoom(true, "whatsapp")) {
      var attempt = room.link();
      var order = room.opened(attempt);
      room.database.run("update contact set opted_out_at = now() where id = $1", room.conversation);
      Database.await(room.simulator.decide(order.ref(), true));
      assertThat(room.state(attempt)).isEqualTo("paid");
      assertThat(room.told()).isEmpty();
    }
  }
}
