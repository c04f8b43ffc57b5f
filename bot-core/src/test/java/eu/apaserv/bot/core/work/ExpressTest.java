package eu.apaserv.bot.core.work;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.store.Turned;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Answers that leave straight from the commit of their turn. */
class ExpressTest extends SenderScene {
  private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
  /** What was kept as being sent when it was made: a claim comes later. */
  private static final String STRAIGHT = "attempts = 1 and tried_at = created_at and lease_by is null and state = 'sent'";

  private final ConcurrentLinkedQueue<String> said = new ConcurrentLinkedQueue<>();
  private final AtomicInteger heard = new AtomicInteger();

  private static String body(Content content) {
    return content instanceof Content.Text(String body) ? body : "";
  }

  private Conversations conversations() {
    return new Conversations(fresh.database(), "node0", Duration.ofSeconds(20), senders.getFirst().express());
  }

  /** A channel is open once its first look at the database has been made. */
  private Conversations open() {
    var conversations = conversations();
    until(() -> senders.getFirst().express().pace("paper") != null);
    return conversations;
  }

  private void answer(Conversations conversations, String... texts) {
    answer(conversations, now, texts);
  }

  private void answer(Conversations conversations, Instant sentAt, String... texts) {
    var message = new Inbound(new Address("paper", "ana"), "m" + heard.incrementAndGet(), new Content.Text("?"),
        sentAt);
    Database.await(new Inbox(fresh.database()).take(List.of(message)));
    var leased = conversations.lease(10).getFirst();
    var done = leased.messages().stream().map(m -> new Turned.Done(m.id(), "answered", "{}")).toList();
    var replies = Stream.of(texts).map(text -> new Turned.Reply(new Content.Text(text), "m")).toList();
    Database.await(conversations.commit(new Turned(leased, "{}", Language.RO, false, null, done, replies)));
  }

  private Delivery accept(Outbound message) {
    said.add(body(message.content()));
    return new Delivery.Accepted("p" + message.id());
  }

  @Test
  void allAnswersOfATurnLeaveInOrderWithoutAClaim() {
    start(Pace.UNLIMITED, 1, this::accept);
    answer(open(), "one", "two", "three");
    until(() -> count(STRAIGHT) == 3);
    assertThat(said).containsExactly("one", "two", "three");
  }

  @Test
  void theProviderIsToldWhatIsAnsweredAndWhenThePersonWasHeard() {
    var messages = new ConcurrentLinkedQueue<Outbound>();
    start(Pace.UNLIMITED, 1, message -> {
      messages.add(message);
      return new Delivery.Accepted("p");
    });
    answer(open(), "one");
    until(() -> count(STRAIGHT) == 1);
    var message = messages.element();
    assertThat(message.replyTo()).isEqualTo("m");
    assertThat(message.to()).isEqualTo(new Address("paper", "ana"));
    assertThat(message.heardAt()).isEqualTo(now);
  }

  @Test
  void whatFollowsAnAnswerThatIsTriedAgainWaitsForIt() {
    var refused = new AtomicInteger();
    var follows = new CountDownLatch(1);
    start(Pace.UNLIMITED, 1, message -> {
      if (body(message.content()).equals("one") && refused.getAndIncrement() == 0) {
        awaited(follows);
        return new Delivery.Retry(Duration.ofMillis(10), "busy");
      }
      return accept(message);
    });
    try {
      var conversations = open();
      answer(conversations, "one");
      until(() -> refused.get() == 1);
      answer(conversations, "two");
      assertThat(count("attempts = 1 and tried_at = created_at")).isEqualTo(2);
    } finally {
      follows.countDown();
    }
    until(() -> count("state = 'sent'") == 2);
    assertThat(said).containsExactly("one", "two");
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void behindAnAnswerThatWaitsNothingOvertakes() {
    start(Pace.UNLIMITED, 1, this::accept);
    var conversations = open();
    new ChannelStates(fresh.database()).pause("paper", "maria", "test");
    answer(conversations, "one");
    assertThat(count("state = 'due' and attempts = 0")).as("a paused channel sends nothing").isEqualTo(1);
    fresh.database().run("update outbox set due_at = now() + interval '1 hour'");
    new ChannelStates(fresh.database()).resume("paper");
    answer(conversations, "two");
    assertThat(count("state = 'due' and attempts = 0")).isEqualTo(2);
    fresh.database().run("update outbox set due_at = now()");
    senders.getFirst().bell().ring();
    until(() -> count("state = 'sent'") == 2);
    assertThat(said).containsExactly("one", "two");
  }

  @Test
  void whoHasHadHalfOfTheirShareOfLateWaitsForAClaimAndGetsNoMoreThanTheirShare() {
    start(new Pace(Double.POSITIVE_INFINITY, 4 / 3600.0, 4), 1, this::accept);
    var conversations = open();
    answer(conversations, "one", "two");
    until(() -> count(STRAIGHT) == 2 && count("state = 'sent'") == 2);
    answer(conversations, "three");
    answer(conversations, "four");
    answer(conversations, "five");
    until(() -> count("state = 'sent'") == 4);
    assertThat(count(STRAIGHT)).isEqualTo(2);
    assertThat(count("state = 'due' and attempts = 0")).isEqualTo(1);
  }

  @Test
  void whatIsSaidByANodeThatSendsNothingAtOnceDoesNotBeginTheCountAnew() {
    start(new Pace(Double.POSITIVE_INFINITY, 4 / 3600.0, 4), 1, this::accept);
    answer(open(), "one", "two");
    until(() -> count(STRAIGHT) == 2);
    answer(new Conversations(fresh.database(), "node1", Duration.ofSeconds(20)), "three");
    until(() -> count("state = 'sent'") == 3);
    answer(open(), "four");
    until(() -> count("state = 'sent'") == 4);
    assertThat(count(STRAIGHT)).isEqualTo(2);
  }

  @Test
  void aShareIsCountedAnewOnceItsTimeIsOver() {
    start(new Pace(Double.POSITIVE_INFINITY, 2 / 3600.0, 2), 1, this::accept);
    var conversations = open();
    answer(conversations, "one");
    until(() -> count(STRAIGHT) == 1 && count("state = 'sent'") == 1);
    fresh.database().run("update conversation set said_since = said_since - interval '2 hours'");
    answer(conversations, "two");
    until(() -> count(STRAIGHT) == 2);
  }

  @Test
  void aCommitThatFailsSendsNothingAndIsForgottenOnceThatIsSure() {
    start(Pace.UNLIMITED, 1, this::accept);
    var conversations = open();
    answer(conversations, "one");
    until(() -> count(STRAIGHT) == 1);
    fresh.database().run("alter table outbox add constraint refused check (content->>'body' <> 'two')");
    try {
      answer(conversations, "two");
    } catch (StoreException expected) {
      assertThat(expected).hasMessageContaining("refused");
    }
    fresh.database().run("alter table outbox drop constraint refused");
    fresh.database().run("update conversation set lease_until = null, lease_by = null");
    until(() -> {
      answer(conversations, "three");
      return count(STRAIGHT) > 1;
    });
    assertThat(said).startsWith("one", "three").doesNotContain("two");
  }

  /** It may come after newer ones, which a claim looks for. */
  @Test
  void whatAnswersAnOldMessageIsClaimed() {
    start(Pace.UNLIMITED, 1, this::accept);
    var conversations = open();
    answer(conversations, now.minus(Duration.ofHours(2)), "one");
    assertThat(count("attempts = 1 and tried_at = created_at")).isZero();
    senders.getFirst().bell().ring();
    until(() -> count("state = 'sent'") == 1);
  }

  /** Whoever is answered while one of their answers fails stands behind it, at each step of its way back. */
  @Test
  void answersStayInOrderHoweverManyAreRefused() {
    var random = new Random(7);
    start(Pace.UNLIMITED, 1, message -> {
      boolean refused;
      synchronized (random) {
        refused = random.nextInt(4) == 0;
      }
      return refused ? new Delivery.Retry(Duration.ofMillis(1), "busy") : accept(message);
    });
    var conversations = open();
    int answers = 60;
    for (int i = 0; i < answers; i++) {
      answer(conversations, String.valueOf(i));
    }
    until(() -> count("state = 'sent'") == answers);
    assertThat(said).containsExactlyElementsOf(IntStream.range(0, answers).mapToObj(String::valueOf).toList());
  }
}
