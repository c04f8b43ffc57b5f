package eu.apaserv.bot.conversations.alert;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When something is told: in its days, once, whatever clocks and nodes do. */
class AlertScheduleTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private AlertScene scene;

  @BeforeEach
  void open() {
    scene = new AlertScene(fresh.database());
  }

  @Test
  void aNewInvoiceIsToldOnceHoweverOftenTheScheduleIsGoneThrough() {
    scene.wish(AlertKind.INVOICE_ISSUED);
    scene.invoice("F1", "2026-11-24", "2026-12-09", 87.4);
    scene.news("invoice_issued", "F1");
    for (int i = 0; i < 3; i++) {
      scene.tell();
      scene.clock.forward(Duration.ofMinutes(11));
    }
    assertThat(scene.bodies()).singleElement().asString().startsWith(
        "Aveți o factură nouă, F1, pentru Strada Anton Pann 98A: 87,40 lei, scadentă la 09.12.2026.");
    assertThat(scene.one("select content->'parameters'->>1 from outbox")).isEqualTo("87,40 lei");
    assertThat(scene.one("select content->>'template' from outbox")).isEqualTo("invoice_issued");
  }

  @ParameterizedTest(name = "{0} of {1} on {2}: {3}")
  @CsvSource(delimiter = '|', textBlock = """
    due_soon     | 2026-11-28 | 2026-11-24 | none
    due_soon     | 2026-11-27 | 2026-11-24 | queued
    due_soon     | 2026-11-24 | 2026-11-24 | queued
    due_soon     | 2026-11-23 | 2026-11-24 | skipped too_late
    due_soon     | 2026-11-18 | 2026-11-24 | none
    grace_ending | 2026-11-30 | 2026-11-24 | none
    grace_ending | 2026-11-29 | 2026-11-24 | queued
    grace_ending | 2026-11-24 | 2026-11-24 | queued
    grace_ending | 2026-11-23 | 2026-11-24 | skipped too_late
    """)
  void remindersGoOutInTheirDaysAndLateOnesIfStillTrue(String kind, LocalDate day, LocalDate today, String state) {
    scene.wish(AlertKind.of(kind).orElseThrow());
    scene.database.run("update alert_subscription set since = '2026-10-01'");
    boolean grace = kind.equals("grace_ending");
    scene.billed("F1", day.minusDays(60), grace ? day.minusDays(30) : day, grace ? day : day.plusDays(30));
    scene.clock.set(today + "T10:00:00Z");
    scene.tell();
    assertThat(scene.state()).isEqualTo(state);
  }

  @Test
  void aNodeThatWasDownForADayTellsLateWhatIsStillTrue() {
    scene.wish(AlertKind.DUE_SOON);
    scene.invoice("F1", "2026-11-12", "2026-11-27", 87.4);
    scene.clock.set("2026-11-26T06:00:00Z");
    scene.tell();
    scene.tell();
    assertThat(scene.bodies()).hasSize(1);
  }

  @Test
  void aClockThatJumpsAndComesBackTellsNothingTwice() {
    scene.wish(AlertKind.DUE_SOON);
    scene.invoice("F1", "2026-11-12", "2026-11-27", 87.4);
    scene.tell();
    scene.clock.set("2026-11-27T10:00:00Z");
    scene.tell();
    scene.clock.set("2026-11-25T10:00:00Z");
    scene.tell();
    assertThat(scene.bodies()).hasSize(1);
  }

  @Test
  void nodesThatGoThroughTheScheduleAtOnceTellEverybodyOnce() throws Exception {
    for (int i = 0; i < 40; i++) {
      var person = UUID.randomUUID();
      scene.person(person, "+4070000%04d".formatted(100 + i));
      var code = "20000" + (10 + i);
      scene.billing.customer(code, null, null).meter(code, "Q" + i, "M" + i).link(person, code);
      scene.subscriptions.subscribe(person, List.of(AlertKind.INVOICE_ISSUED, AlertKind.DUE_SOON),
          new Subscriptions.Target(code, null, "whatsapp", false));
      scene.invoice("G" + i, code, "Q" + i, "2026-11-22", "2026-11-27", 10);
      scene.news("invoice_issued", "G" + i);
    }
    scene.database.run("update account_link set seen_at = '2026-11-01'");
    var nodes = new ArrayList<Callable<@Nullable Void>>();
    for (int i = 0; i < 4; i++) {
      nodes.add(() -> {
        scene.tell();
        return null;
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(nodes)) {
        done.get();
      }
    }
    scene.tell();
    assertThat(scene.bodies()).hasSize(80);
    assertThat(scene.database.list(row -> row.getString(0), "select address || (content->>'template') from outbox"))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatBecomesTrueAtNightIsToldInTheMorning() {
    scene.wish(AlertKind.INVOICE_ISSUED);
    scene.invoice("F1", "2026-11-24", "2026-12-09", 87.4);
    scene.news("invoice_issued", "F1");
    scene.clock.set("2026-11-24T19:30:00Z");
    scene.tell();
    assertThat(scene.state()).isEqualTo("waiting");
    scene.clock.set("2026-11-25T05:59:00Z");
    scene.say();
    assertThat(scene.bodies()).isEmpty();
    scene.clock.set("2026-11-25T06:00:00Z");
    scene.say();
    assertThat(scene.bodies()).hasSize(1);
  }

  @ParameterizedTest(name = "{0}: {1} told, {2} reminded")
  @CsvSource({"2026-11-19, 0, 0", "2026-11-20, 1, 0", "2026-11-23, 1, 0", "2026-11-25, 1, 1", "2026-11-26, 0, 0"})
  void theUsualDaysAreToldWhereBillingAnnouncedNone(LocalDate today, int told, int reminded) {
    scene.clock.set(today + "T10:00:00Z");
    scene.wish(AlertKind.READING_WINDOW);
    scene.wish(AlertKind.READING_REMINDER);
    scene.billing.customer("1000035", null, null).link(scene.ana, "1000035");
    scene.tell();
    assertThat(scene.database.list(row -> row.getString(0), "select content->>'template' from outbox order by id"))
        .hasSize(told + reminded);
    assertThat(scene.one("select count(*)::text from outbox where content->>'template' = 'reading_reminder'"))
        .isEqualTo(Integer.toString(reminded));
  }
}
