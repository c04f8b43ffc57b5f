package eu.apaserv.bot.core.store;

import static eu.apaserv.bot.core.store.WalkTables.NOW;
import static eu.apaserv.bot.core.store.WalkTables.receipt;
import static eu.apaserv.bot.core.store.WalkTables.sent;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Receipt.Mark;
import eu.apaserv.bot.core.store.Outbox.Settled;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
  void ofThoseThatComeTogetherTheFurthestIsKeptForEachMessageAndAllWhereOneFailed() {
    var furthest = Marks.furthest(List.of(priced(7L, "p1", Mark.SENT), receipt(7L, "p1", Mark.READ),
        receipt(7L, "p1", Mark.DELIVERED), receipt(8L, "p2", Mark.DELIVERED), receipt(null, "p1", Mark.SENT),
        receipt(9L, "p3", Mark.SENT), receipt(9L, "p3", Mark.FAILED)));
    assertThat(furthest).containsExactlyInAnyOrder(priced(7L, "p1", Mark.READ), receipt(8L, "p2", Mark.DELIVERED),
        receipt(null, "p1", Mark.SENT), receipt(9L, "p3", Mark.SENT), receipt(9L, "p3", Mark.FAILED));
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
  void ofAMessageThatIsKnownNoRowIsKeptAndItBearsItsPriceOnce() {
    long id = walk.sendOne("p1");
    walk.take(priced(id, "p1", Mark.SENT), receipt(id, "p1", Mark.DELIVERED));
    walk.take(priced(id, "p1", Mark.SENT), priced(null, "p1", Mark.READ));
    assertThat(walk.stateOf(id)).isEqualTo("sent/4");
    assertThat(rows()).isEmpty();
    assertThat(charges()).containsExactly(new Figures.Count("sms regular", 1));
  }

  @Test
  void whatIsFasterThanTheSendsAnswerIsKeptAndChargedOnceWhereverTheMonthEnds() {
    long id = walk.reply();
    walk.take(priced(null, "early", Mark.SENT), priced(null, "early", Mark.SENT));
    assertThat(rows()).containsExactly("early 1");
    assertThat(charges()).as("of a message that is not known").containsExactly(new Figures.Count("sms regular", 1));
    walk.claim();
    Database.await(outbox.settle(sent(id, "early")));
    walk.take(priced(id, "early", Mark.SENT));
    database.run("update receipt set received_at = received_at + interval '1 month'");
    assertThat(charges()).containsExactly(new Figures.Count("sms regular", 1));
  }

  @Test
  void aSecondCopyThatIsChargedForIsKept() {
    long id = walk.sendOne("p1");
    walk.take(priced(id, "p1", Mark.SENT), priced(id, "p2", Mark.DELIVERED), receipt(id, "p2", Mark.READ));
    assertThat(rows()).containsExactly("p2 4");
    assertThat(charges()).containsExactly(new Figures.Count("sms regular", 2));
  }

  @Test
  void whenAMessageFailedIsKept() {
    walk.sendOne("p1");
    walk.take(new Receipt("sms", null, "p1", Mark.FAILED, "30005", NOW));
    assertThat(rows()).containsExactly("p1 2");
  }

  private static Receipt priced(@Nullable Long id, String providerId, Mark mark) {
    return new Receipt("sms", id, providerId, mark, null, NOW, "regular");
  }

  private List<String> rows() {
    return database.list(row -> row.getString(0), "select provider_id || ' ' || mark from receipt order by 1");
  }

  private List<Figures.Count> charges() {
    var today = LocalDate.now(ZoneOffset.UTC);
    return new Figures(database).charges(new Figures.Span(today.minusDays(2), today.plusDays(60), ZoneOffset.UTC));
  }

  @Test
  void aReceiptOfAnotherChannelTouchesNothing() {
    long id = walk.reply();
    walk.claim();
    walk.take(new Receipt("whatsapp", id, "p9", Mark.FAILED, "x", NOW));
    assertThat(walk.stateOf(id)).isEqualTo("sending/0");
  }
}
