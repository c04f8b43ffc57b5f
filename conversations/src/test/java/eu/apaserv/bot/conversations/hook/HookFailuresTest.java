package eu.apaserv.bot.conversations.hook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of events whose listener does not take them, and of a holder that died. */
class HookFailuresTest extends HookScene {
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
  void whoEndsBetweenHoldingAndSendingLetsGoOfWhatIsHeld() {
    ticket();
    var before = version();
    var closed = new HookPost(fresh.vertx(), new Destinations(true), SEAL, Clock.systemUTC(), PATIENCE);
    closed.close();
    var posts = new HookPosts(queue, closed);
    posts.start();
    listener.settled(() -> !version().equals(before));
    posts.stop();
    assertThat(stand()).as("held by nobody, tried by nobody").startsWith("ticket.opened due 0 ").doesNotContain("; ");
    assertThat(database.first(row -> row.getBoolean(0), "select held_until is null from webhook_delivery d "
        + "join webhook w on w.id = d.webhook_id where w.name = $1", name)).contains(true);
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

  /** It said yes, and holds the connection by which others are told. */
  @Test
  void anAnswerThatDripsIsCutOff() {
    listener.answer(Listener.DRIPPING);
    ticket();
    running(Duration.ofMillis(1500), () -> {
      listener.settled(() -> deliveries("sent") == 1);
      listener.settled(listener::cutOff);
    });
  }

  private String version() {
    return database.first(row -> row.getString(0), "select string_agg(d.xmin::text, ' ') from webhook_delivery d "
        + "join webhook w on w.id = d.webhook_id where w.name = $1", name).orElseThrow();
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
