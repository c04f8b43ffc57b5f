package eu.apaserv.bot.conversations.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.AtOnce;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.reading.ReadingReviews.Decided;
import eu.apaserv.bot.conversations.reading.ReadingReviews.Review;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Values that staff look at. */
class ReadingReviewsTest {
  private static final String CODE = "1000021";
  private static final String SERIAL = "19C100277";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");
  private final UUID chat = UUID.randomUUID();
  private final List<Phrase> told = new CopyOnWriteArrayList<>();
  private Readings readings;
  private ReadingReviews reviews;

  @BeforeEach
  void open() {
    var database = fresh.database();
    new Billing(database).customer(CODE, "+40722123456", null).meter(CODE, "P1", SERIAL)
        .reading(SERIAL, "2026-10-31", 233, "read").window("est", "2026-11-20", "2026-11-26").link(chat, CODE);
    database.run("insert into contact (id, channel, address) values ($1, 'sms', '+40722123456')", chat);
    readings = new Readings(database, Business.defaults(), clock);
    reviews = new ReadingReviews(database, this::post, Business.defaults(), clock);
  }

  private Future<?> post(SqlClient transaction, String key, Address to, Language language, Phrase text) {
    told.add(text);
    return Future.succeededFuture();
  }

  private Review only() {
    assertThat(reviews.waiting(0, 10)).hasSize(1);
    return reviews.waiting(0, 10).getFirst();
  }

  private List<String> statuses() {
    return fresh.database().list(row -> row.getInteger("index") + " " + row.getString("status"),
        "select index, status from submitted_reading order by id");
  }

  @Test
  void whatTheCustomerInsistsOnCountsOnceStaffSaySo() {
    readings.submit("k1", chat, SERIAL, 230, "sms", false);
    assertThat(only()).satisfies(one -> {
      assertThat(one.note()).isEqualTo("below_previous");
      assertThat(one.counts()).isFalse();
    });
    assertThat(reviews.accept(only().id(), "maria", null, null)).isEqualTo(Decided.ACCEPTED);
    assertThat(statuses()).containsExactly("230 accepted");
    assertThat(fresh.database().first(row -> row.getLong(0), "select count(consumption) from submitted_reading"))
        .as("no negative consumption").contains(0L);
    assertThat(reviews.waiting(0, 10)).isEmpty();
    assertThat(told).extracting(Phrase::key).containsExactly("review.accepted");
  }

  @Test
  void aLaterValueOfTheCustomerCountsInstead() {
    readings.submit("k1", chat, SERIAL, 230, "sms", false);
    var review = only();
    readings.submit("k2", chat, SERIAL, 238, "sms", false);
    assertThat(reviews.accept(review.id(), "maria", null, null)).isEqualTo(Decided.SUPERSEDED);
    assertThat(statuses()).containsExactly("230 corrected", "238 accepted");
  }

  @Test
  void aRejectedValueIsToldWithItsReason() {
    readings.submit("k1", chat, SERIAL, 400, "sms", true);
    assertThat(only().counts()).as("confirmed high counts meanwhile").isTrue();
    assertThat(reviews.reject(only().id(), "maria", "contorul arată 240")).isEqualTo(Decided.REJECTED);
    assertThat(statuses()).containsExactly("400 rejected");
    assertThat(told.getFirst().args()).containsEntry("reason", "contorul arată 240");
  }

  /** Domain rule 2: the last value wins, of those that are not wrong. */
  @Test
  void whatARejectedValueHadReplacedCountsAgain() {
    readings.submit("k1", chat, SERIAL, 238, "sms", false);
    readings.submit("k2", chat, SERIAL, 240, "sms", false);
    var high = readings.submit("k3", chat, SERIAL, 2400, "sms", true);
    assertThat(reviews.reject(only().id(), "maria", "sunt 240")).isEqualTo(Decided.REJECTED);
    assertThat(statuses()).containsExactly("238 corrected", "240 accepted", "2400 rejected");
    assertThat(told).singleElement().satisfies(text -> {
      assertThat(text.key()).isEqualTo("review.rejected_back");
      assertThat(text.args()).containsEntry("reference", high.reference()).containsEntry("value", "240")
          .containsEntry("serial", SERIAL).containsEntry("reason", "sunt 240");
    });
    assertThat(readings.meters(chat).getFirst().sent()).isNotNull()
        .satisfies(sent -> assertThat(sent.consumption()).isEqualTo(7));
    assertThat(reviews.waiting(0, 10)).isEmpty();
  }

  @Test
  void aHighValueThatCountsAgainStillWaitsForStaff() {
    readings.submit("k1", chat, SERIAL, 300, "sms", true);
    readings.submit("k2", chat, SERIAL, 400, "sms", true);
    assertThat(reviews.reject(only().id(), "maria", "nu")).isEqualTo(Decided.REJECTED);
    assertThat(only().value()).isEqualTo(300);
    assertThat(reviews.reject(only().id(), "maria", "nici acesta")).isEqualTo(Decided.REJECTED);
    assertThat(statuses()).containsExactly("300 rejected", "400 rejected");
    assertThat(told).extracting(Phrase::key).containsExactly("review.rejected_back", "review.rejected");
  }

  @Test
  void aReadersValueIsNotPushedAsideByWhatCameBefore() {
    readings.submit("k1", chat, SERIAL, 238, "sms", false);
    readings.submit("k2", chat, SERIAL, 400, "sms", true);
    new Billing(fresh.database()).reading(SERIAL, "2026-11-21", 239, "read");
    assertThat(reviews.reject(only().id(), "maria", "citit 239")).isEqualTo(Decided.REJECTED);
    assertThat(statuses()).containsExactly("238 corrected", "400 rejected");
    assertThat(told).extracting(Phrase::key).containsExactly("review.rejected");
  }

  @Test
  void whatNeverCountedIsRejectedWithoutBringingAnythingBack() {
    readings.submit("k1", chat, SERIAL, 238, "sms", false);
    readings.submit("k2", chat, SERIAL, 240, "sms", false);
    readings.submit("k3", chat, SERIAL, 230, "sms", false);
    assertThat(reviews.reject(only().id(), "maria", "nu")).isEqualTo(Decided.REJECTED);
    assertThat(statuses()).containsExactly("238 corrected", "240 accepted", "230 rejected");
    assertThat(told).extracting(Phrase::key).containsExactly("review.rejected");
  }

  @Test
  void aPictureIsReadByStaff() {
    var reference = readings.submitPhoto("k1", chat, SERIAL, "media-1", "sms").orElseThrow();
    assertThat(readings.submitPhoto("k1", chat, SERIAL, "media-1", "sms")).contains(reference);
    assertThat(readings.submitPhoto("k2", UUID.randomUUID(), SERIAL, "media-1", "sms")).as("not linked").isEmpty();
    assertThat(only()).satisfies(one -> {
      assertThat(one.photo()).isEqualTo("media-1");
      assertThat(one.value()).isNull();
    });
    assertThat(reviews.accept(only().id(), "maria", null, null)).isEqualTo(Decided.INCOMPLETE);
    assertThat(reviews.accept(only().id(), "maria", null, 240_312)).as("with the red digits")
        .isEqualTo(Decided.INCOMPLETE);
    assertThat(reviews.accept(only().id(), "maria", null, 240)).isEqualTo(Decided.ACCEPTED);
    assertThat(statuses()).containsExactly("240 accepted");
    assertThat(readings.meters(chat).getFirst().sent()).isNotNull()
        .satisfies(sent -> assertThat(sent.consumption()).isEqualTo(7));
  }

  /** The old meter went from 233 to 237, the new one from 2 to 9. */
  @Test
  void whatStaffReadOffANewMeterCountsWithTheLastOfTheOld() {
    changed();
    readings.submitPhoto("k1", chat, "26A000001", "media-1", "sms");
    assertThat(reviews.accept(only().id(), "maria", null, 9)).isEqualTo(Decided.ACCEPTED);
    assertThat(consumptions()).containsExactly(11);
  }

  @Test
  void whatStaffLetCountOfANewMeterCountsWithTheLastOfTheOld() {
    changed();
    assertThat(readings.submit("k1", chat, "26A000001", 60, "sms", false).note()).isEqualTo("unusually_high");
    assertThat(reviews.accept(only().id(), "maria", null, null)).isEqualTo(Decided.ACCEPTED);
    assertThat(consumptions()).containsExactly(62);
  }

  @Test
  void whatStaffReadOffAMeterThatBeganAgainIsCountedOverItsEnd() {
    new Billing(fresh.database()).reading(SERIAL, "2026-11-02", 99_990, "read");
    readings.submitPhoto("k1", chat, SERIAL, "media-1", "sms");
    assertThat(reviews.accept(only().id(), "maria", null, 4)).isEqualTo(Decided.ACCEPTED);
    assertThat(consumptions()).containsExactly(14);
  }

  private void changed() {
    var database = fresh.database();
    new Billing(database).reading(SERIAL, "2026-11-05", 237, "read").meter(CODE, "P1", "26A000001");
    database.run("update meter set removed_on = '2026-11-05' where serial = $1", SERIAL);
    database.run("update meter set installed_on = '2026-11-05', initial_index = 2 where serial = '26A000001'");
  }

  private List<Integer> consumptions() {
    return fresh.database().list(row -> row.getInteger(0), "select consumption from submitted_reading order by id");
  }

  @Test
  void aValueFromAChatThatIsNotLinkedNeedsItsMeter() {
    readings.submitUnlinked("k1", UUID.randomUUID(), CODE, 240, "sms");
    new Billing(fresh.database()).customer("3000001", null, null).meter("3000001", "P9", "99Z");
    assertThat(reviews.accept(only().id(), "maria", null, null)).isEqualTo(Decided.INCOMPLETE);
    assertThat(reviews.accept(only().id(), "maria", "99Z", null)).as("another's meter").isEqualTo(Decided.INCOMPLETE);
    assertThat(reviews.accept(only().id(), "maria", SERIAL, null)).isEqualTo(Decided.ACCEPTED);
    assertThat(told).as("nobody is told who never wrote to us").isEmpty();
  }

  @Test
  void twoWhoDecideAtOnceDecideOnce() throws Exception {
    readings.submit("k1", chat, SERIAL, 230, "sms", false);
    var id = only().id();
    var decided = AtOnce.run(6, i -> i % 2 == 0
        ? reviews.accept(id, "maria", null, null)
        : reviews.reject(id, "ion", "nu"));
    assertThat(decided).filteredOn(one -> one != Decided.NOT_WAITING).hasSize(1);
    assertThat(told).hasSize(1);
  }

  @Test
  void aPictureAfterTheValueIsKeptBesideIt() {
    assertThat(readings.evidence(chat, SERIAL, "media-1")).isFalse();
    readings.submit("k1", chat, SERIAL, 238, "sms", false);
    assertThat(readings.evidence(chat, SERIAL, "media-1")).isTrue();
    assertThat(readings.evidence(UUID.randomUUID(), SERIAL, "media-2")).isFalse();
    assertThat(fresh.database().first(row -> row.getString(0), "select photo from submitted_reading"))
        .contains("media-1");
  }
}
