package eu.apaserv.bot.conversations.alert;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.RunBatch;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.RunFates;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Runs;
import java.math.BigDecimal;
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

/** Who is told what, when: every rule by which the facts decide, at the moment of sending. */
class AlertsTest {
  private static final String CODE = "1000021";
  private static final Texts TEXTS = Texts.load(Flows.TEXTS);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  /** Noon of a Tuesday, by the utility's clock. */
  private final Hand clock = new Hand("2026-11-24T10:00:00Z");
  private final UUID ana = UUID.randomUUID();
  private Database database;
  private Billing billing;
  private Subscriptions subscriptions;
  private RunBook book;

  @BeforeEach
  void open() {
    database = fresh.database();
    billing = new Billing(database).customer(CODE, "+40722123456", null).meter(CODE, "P1", "19C100277");
    subscriptions = new Subscriptions(database, clock);
    book = new RunBook(database, clock);
    person(ana, "+40700000001");
    billing.link(ana, CODE);
    database.run("update account_link set seen_at = '2026-11-01'");
  }

  @Test
  void aNewInvoiceIsToldOnceHoweverOftenTheScheduleIsGoneThrough() {
    wish(AlertKind.INVOICE_ISSUED);
    invoice("F1", "2026-11-24", "2026-12-09", 87.4);
    news("invoice_issued", "F1");
    for (int i = 0; i < 3; i++) {
      tell();
      clock.forward(Duration.ofMinutes(11));
    }
    assertThat(bodies()).singleElement().asString().startsWith(
        "Aveți o factură nouă, F1, pentru Strada Anton Pann 98A: 87,40 lei, scadentă la 09.12.2026.");
    assertThat(one("select content->'parameters'->>1 from outbox")).isEqualTo("87,40 lei");
    assertThat(one("select content->>'template' from outbox")).isEqualTo("invoice_issued");
  }

  @Test
  void severalInvoicesOfOnePersonAreOneMessage() {
    billing.customer("1000035", null, null).meter("1000035", "P2", "19C100278").link(ana, "1000035");
    database.run("update account_link set seen_at = '2026-11-01'");
    wish(AlertKind.INVOICE_ISSUED);
    subscriptions.subscribe(ana, List.of(AlertKind.INVOICE_ISSUED),
        new Subscriptions.Target("1000035", null, "whatsapp", false));
    invoice("F1", "2026-11-24", "2026-12-09", 87.4);
    invoice("F2", "1000035", "P2", "2026-11-24", "2026-12-10", 12.6);
    news("invoice_issued", "F1");
    news("invoice_issued", "F2");
    tell();
    assertThat(bodies()).singleElement().asString()
        .startsWith("Aveți 2 facturi noi, în total 100,00 lei:\n• Strada Anton Pann 98A: 87,40 lei, 09.12.2026\n");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(delimiter = '|', textBlock = """
    still owed               | select 1                                                                          | queued
    paid in full             | update invoice set outstanding = 0                                                | skipped paid
    a payment that is booked | insert into payment values ('X', '1000021', 'F1', '2026-11-24', null, 87.4, 'card', 'pending') | skipped paid
    paid without a number    | insert into payment values ('X', '1000021', null, '2026-11-24', null, 90, 'card', 'confirmed') | skipped paid
    paid in part             | insert into payment values ('X', '1000021', 'F1', '2026-11-24', null, 20, 'card', 'pending') | queued
    a payment that failed    | insert into payment values ('X', '1000021', 'F1', '2026-11-24', null, 87.4, 'card', 'failed') | queued
    the link has ended       | update account_link set ended_at = now()                                          | skipped link_ended
    the link sleeps          | update account_link set seen_at = '2025-01-01'                                    | skipped link_ended
    the mandate is over      | update account_link set role = 'administrator'                                    | skipped link_ended
    not wished any more      | update alert_subscription set ended_at = now()                                    | skipped not_wished
    everything was stopped   | update contact set opted_out_at = now()                                           | skipped opted_out
    nobody is there          | update contact set unreachable_at = now()                                         | skipped unreachable
    billing took it back     | delete from invoice                                                               | skipped gone
    """)
  void whatChangesBetweenMakingTheRunAndSayingItCounts(String what, String change, String state) {
    wish(AlertKind.DUE_SOON);
    invoice("F1", "2026-11-12", "2026-11-27", 87.4);
    schedule().round();
    assertThat(state()).isEqualTo("waiting");
    database.run(change);
    say();
    assertThat(state()).as(what).isEqualTo(state);
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
    wish(AlertKind.of(kind).orElseThrow());
    database.run("update alert_subscription set since = '2026-10-01'");
    boolean grace = kind.equals("grace_ending");
    billed("F1", day.minusDays(60), grace ? day.minusDays(30) : day, grace ? day : day.plusDays(30));
    clock.set(today + "T10:00:00Z");
    tell();
    assertThat(state()).isEqualTo(state);
  }

  @Test
  void aNodeThatWasDownForADayTellsLateWhatIsStillTrue() {
    wish(AlertKind.DUE_SOON);
    invoice("F1", "2026-11-12", "2026-11-27", 87.4);
    clock.set("2026-11-26T06:00:00Z");
    tell();
    tell();
    assertThat(bodies()).hasSize(1);
  }

  @Test
  void aClockThatJumpsAndComesBackTellsNothingTwice() {
    wish(AlertKind.DUE_SOON);
    invoice("F1", "2026-11-12", "2026-11-27", 87.4);
    tell();
    clock.set("2026-11-27T10:00:00Z");
    tell();
    clock.set("2026-11-25T10:00:00Z");
    tell();
    assertThat(bodies()).hasSize(1);
  }

  @Test
  void nodesThatGoThroughTheScheduleAtOnceTellEverybodyOnce() throws Exception {
    for (int i = 0; i < 40; i++) {
      var person = UUID.randomUUID();
      person(person, "+4070000%04d".formatted(100 + i));
      var code = "20000" + (10 + i);
      billing.customer(code, null, null).meter(code, "Q" + i, "M" + i).link(person, code);
      subscriptions.subscribe(person, List.of(AlertKind.INVOICE_ISSUED, AlertKind.DUE_SOON),
          new Subscriptions.Target(code, null, "whatsapp", false));
      invoice("G" + i, code, "Q" + i, "2026-11-22", "2026-11-27", 10);
      news("invoice_issued", "G" + i);
    }
    database.run("update account_link set seen_at = '2026-11-01'");
    var nodes = new ArrayList<Callable<@Nullable Void>>();
    for (int i = 0; i < 4; i++) {
      nodes.add(() -> {
        tell();
        return null;
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var done : threads.invokeAll(nodes)) {
        done.get();
      }
    }
    tell();
    assertThat(bodies()).hasSize(80);
    assertThat(database.list(row -> row.getString(0), "select address || (content->>'template') from outbox"))
        .doesNotHaveDuplicates();
  }

  @Test
  void whatBecomesTrueAtNightIsToldInTheMorning() {
    wish(AlertKind.INVOICE_ISSUED);
    invoice("F1", "2026-11-24", "2026-12-09", 87.4);
    news("invoice_issued", "F1");
    clock.set("2026-11-24T19:30:00Z");
    tell();
    assertThat(state()).isEqualTo("waiting");
    clock.set("2026-11-25T05:59:00Z");
    say();
    assertThat(bodies()).isEmpty();
    clock.set("2026-11-25T06:00:00Z");
    say();
    assertThat(bodies()).hasSize(1);
  }

  @Test
  void whoHasThePaymentPageOpenIsAskedAboutAgainWhenItCloses() {
    wish(AlertKind.DUE_SOON);
    invoice("F1", "2026-11-12", "2026-11-27", 87.4);
    database.run("""
        with begun as (
          insert into payment_attempt (idempotency_key, reference, conversation, channel, address, language, client_code,
            provider, amount, state, token_hash, created_at, expires_at)
          values ('k', 'R1', $1, 'whatsapp', 'x', 'ro', $2, 'netopia', 87.4, 'opened', '\\x00', now(), $3) returning id
        )
        insert into payment_allocation select id, 1, 'F1', 87.4 from begun""", ana, CODE,
        clock.instant().plusSeconds(900).atOffset(java.time.ZoneOffset.UTC));
    tell();
    assertThat(state()).isEqualTo("waiting");
    database.run("update payment_attempt set state = 'paid', paid_on = '2026-11-24'");
    clock.forward(Duration.ofMinutes(16));
    say();
    assertThat(state()).isEqualTo("skipped paid");
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(delimiter = '|', textBlock = """
    nothing sent            | select 1                                                                                    | queued
    the index was sent      | insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial, index, status, submitted_at) values ('k', 'A1', gen_random_uuid(), 'sms', '1000021', '19C100277', 5, 'accepted', '2026-11-22') | skipped sent
    sent to be checked      | insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, index, status, submitted_at) values ('k', 'A1', gen_random_uuid(), 'sms', '1000021', 5, 'to_check', '2026-11-22') | skipped sent
    what was sent is refused | insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial, index, status, submitted_at) values ('k', 'A1', gen_random_uuid(), 'sms', '1000021', '19C100277', 5, 'rejected', '2026-11-22') | queued
    the reader was there    | insert into billing_reading values ('19C100277', '2026-11-22', 7, 'read')                   | skipped sent
    sent in the last window | insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial, index, status, submitted_at) values ('k', 'A1', gen_random_uuid(), 'sms', '1000021', '19C100277', 5, 'accepted', '2026-10-22') | queued
    the days were moved     | update reading_window set closes_on = '2026-11-30'                                          | skipped moved
    the link has ended      | update account_link set ended_at = now()                                                    | skipped link_ended
    """)
  void aReadingIsAskedForOnlyWhereNoneCame(String what, String change, String state) {
    billing.window("est", "2026-11-20", "2026-11-24");
    wish(AlertKind.READING_REMINDER);
    schedule().round();
    assertThat(state()).isEqualTo("waiting");
    database.run(change);
    say();
    assertThat(state()).as(what).isEqualTo(state);
  }

  @ParameterizedTest(name = "{0}: {1} told, {2} reminded")
  @CsvSource({"2026-11-19, 0, 0", "2026-11-20, 1, 0", "2026-11-23, 1, 0", "2026-11-25, 1, 1", "2026-11-26, 0, 0"})
  void theUsualDaysAreToldWhereBillingAnnouncedNone(LocalDate today, int told, int reminded) {
    clock.set(today + "T10:00:00Z");
    wish(AlertKind.READING_WINDOW);
    wish(AlertKind.READING_REMINDER);
    billing.customer("1000035", null, null).link(ana, "1000035");
    tell();
    assertThat(database.list(row -> row.getString(0), "select content->>'template' from outbox order by id"))
        .hasSize(told + reminded);
    assertThat(one("select count(*)::text from outbox where content->>'template' = 'reading_reminder'"))
        .isEqualTo(Integer.toString(reminded));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(delimiter = '|', textBlock = """
    booked              | select 1                                      | queued
    taken back          | update payment set status = 'refunded'        | skipped not_booked
    long ago            | update payment set booked_on = '2026-11-01'   | skipped too_late
    """)
  void aPaymentIsToldWhileItIsBooked(String what, String change, String state) {
    wish(AlertKind.PAYMENT_BOOKED);
    database.run("insert into payment values ('X', '1000021', null, '2026-11-23', '2026-11-24', 50, 'card', 'booked')");
    news("payment_booked", "X");
    schedule().round();
    database.run(change);
    say();
    assertThat(state()).as(what).isEqualTo(state);
  }

  @Test
  void whoAskedForSmsGetsSmsWithinTheirParts() {
    subscriptions.route(ana, new Address("sms", "+40722123456"), "file");
    subscriptions.subscribe(ana, List.of(AlertKind.INVOICE_ISSUED),
        new Subscriptions.Target(CODE, null, "sms", false));
    for (int i = 0; i < 20; i++) {
      invoice("FACT0000" + i, "2026-11-24", "2026-12-09", 87.4);
      news("invoice_issued", "FACT0000" + i);
    }
    tell();
    assertThat(database.list(row -> row.getString(0), "select channel || ' ' || address from outbox"))
        .containsExactly("sms +40722123456");
    assertThat(bodies().getFirst()).hasSizeLessThanOrEqualTo(306).contains("Facturi noi: 20, total 1.748,00 lei")
        .endsWith("+ inca " + (20 - bodies().getFirst().split("\n", -1).length + 2));
  }

  @Test
  void aPreviewTellsPeoplePartsAndCostAndWritesNothing() {
    subscriptions.subscribe(ana, List.of(AlertKind.OUTAGE),
        new Subscriptions.Target(null, new Place(null, "Roman", "Strada Lungă", "3", null, null, null), "sms", false));
    var audience = eu.apaserv.bot.core.run.Audience.of("""
        select conversation as person, 'x' as subject, channel, language, null::timestamptz as due_at from alert_wish
        where kind = 'outage' and street_key = $1""", "lunga");
    var preview = Preview.of(book.reach(audience), post(), AlertRules.defaults(), _ -> new Message("outage", List.of(),
        eu.apaserv.bot.core.dialogue.Phrase.plain("x".repeat(200)), List.of(), List.of()));
    assertThat(preview.people()).isEqualTo(1);
    assertThat(preview.rows().getFirst().parts()).isEqualTo(2);
    assertThat(preview.cost()).isEqualByComparingTo(new BigDecimal("0.40"));
    assertThat(book.latest(1)).isEmpty();
  }

  private void wish(AlertKind kind) {
    subscriptions.subscribe(ana, List.of(kind), new Subscriptions.Target(CODE, null, "whatsapp", false));
  }

  private void person(UUID id, String address) {
    database.run("insert into contact (id, channel, address) values ($1, 'whatsapp', $2)", id, address);
    database.run("insert into address (channel, id, contact_id) values ('whatsapp', $2, $1)", id, address);
    database.run("insert into conversation (id) values ($1)", id);
  }

  private void invoice(String number, String issued, String due, double amount) {
    invoice(number, CODE, "P1", issued, due, amount);
  }

  private void invoice(String number, String code, String point, String issued, String due, double amount) {
    database.run("insert into invoice values ($1, $2, $3, $4, $5, $6, null, null, 0, 0, $7, $7)", number, code, point,
        LocalDate.parse(issued), LocalDate.parse(due), LocalDate.parse(due).plusDays(30), BigDecimal.valueOf(amount));
  }

  private void billed(String number, LocalDate issued, LocalDate due, LocalDate grace) {
    database.run("insert into invoice values ($1, $2, 'P1', $3, $4, $5, null, null, 0, 0, 50, 50)", number, CODE,
        issued,
        due, grace);
  }

  private void news(String kind, String subject) {
    database.run("""
        insert into billing_event (kind, subject, client_code, happened_on, noted_at)
        values ($1, $2, coalesce((select client_code from invoice where invoice_number = $2), '1000021'), '2026-11-24',
          now())""", kind, subject);
  }

  private AlertPost post() {
    return new AlertPost(database, TEXTS, AlertRules.defaults(), List.of("whatsapp", "sms"), "sms"::equals,
        text -> text.length() <= 160 ? 1 : (text.length() + 152) / 153);
  }

  private AlertRoom room() {
    return new AlertRoom(database, post(), Business.defaults(), clock);
  }

  private AlertSchedule schedule() {
    return new AlertSchedule(room(), book);
  }

  private void tell() {
    schedule().round();
    say();
  }

  private void say() {
    var outbox = new Outbox(database, "here");
    var rooms = new Runs.Rooms(book, new RunBatch(database), new RunFates(database, Duration.ofMinutes(10)), outbox,
        new Bell());
    var runs = new Runs(rooms, AlertSchedule.kinds(room()), List.of("whatsapp", "sms"), _ -> 1000, clock);
    while (runs.say()) {
      Thread.onSpinWait();
    }
  }

  /** Of the only recipient, with the reason; none where there is none. */
  private String state() {
    return database.first(row -> row.getString(0),
        "select concat_ws(' ', state, reason) from run_recipient").orElse("none");
  }

  private String one(String sql) {
    return database.first(row -> row.getString(0), sql).orElse("");
  }

  private List<String> bodies() {
    return database.list(row -> row.getString(0), "select content->'body'->>'body' from outbox order by id");
  }
}
