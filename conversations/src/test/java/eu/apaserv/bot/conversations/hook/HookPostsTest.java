package eu.apaserv.bot.conversations.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.reading.ReadingReviews;
import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Seal;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HookPostsTest {
  private static final Set<HookKind> ALL = EnumSet.allOf(HookKind.class);
  /** A busy machine is no silent other side. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Seal SEAL = Seal.read("k1:" + Base64.getEncoder().encodeToString(new byte[32]));
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private Database database;
  private Listener listener;
  private Hooks hooks;
  private HookQueue queue;
  private String name;
  private String secret;

  @BeforeEach
  void listen() {
    database = fresh.database();
    listener = new Listener(fresh.vertx(), this::stand);
    hooks = new Hooks(database, SEAL);
    queue = new HookQueue(database);
    name = "hook-" + NUMBERS.incrementAndGet();
    secret = hooks.add(name, URI.create(listener.url()), ALL, "ana").orElseThrow();
  }

  @AfterEach
  void end() {
    hooks.end(name);
    listener.close();
  }

  private void running(Runnable work) {
    running(PATIENCE, work);
  }

  private void running(Duration patience, Runnable work) {
    var posts = new HookPosts(queue,
        new HookPost(fresh.vertx(), new Destinations(true), SEAL, Clock.systemUTC(), patience));
    posts.start();
    try {
      work.run();
    } finally {
      posts.stop();
    }
  }

  private String ticket() {
    var number = "R-2026-%06d".formatted(NUMBERS.incrementAndGet());
    database.run("""
        insert into ticket (idempotency_key, number, kind, topic, conversation, channel, language, client_code, contact,
          body, place, filed_at, due_on)
        values ($1, $1, 'fault', 'leak', $2, 'sms', 'ro', '1010021', 'Ana 0722000123', 'curge la Ana Pop', 'Traian 14',
          now(), '2026-12-20')""", number, UUID.randomUUID());
    return number;
  }

  private void change(String number) {
    new TicketWork(database, Clock.systemUTC()).expect(UUID.randomUUID().toString(), number, "ion",
        Clock.systemUTC().instant().plusSeconds(NUMBERS.incrementAndGet()));
  }

  private long deliveries(String state) {
    return database.first(row -> row.getLong(0), """
        select count(*) from webhook_delivery d join webhook w on w.id = d.webhook_id
        where w.name = $1 and d.state = $2""", name, state).orElseThrow();
  }

  /** What the other side answered to the last of this test's calls; 0: nothing. */
  private int answered() {
    return database.first(row -> row.getInteger(0), """
        select coalesce(max(d.status), 0) from webhook_delivery d join webhook w on w.id = d.webhook_id
        where w.name = $1""", name).orElseThrow();
  }

  /** How this test's deliveries stand, for a failure's message. */
  private String stand() {
    return String.join("; ", database.list(row -> row.getString(0), """
        select concat_ws(' ', d.kind, d.state, d.attempts, d.status, d.error, d.due_at - now(), d.held_until - now())
        from webhook_delivery d join webhook w on w.id = d.webhook_id where w.name = $1 order by d.id""", name));
  }

  private void now() {
    database.run("update webhook_delivery set due_at = now(), held_until = null where state = 'due'");
  }

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
  void theSignatureIsThatOfTheStandard() {
    // The example of standardwebhooks.com, as its libraries test themselves with it.
    var key = Base64.getDecoder().decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    assertThat(HookSignature.of(key, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, "{\"test\": 2432232314}"))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void itsSecretIsSealedAndWithoutTheKeyNothingIsSent() {
    assertThat(database.first(row -> row.getBuffer(0).toString(), "select secret from webhook where name = $1", name)
        .orElseThrow()).startsWith("sealed:k1:").doesNotContain(secret.replace("whsec_", ""));
    ticket();
    long webhook = hooks.list().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow().id();
    var without = new HookPost(fresh.vertx(), new Destinations(true), Seal.NONE, Clock.systemUTC(), PATIENCE);
    assertThat(without.send(queue.hold(webhook).orElseThrow())).isInstanceOf(HookPost.Outcome.Unheard.class);
    assertThat(listener.calls()).isEmpty();
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

  private void reading(String reference, String serial, String status) {
    database.run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          window_opens_on, window_closes_on, index, previous_index, status, submitted_at)
        values ($1, $1, gen_random_uuid(), 'sms', 'C' || $2, $2, '2026-11-20', '2026-11-25', 1905, 1900, $3, now())""",
        reference, serial, status);
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

  @Test
  void whatIsNotTakenIsTriedAgainAndWhatFollowsWaitsForIt() {
    listener.answer(500);
    var number = ticket();
    change(number);
    running(() -> {
      listener.await(1);
      listener.settled(() -> answered() == 500);
    });
    assertThat(listener.types()).as("the change waits behind it").containsExactly("ticket.opened");
    assertThat(database.first(row -> row.getBoolean(0), "select min(due_at) filter (where attempts = 1) > now() + "
        + "interval '3 s' from webhook_delivery where state = 'due'").orElseThrow()).isTrue();

    listener.answer(204);
    now();
    running(() -> listener.await(3));
    assertThat(listener.types()).containsExactly("ticket.opened", "ticket.opened", "ticket.changed");
    assertThat(listener.calls().get(0).text()).as("the same bytes").isEqualTo(listener.calls().get(1).text());
  }

  @Test
  void whatAHolderHadWhenItDiedIsToldByAnotherUnderTheSameId() {
    ticket();
    long webhook = hooks.list().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow().id();
    var dead = queue.hold(webhook).orElseThrow();
    assertThat(queue.hold(webhook)).as("it is held").isEmpty();
    new HookPost(fresh.vertx(), new Destinations(true), SEAL, Clock.systemUTC(), PATIENCE).send(dead);
    assertThat(deliveries("due")).as("sent, and killed before that was noted").isEqualTo(1);

    database.run("update webhook_delivery set held_until = now() - interval '1 s' where state = 'due'");
    running(() -> listener.await(2));
    assertThat(listener.calls().get(0).header("webhook-id")).isEqualTo(listener.calls().get(1).header("webhook-id"));
    assertThat(deliveries("sent")).isEqualTo(1);
  }

  @Test
  void afterADayItIsGivenUpAndStaffTryItAgain() {
    listener.answer(410);
    var number = ticket();
    database.run("update webhook_delivery set give_up_at = now() where subject = $1", "ticket " + number);
    running(() -> listener.settled(() -> deliveries("failed") == 1));
    var failed = queue.failed(100).stream().filter(one -> one.webhook().equals(name)).toList();
    assertThat(failed).singleElement().satisfies(one -> {
      assertThat(one.status()).isEqualTo(410);
      assertThat(one.subject()).isEqualTo("ticket " + number);
    });
    listener.answer(200);
    assertThat(queue.redeliver(failed.getFirst().id())).isTrue();
    assertThat(queue.redeliver(failed.getFirst().id())).as("once").isFalse();
    running(() -> listener.settled(() -> deliveries("sent") == 1));
  }

  @Test
  void whoDoesNotAnswerKeepsNobodyElseWaiting() {
    try (var silent = new Listener(fresh.vertx(), this::stand)) {
      silent.answer(Listener.NEVER);
      hooks.add("silent-" + name, URI.create(silent.url()), ALL, "ana");
      for (int i = 0; i < 10; i++) {
        ticket();
      }
      running(Duration.ofMillis(1500), () -> {
        listener.await(10);
        silent.await(4);
        listener.settled(() -> queue.due().isEmpty() || errors().contains("TimeoutException"));
      });
      assertThat(silent.mostAtOnce()).as("few at once").isBetween(4, 8);
    } finally {
      hooks.end("silent-" + name);
    }
  }

  private List<String> errors() {
    return database.list(row -> row.getString(0),
        "select distinct error from webhook_delivery where error is not null and state = 'due'");
  }

  @Test
  void noRedirectIsFollowedAndAnEndlessAnswerIsCutOff() {
    try (var inside = new Listener(fresh.vertx(), this::stand)) {
      listener.redirect(inside.url());
      ticket();
      running(() -> listener.settled(() -> answered() == 302));
      assertThat(inside.calls()).isEmpty();
    }
    listener.answer(Listener.ENDLESS);
    now();
    running(() -> listener.settled(() -> deliveries("sent") == 1));
    listener.settled(listener::cutOff);
  }

  @Test
  void waitsGrowToAnHour() {
    assertThat(new JsonArray(List.of(1, 2, 3, 4, 5, 6, 7, 20)).stream()
        .map(n -> HookPosts.wait((Integer) n).toSeconds()))
        .containsExactly(5L, 15L, 45L, 135L, 405L, 1215L, 3600L, 3600L);
  }

  @Test
  void aRestartOfTheProgramLosesNothing() {
    var number = ticket();
    assertThat(deliveries("due")).as("kept with the ticket, told by nobody yet").isEqualTo(1);
    running(() -> listener.await(1));
    assertThat(new JsonObject(listener.calls().getFirst().text()).getJsonObject("data").getString("number"))
        .isEqualTo(number);
  }
}
