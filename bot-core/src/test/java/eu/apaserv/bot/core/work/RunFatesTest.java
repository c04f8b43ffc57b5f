package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Pace;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.run.RunState;
import eu.apaserv.bot.core.run.Verdict;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Outbox.Settled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run does once it is known, or never will be, what became of its messages. */
class RunFatesTest extends RunScene {
  @Test
  void whatFailsAfterTheRunWasCalledOffGoesToNoOtherChannel() {
    var run = book.begin(draft("news"), people(1, 1));
    var runs = runs(1000, (_, recipients) -> List.of(say(recipients, "sms", "mail")));
    drain(runs);
    var sent = outbox.claim(1, "sms", Pace.UNLIMITED, Duration.ofSeconds(60));
    assertThat(book.cancel(run.id())).isTrue();
    Database.await(outbox.settle(
        new Settled(sent.getFirst().message().id(), 1, "failed", null, "30005: gone", Duration.ZERO, false)));
    follow(runs, Duration.ofSeconds(5));
    assertThat(figures(run)).isEqualTo(Map.of("failed 30005", 1L));
  }

  @Test
  void whatIsKnownNotToBeDeliveredGoesByTheNextChannelOnce() {
    var run = book.begin(draft("news"), people(1, 2));
    var runs = runs(1000, (_, recipients) -> List.of(say(recipients, "sms", "mail")));
    drain(runs);
    settle("failed", "30003: gone");
    follow(runs, Duration.ofSeconds(3));
    follow(runs, Duration.ofSeconds(3));
    assertThat(channels()).containsExactly("sms", "mail");
    settle("failed", "550: no such box");
    follow(runs, Duration.ofSeconds(3));
    assertThat(figures(run)).isEqualTo(Map.of("failed 550", 2L));
    assertThat(book.find(run.id()).orElseThrow().state()).isEqualTo(RunState.DONE);
  }

  @Test
  void aFailureThatIsHeardOfTooLateIsNoReasonToSayItAgain() {
    var run = book.begin(draft("news"), people(1, 1));
    var runs = runs(1000, (_, recipients) -> List.of(say(recipients, "sms", "mail")));
    drain(runs);
    settle("failed", "30003: gone");
    database.run("update outbox set created_at = now() - interval '601 s'");
    follow(runs, PATIENCE.plusSeconds(1));
    assertThat(figures(run)).isEqualTo(Map.of("failed 30003", 1L));
    assertThat(channels()).containsExactly("sms");
  }

  @Test
  void aFailureHeardOfInTimeCountsHoweverLateItIsSeen() {
    var run = book.begin(draft("news"), people(1, 1));
    var runs = runs(1000, (_, recipients) -> List.of(say(recipients, "sms", "mail")));
    drain(runs);
    settle("sent", null);
    follow(runs, Duration.ofMinutes(5));
    assertThat(figures(run)).isEqualTo(Map.of("sent", 1L));
    var sent = database.first(row -> row.getString(0), "select provider_id from outbox").orElseThrow();
    Database.await(new Inbox(database).take(
        List.of(new Receipt("sms", null, sent, Receipt.Mark.FAILED, "30003", clock.instant()))));
    follow(runs, Duration.ofMinutes(5).minusSeconds(1));
    assertThat(figures(run)).isEqualTo(Map.of("sent", 1L));
    follow(runs, Duration.ofSeconds(2));
    follow(runs, Duration.ofSeconds(3));
    assertThat(channels()).containsExactly("sms", "mail");
    assertThat(book.find(run.id()).orElseThrow().state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void whatNobodyCanTellIsCountedAndNeverSaidAgain() {
    var run = book.begin(draft("news"), people(2, 1));
    var runs = runs(1000, (_, recipients) -> recipients.stream().map(r -> (Verdict) say(List.of(r), "sms", "mail"))
        .toList());
    drain(runs);
    assertThat(outbox.claim(1, "sms", Pace.UNLIMITED, Duration.ofSeconds(60))).singleElement()
        .matches(outbox::leaves);
    for (int i = 0; i < 2; i++) {
      database.run("update outbox set lease_until = now() - interval '1 s' where lease_until is not null");
      outbox.reconcile(Duration.ZERO);
    }
    settle("sent", null);
    follow(runs, Duration.ofSeconds(3));
    assertThat(figures(run)).isEqualTo(Map.of("unknown", 1L, "sent", 1L));
    assertThat(channels()).containsExactly("sms", "sms");
  }
}
