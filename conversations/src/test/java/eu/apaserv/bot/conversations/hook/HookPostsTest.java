package eu.apaserv.bot.conversations.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.core.store.Seal;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Clock;
import java.util.Base64;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What other systems are told of tickets and readings, and how it is signed. */
class HookPostsTest extends HookScene {
  @Test
  void aTicketsLifeIsToldInOrderAndSigned() {
    var number = ticket();
    change(number);
    new TicketWork(database, Clock.systemUTC()).close("k" + number, number, "ion", "S-a remediat");
    running(() -> listener.await(3));
    assertThat(listener.types()).containsExactly("ticket.opened", "ticket.changed", "ticket.closed");
    assertThat(listener.calls()).allSatisfy(call -> {
      assertThat(call.header("webhook-id")).isEqualTo(call.body().getString("id"));
      var key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
      assertThat(call.header("webhook-signature")).isEqualTo(HookSignature.of(key, call.header("webhook-id"),
          Long.parseLong(call.header("webhook-timestamp")), call.text()));
      assertThat(Long.parseLong(call.header("webhook-timestamp")))
          .isCloseTo(Clock.systemUTC().instant().getEpochSecond(), Offset.offset(60L));
    });
    assertThat(listener.calls().getLast().body().getJsonObject("data").getString("state")).isEqualTo("closed");
    assertThat(deliveries("sent")).isEqualTo(3);
  }

  @Test
  void anotherKindThatWasToldAfterIsTold() {
    var number = ticket();
    database.run("update ticket set body = 'curge tare' where number = $1", number);
    database.run("update ticket set topic = 'burst_pipe' where number = $1", number);
    running(() -> listener.await(2));
    assertThat(listener.types()).containsExactly("ticket.opened", "ticket.changed");
    assertThat(listener.calls().getLast().body().getJsonObject("data").getString("topic")).isEqualTo("burst_pipe");
  }

  @Test
  void theSignatureIsThatOfTheStandard() {
    // The example of standardwebhooks.com, as its libraries test themselves with it.
    var key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(HookSignature.of(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void itsSecretIsSealedAndWithoutTheKeyNothingIsSent() {
    assertThat(kept()).startsWith("sealed:k1:").doesNotContain(secret.replace("whsec_", ""));
    ticket();
    long webhook = hooks.list().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow().id();
    var without = new HookPost(fresh.vertx(), new Destinations(true), Seal.NONE, Clock.systemUTC(), PATIENCE);
    assertThat(without.send(queue.hold(webhook).orElseThrow())).isInstanceOf(HookPost.Outcome.Unheard.class);
    assertThat(listener.calls()).isEmpty();
  }

  @Test
  void itsSecretIsSealedAnewWhenKeysAreChanged() {
    var zeros = Base64.getEncoder().encodeToString(new byte[32]);
    var changed = new Hooks(database, Seal.read("k2:B" + zeros.substring(1) + ",k1:" + zeros));
    assertThat(changed.reseal()).isZero();
    assertThat(kept()).startsWith("sealed:k2:");
    assertThat(hooks.reseal()).as("without the new key nothing is lost").isPositive();
    assertThat(kept()).startsWith("sealed:k2:");
    var onlyNew = Seal.read("k2:B" + zeros.substring(1));
    assertThat("whsec_" + onlyNew.open(kept(), Hooks.place(name))).isEqualTo(secret);
  }

  private String kept() {
    return database.first(row -> row.getBuffer(0).toString(), "select secret from webhook where name = $1", name)
        .orElseThrow();
  }

  @Test
  void nothingIsToldThatSaysWhoSomebodyIs() {
    var number = ticket();
    running(() -> listener.await(1));
    assertThat(listener.calls().getFirst().text()).contains(number, "1010021").doesNotContain("Ana", "0722", "Traian",
        "curge");
  }

  @Test
  void whatIsUndoneIsNotTold() {
    var number = ticket();
    assertThatThrownBy(() -> database.together(open -> {
      open.run("update ticket set state = 'closed' where number = $1", number);
      throw new IllegalStateException("power cut");
    })).hasMessage("power cut");
    assertThat(deliveries("due")).as("opened alone").isEqualTo(1);
  }

  @Test
  void aReadingIsToldWhenItCountsAndWhenALaterOneCountsInstead() {
    var serial = "M" + NUMBERS.incrementAndGet();
    new Billing(database).customer("C" + serial, null, null).meter("C" + serial, "P" + serial, serial);
    reading("A" + serial, serial, "accepted");
    reading("B" + serial, serial, "to_check");
    long waiting = database.first(row -> row.getLong(0), "select id from submitted_reading where reference = $1",
        "B" + serial).orElseThrow();
    var reviews = new ReadingReviews(database, (_, _, _, _, _) -> Future.succeededFuture(), Business.defaults(),
        Clock.systemUTC());
    assertThat(reviews.accept(waiting, "ion", null, null)).isEqualTo(ReadingReviews.Decided.ACCEPTED);
    running(() -> listener.await(4));
    assertThat(listener.calls().stream().map(call -> call.body().getString("type") + " "
        + call.body().getJsonObject("data").getString("reference").charAt(0)))
        .containsExactly("reading.accepted A", "reading.to_check B", "reading.corrected A", "reading.accepted B");
  }

  @Test
  void onlyWhatWasAskedForIsToldAndNothingAfterItsEnd() {
    hooks.end(name);
    hooks.add(name, URI.create(listener.url()), Set.of(HookKind.TICKET_CLOSED), "ana");
    var number = ticket();
    change(number);
    assertThat(deliveries("due")).isZero();
    new TicketWork(database, Clock.systemUTC()).close("k" + number, number, "ion", "gata");
    assertThat(deliveries("due")).isEqualTo(1);
    hooks.end(name);
    assertThat(deliveries("due")).isZero();
    assertThat(deliveries("dropped")).isEqualTo(1);
    ticket();
    assertThat(deliveries("due")).isZero();
  }
}
