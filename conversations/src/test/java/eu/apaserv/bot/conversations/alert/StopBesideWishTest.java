package eu.apaserv.bot.conversations.alert;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Leased;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Turned;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Somebody leaves a mail by its link, and asks in a chat for alerts by mail: what they did last counts. */
class StopBesideWishTest {
  private static final Address MAIL = new Address("mail", "ana@example.ro");
  private static final Address CHAT = new Address("telegram", "7100200300");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand("2026-11-24T10:00:00Z");
  private UUID ana;

  @BeforeEach
  void begin() {
    say(CHAT, "buna");
    ana = conversation(CHAT);
    fresh.database().run("update inbox set done_at = now()");
    say(MAIL, "STOP");
    answerStop();
    assertThat(isStopped()).isTrue();
  }

  private void say(Address from, String text) {
    Database.await(new Inbox(fresh.database())
        .take(List.of(new Inbound(from, UUID.randomUUID().toString(), new Content.Text(text), Instant.now()))));
  }

  private UUID conversation(Address of) {
    return fresh.database().first(row -> row.getUUID(0), "select contact_id from address where channel = $1",
        of.channel()).orElseThrow();
  }

  private void answerStop() {
    var mail = conversation(MAIL);
    var conversations = new Conversations(fresh.database(), "here", Duration.ofMinutes(1));
    var leased = conversations.lease(10).stream().filter(one -> one.conversation().equals(mail)).findFirst()
        .orElseThrow();
    var done = leased.messages().stream().map(Leased.Waiting::id).map(id -> new Turned.Done(id, "stopped", "{}"))
        .toList();
    Database.await(conversations.commit(new Turned(leased, "{}", Language.RO, true, null, done, List.of())));
  }

  private void route(Database database) {
    new Subscriptions(database, clock).route(ana, MAIL, "own");
  }

  private boolean isStopped() {
    return new Subscriptions(fresh.database(), clock).stopped(MAIL);
  }

  @Test
  void whoAsksAfterTheyStoppedIsWrittenToAgain() {
    say(CHAT, "pe email");
    route(fresh.database());
    assertThat(isStopped()).isFalse();
  }

  @Test
  void whoStopsAfterTheyAskedIsNotWrittenTo() {
    say(CHAT, "pe email");
    say(MAIL, "STOP");
    answerStop();
    route(fresh.database());
    assertThat(isStopped()).isTrue();
  }

  @Test
  void aStopThatIsNotDealtWithYetStands() {
    say(MAIL, "STOP");
    say(CHAT, "pe email");
    route(fresh.database());
    assertThat(isStopped()).isTrue();
  }

  @Test
  void aStopThatIsDealtWithWhileTheAddressIsOpenedClosesIt() {
    say(CHAT, "pe email");
    Future<?> stopping = fresh.database().asOne(open -> {
      route(open);
      var stop = CompletableFuture.runAsync(() -> {
        say(MAIL, "STOP");
        answerStop();
      });
      Beside.doneOrWaiting(fresh.database(), stop::isDone);
      return Future.fromCompletionStage(stop);
    });
    Database.await(stopping);
    assertThat(isStopped()).isTrue();
  }

  @Test
  void anAddressThatIsBeingClosedIsNotOpenedBesideIt() {
    say(CHAT, "pe email");
    say(MAIL, "STOP");
    Future<?> asking = fresh.database().asOne(open -> {
      open.run("update contact set opted_out_at = now() where id = $1", conversation(MAIL));
      open.run("update inbox set done_at = now() where conversation_id = $1", conversation(MAIL));
      var asked = CompletableFuture.runAsync(() -> route(fresh.database()));
      Beside.doneOrWaiting(fresh.database(), asked::isDone);
      return Future.fromCompletionStage(asked);
    });
    Database.await(asking);
    assertThat(isStopped()).isTrue();
  }
}
