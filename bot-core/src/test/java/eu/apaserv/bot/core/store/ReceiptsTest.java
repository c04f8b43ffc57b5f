package eu.apaserv.bot.core.store;

import static eu.apaserv.bot.core.store.WalkTables.NOW;
import static eu.apaserv.bot.core.store.WalkTables.receipt;
import static eu.apaserv.bot.core.store.WalkTables.sent;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import eu.apaserv.bot.core.store.Outbox.Settled;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What receipts tell, in whatever order they come. */
class ReceiptsTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private WalkTables walk;
  private Database database;
  private Outbox outbox;

  @BeforeEach
  void open() {
    walk = new WalkTables(fresh.database());
    database = fresh.database();
    outbox = walk.outbox();
  }

  @Test
  void receiptsOnlyMoveForward() {
    long id = walk.sendOne("p1");
    walk.take(receipt(null, "p1", Mark.READ), receipt(null, "p1", Mark.DELIVERED), receipt(null, "p1", Mark.SENT));
    walk.take(receipt(null, "p1", Mark.FAILED));
    assertThat(walk.stateOf(id)).isEqualTo("sent/4");
  }

  @Test
  void failedIsFinal() {
    long id = walk.sendOne("p1");
    walk.take(receipt(null, "p1", Mark.SENT));
    walk.take(new Receipt("sms", null, "p1", Mark.FAILED, "30005", NOW));
    walk.take(receipt(null, "p1", Mark.DELIVERED), receipt(null, "p1", Mark.READ));
    assertThat(walk.stateOf(id)).isEqualTo("failed/2");
    assertThat(outbox.fate(List.of(id)).get(id)).isEqualTo(new Fate(id, Fate.State.FAILED, "30005"));
  }

  @Test
  void failedAfterDeliveredCountsForNothingWhetherTheyComeApartOrTogether() {
    long id = walk.sendOne("p1");
    walk.take(receipt(null, "p1", Mark.DELIVERED), receipt(null, "p1", Mark.FAILED));
    walk.take(receipt(null, "p1", Mark.FAILED));
    assertThat(walk.stateOf(id)).isEqualTo("sent/3");
  }

  @Test
  void deliveredAfterFailedCountsForNothingWhereTheyComeTogether() {
    long id = walk.sendOne("p1");
    walk.take(receipt(null, "p1", Mark.FAILED), receipt(null, "p1", Mark.DELIVERED));
    assertThat(walk.stateOf(id)).isEqualTo("failed/2");
  }

  @Test
  void aFailureThatIsFasterThanTheSendsAnswerFailsTheMessage() {
    long id = walk.reply();
    walk.take(new Receipt("sms", null, "early", Mark.FAILED, "30005", NOW));
    walk.take(receipt(null, "early", Mark.DELIVERED));
    walk.claim();
    Database.await(outbox.settle(sent(id, "early")));
    assertThat(walk.stateOf(id)).isEqualTo("failed/2");
    assertThat(outbox.fate(List.of(id)).get(id)).isEqualTo(new Fate(id, Fate.State.FAILED, "30005"));
  }

  @Test
  void aReplyThatFailedLaterForWhatMayPassGoesOutOnceMore() {
    long id = walk.sendOne("p1");
    var failure = new Receipt("sms", id, "p1", Mark.FAILED, "30003", NOW);
    walk.take(failure);
    assertThat(walk.stateOf(id)).isEqualTo("due/0");
    assertThat(walk.claim()).as("not before it may have passed").isEmpty();
    walk.take(failure);
    assertThat(walk.stateOf(id)).as("told twice").isEqualTo("due/0");
    database.run("update outbox set due_at = now()");
    assertThat(walk.claim()).hasSize(1);
    Database.await(outbox.settle(new Settled(id, 2, "sent", "p2", null, Duration.ZERO, false)));
    walk.take(failure);
    assertThat(walk.stateOf(id)).as("of the copy before").isEqualTo("sent/0");
    walk.take(new Receipt("sms", id, "p2", Mark.FAILED, "30003", NOW));
    assertThat(walk.stateOf(id)).as("no third time").isEqualTo("failed/2");
  }

  @Test
  void whatWeBeganAndCodesStayFailed() {
    for (var column : List.of("priority = 1", "secret = true")) {
      long id = walk.sendOne("p1");
      database.run("update outbox set " + column);
      walk.take(new Receipt("sms", null, "p1", Mark.FAILED, "30003", NOW));
      assertThat(walk.stateOf(id)).as(column).isEqualTo("failed/2");
      database.run("delete from outbox");
      database.run("delete from receipt");
      database.run("delete from inbox");
    }
  }

  @Test
  void aReceiptThatComesAfterAMessageWasGivenUpTellsTheTruth() {
    long id = walk.reply();
    walk.claim();
    database.run("update outbox set state = 'failed', error = 'outcome unknown', lease_until = null");
    walk.take(receipt(id, "p9", Mark.DELIVERED));
    assertThat(walk.stateOf(id)).isEqualTo("sent/3");
  }

  @Test
  void aReceiptThatIsFasterThanTheSendsAnswerIsNotLost() {
    long id = walk.reply();
    walk.take(receipt(null, "early", Mark.DELIVERED));
    walk.claim();
    Database.await(outbox.settle(sent(id, "early")));
    assertThat(walk.stateOf(id)).isEqualTo("sent/3");
  }

  @Test
  void aReceiptWithOurIdSettlesAnUnknownOutcome() {
    long id = walk.reply();
    walk.claim();
    Database.await(outbox.settle(new Settled(id, 1, "unknown", null, "timeout", Duration.ofSeconds(30), false)));
    walk.take(receipt(id, "p9", Mark.SENT));
    assertThat(walk.stateOf(id)).isEqualTo("sent/1");
    walk.expireLeases();
    assertThat(outbox.reconcile(Duration.ZERO).again()).isZero();
  }

  @Test
  void aReceiptOfAnotherChannelTouchesNothing() {
    long id = walk.reply();
    walk.claim();
    walk.take(new Receipt("whatsapp", id, "p9", Mark.FAILED, "x", NOW));
    assertThat(walk.stateOf(id)).isEqualTo("sending/0");
  }
}
