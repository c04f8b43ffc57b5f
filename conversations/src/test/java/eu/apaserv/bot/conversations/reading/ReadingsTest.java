package eu.apaserv.bot.conversations.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.AtOnce;
import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadingsTest {
  private static final String CODE = "1000021";
  private static final String SERIAL = "19C100277";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");
  private final UUID chat = UUID.randomUUID();
  private Billing billing;
  private Readings readings;

  @BeforeEach
  void open() {
    billing = new Billing(fresh.database()).customer(CODE, "+40722123456", null).meter(CODE, "P1", SERIAL)
        .reading(SERIAL, "2026-08-31", 215, "read").reading(SERIAL, "2026-09-30", 224, "estimated")
        .reading(SERIAL, "2026-10-31", 233, "self_read").window("est", "2026-11-20", "2026-11-26").link(chat, CODE);
    readings = new Readings(fresh.database(), Business.defaults(), clock);
  }

  private Submission submit(String key, int value) {
    return readings.submit(key, chat, SERIAL, value, "sms", false);
  }

  @Test
  void aMeterComesWithAllItsValueIsJudgedBy() {
    assertThat(readings.meters(chat)).singleElement().satisfies(meter -> {
      assertThat(meter.label()).isEqualTo("Strada Anton Pann 98A");
      assertThat(meter.serial()).isEqualTo(SERIAL);
      assertThat(meter.previous())
          .isEqualTo(new MeterReading(233, LocalDate.of(2026, 10, 31), ReadingSource.SELF_READ));
      assertThat(meter.average()).isEqualByComparingTo("9");
      assertThat(meter.window().closesOn()).isEqualTo(LocalDate.of(2026, 11, 26));
      assertThat(meter.sent()).isNull();
    });
    assertThat(readings.meters(UUID.randomUUID())).isEmpty();
  }

  @Test
  void anAcceptedValueComesWithItsReceipt() {
    var submission = submit("k1", 238);
    assertThat(submission.reference()).matches("[A-Z]\\d[A-Z]\\d");
    assertThat(submission.previous()).isEqualTo(233);
    assertThat(submission.consumption()).isEqualTo(5);
    assertThat(submission.correctableUntil()).isEqualTo(LocalDate.of(2026, 11, 26));
    assertThat(submission.status()).isEqualTo(SubmissionStatus.ACCEPTED);
    assertThat(submission.corrected()).isFalse();
    assertThat(readings.meters(chat).getFirst().sent()).isEqualTo(submission);
    assertThat(readings.meters(chat).getFirst().previous().value()).isEqualTo(233);
  }

  @Test
  void theLastValueOfTheWindowWins() {
    var first = submit("k1", 238);
    clock.forward(Duration.ofDays(1));
    var second = submit("k2", 240);
    assertThat(second.corrected()).isTrue();
    assertThat(second.consumption()).isEqualTo(7);
    assertThat(statuses()).containsExactly(first.reference() + " corrected", second.reference() + " accepted");
    assertThat(submit("k3", 230).status()).as("a refused value corrects nothing").isEqualTo(SubmissionStatus.TO_CHECK);
    assertThat(readings.meters(chat).getFirst().sent()).isEqualTo(second);
  }

  @Test
  void theSameKeyIsTheSameSubmission() throws Exception {
    var submissions = AtOnce.run(10, _ -> submit("k1", 238));
    assertThat(submissions).containsOnly(submissions.getFirst());
    assertThat(statuses()).hasSize(1);
  }

  @Test
  void manyAtOnceLeaveOneThatCounts() throws Exception {
    var submissions = AtOnce.run(12, i -> submit("k" + i, 234 + i));
    assertThat(submissions).extracting(Submission::status).containsOnly(SubmissionStatus.ACCEPTED);
    assertThat(submissions).extracting(Submission::reference).doesNotHaveDuplicates();
    assertThat(statuses()).filteredOn(status -> status.endsWith("accepted")).hasSize(1);
  }

  @Test
  void whatTheRulesDoNotAcceptIsKeptWithItsReason() {
    assertThat(submit("k1", 200)).satisfies(low -> {
      assertThat(low.status()).isEqualTo(SubmissionStatus.TO_CHECK);
      assertThat(low.note()).isEqualTo("below_previous");
      assertThat(low.consumption()).isNull();
      assertThat(low.correctableUntil()).isNull();
    });
    assertThat(submit("k2", 400)).extracting(Submission::status, Submission::note)
        .containsExactly(SubmissionStatus.TO_CHECK, "unusually_high");
    assertThat(readings.submit("k3", chat, SERIAL, 400, "sms", true)).extracting(Submission::status,
        Submission::consumption).containsExactly(SubmissionStatus.ACCEPTED, 167);
    assertThat(submit("k4", 123_456)).extracting(Submission::status, Submission::note)
        .containsExactly(SubmissionStatus.REJECTED, "too_many_digits");
    clock.set("2026-11-27T10:00:00Z");
    assertThat(submit("k5", 238)).extracting(Submission::status, Submission::note)
        .containsExactly(SubmissionStatus.REJECTED, "out_of_window");
  }

  @Test
  void theWindowEndsWithTheUtilitysDay() {
    clock.set("2026-11-26T21:59:00Z");
    assertThat(submit("k1", 238).status()).isEqualTo(SubmissionStatus.ACCEPTED);
    clock.set("2026-11-26T22:01:00Z");
    assertThat(submit("k2", 239).status()).isEqualTo(SubmissionStatus.REJECTED);
  }

  @Test
  void aReadersValueOfThisWindowStands() {
    billing.reading(SERIAL, "2026-11-21", 236, "read");
    assertThat(submit("k1", 238)).extracting(Submission::status, Submission::note)
        .containsExactly(SubmissionStatus.REJECTED, "read_by_reader");
  }

  @Test
  void nextMonthComparesWithWhatWasAcceptedUntilBillingKnowsBetter() {
    submit("k1", 238);
    clock.set("2026-12-21T10:00:00Z");
    assertThat(readings.meters(chat).getFirst().previous().value()).isEqualTo(238);
    assertThat(submit("k2", 244).consumption()).isEqualTo(6);
    billing.reading(SERIAL, "2026-11-30", 241, "read");
    assertThat(readings.meters(chat).getFirst().previous().value()).isEqualTo(241);
  }

  @Test
  void aMeterOfSomebodyElseIsNotTouched() {
    billing.customer("3000001", null, null).meter("3000001", "P9", "99Z");
    var submission = readings.submit("k1", chat, "99Z", 5, "sms", false);
    assertThat(submission).extracting(Submission::status, Submission::note, Submission::previous)
        .containsExactly(SubmissionStatus.REJECTED, "not_linked", null);
  }

  @Test
  void withoutALinkAValueIsOnlyRecorded() {
    var known = readings.submitUnlinked("k1", UUID.randomUUID(), CODE, 238, "sms");
    var unknown = readings.submitUnlinked("k2", UUID.randomUUID(), "7777777", 238, "sms");
    for (var submission : List.of(known, unknown)) {
      assertThat(submission.status()).isEqualTo(SubmissionStatus.TO_CHECK);
      assertThat(submission.note()).isEqualTo("unlinked");
      assertThat(submission.previous()).isNull();
      assertThat(submission.consumption()).isNull();
    }
    assertThat(readings.submitUnlinked("k1", UUID.randomUUID(), CODE, 238, "sms")).isEqualTo(known);
  }

  @Test
  void severalMetersOfOnePlaceAreToldApart() {
    billing.meter(CODE, "P1", "22A000001");
    assertThat(readings.meters(chat)).extracting(PlacedMeter::serial).containsExactly(SERIAL, "22A000001");
    assertThat(submit("k1", 238).status()).isEqualTo(SubmissionStatus.ACCEPTED);
    assertThat(readings.submit("k2", chat, "22A000001", 12, "sms", false)).extracting(Submission::previous,
        Submission::status).containsExactly(0, SubmissionStatus.ACCEPTED);
  }

  @Test
  void aReplacedMeterIsRemembered() {
    fresh.database().run("update meter set removed_on = '2026-11-05' where serial = $1", SERIAL);
    billing.meter(CODE, "P1", "26A000001");
    fresh.database().run("update meter set installed_on = '2026-11-05' where serial = '26A000001'");
    assertThat(readings.meters(chat)).singleElement().satisfies(meter -> {
      assertThat(meter.serial()).isEqualTo("26A000001");
      assertThat(meter.replaced()).isEqualTo(new PlacedMeter.Replaced(SERIAL, 233, 0));
    });
    assertThat(readings.submit("k1", chat, "26A000001", 238, "sms", false).note()).isEqualTo("meter_replaced");
  }

  @Test
  void theFirstValueOfANewMeterCountsWithTheLastOfTheOld() {
    fresh.database().run("update meter set removed_on = '2026-11-05' where serial = $1", SERIAL);
    billing.reading(SERIAL, "2026-11-05", 237, "read").meter(CODE, "P1", "26A000001");
    fresh.database().run("update meter set installed_on = '2026-11-05', initial_index = 2 where serial = '26A000001'");
    assertThat(readings.meters(chat)).singleElement()
        .satisfies(meter -> assertThat(meter.carried()).isEqualTo(4));
    var first = readings.submit("k1", chat, "26A000001", 9, "sms", false);
    assertThat(first).extracting(Submission::previous, Submission::consumption, Submission::note)
        .containsExactly(2, 11, "replaced");
    clock.set("2026-12-21T10:00:00Z");
    assertThat(readings.submit("k2", chat, "26A000001", 15, "sms", false).consumption())
        .as("the old one's is billed").isEqualTo(6);
  }

  /** What an association of owners uses is not unusual for being counted by a new meter. */
  @Test
  void whatIsUsualIsKnownFromTheMeterBefore() {
    for (int month = 1; month <= 10; month++) {
      billing.reading("OLD", LocalDate.of(2026, month, 28).toString(), 1_000 + 300 * month, "read");
    }
    billing.meter(CODE, "P2", "OLD").reading("OLD", "2026-11-12", 4_150, "read").meter(CODE, "P2", "NEW");
    fresh.database().run("update meter set removed_on = '2026-11-12' where serial = 'OLD'");
    fresh.database().run("update meter set installed_on = '2026-11-12' where serial = 'NEW'");
    var first = readings.submit("k1", chat, "NEW", 100, "sms", false);
    assertThat(first).extracting(Submission::status, Submission::consumption)
        .containsExactly(SubmissionStatus.ACCEPTED, 250);
    assertThat(average("NEW")).as("the period of the change is not over").isEqualByComparingTo("300");
    billing.reading("NEW", "2026-11-30", 180, "read");
    clock.set("2026-12-21T10:00:00Z");
    assertThat(average("NEW")).as("nine of 300 and one of 150 + 180").isEqualByComparingTo("303");
  }

  private BigDecimal average(String serial) {
    return Objects.requireNonNull(readings.meters(chat).stream().filter(meter -> meter.serial().equals(serial))
        .findFirst().orElseThrow().average());
  }

  @Test
  void aConfirmedHighValueCountsAndIsNoted() {
    assertThat(readings.submit("k1", chat, SERIAL, 400, "sms", true)).extracting(Submission::status, Submission::note)
        .containsExactly(SubmissionStatus.ACCEPTED, "confirmed_high");
  }

  private List<String> statuses() {
    return fresh.database().list(row -> row.getString("reference") + " " + row.getString("status"),
        "select reference, status from submitted_reading order by id");
  }

  /** As an import does it: readers' values, and then all that customers sent beside them. */
  @Test
  void whatIsSentWhileAReadersValueIsLoadedIsJudgedByIt() {
    var sent = fresh.database().asOne(open -> {
      new Billing(open).reading(SERIAL, "2026-11-21", 236, "read");
      open.run("select pg_advisory_xact_lock(hashtextextended('submitted_reading', 0))");
      var begun = CompletableFuture.supplyAsync(() -> submit("k1", 238));
      Beside.doneOrWaiting(fresh.database(), begun::isDone);
      return begun;
    });
    assertThat(sent.join().status()).isEqualTo(SubmissionStatus.REJECTED);
  }
}
