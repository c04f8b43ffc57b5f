package eu.apaserv.bot.conversations.alert;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.conversations.ticket.Place;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.run.Audience;
import eu.apaserv.bot.core.run.Reach;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is told what: every rule by which the facts decide, at the moment of sending. */
class AlertsTest {
  private static final String CODE = AlertScene.CODE;

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private AlertScene scene;

  @BeforeEach
  void open() {
    scene = new AlertScene(fresh.database());
  }

  @Test
  void severalInvoicesOfOnePersonAreOneMessage() {
    scene.billing.customer("1000035", null, null).meter("1000035", "P2", "19C100278").link(scene.ana, "1000035");
    scene.database.run("update account_link set seen_at = '2026-11-01'");
    scene.wish(AlertKind.INVOICE_ISSUED);
    scene.subscriptions.subscribe(scene.ana, List.of(AlertKind.INVOICE_ISSUED),
        new Subscriptions.Target("1000035", null, "whatsapp", false));
    scene.invoice("F1", "2026-11-24", "2026-12-09", 87.4);
    scene.invoice("F2", "1000035", "P2", "2026-11-24", "2026-12-10", 12.6);
    scene.news("invoice_issued", "F1");
    scene.news("invoice_issued", "F2");
    scene.tell();
    assertThat(scene.bodies()).singleElement().asString()
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
    scene.wish(AlertKind.DUE_SOON);
    scene.invoice("F1", "2026-11-12", "2026-11-27", 87.4);
    scene.schedule().round();
    assertThat(scene.state()).isEqualTo("waiting");
    scene.database.run(change);
    scene.say();
    assertThat(scene.state()).as(what).isEqualTo(state);
  }

  @ParameterizedTest
  @CsvSource({"INVOICE_ISSUED, 2026-11-24, 2026-12-09", "DUE_SOON, 2026-11-12, 2026-11-27",
      "GRACE_ENDING, 2026-10-15, 2026-10-30"})
  void whoPaysBetweenMakingTheRunAndSayingItIsNotToldOfAnyKind(AlertKind kind, String issued, String due) {
    scene.wish(kind);
    scene.invoice("F1", issued, due, 87.4);
    scene.news("invoice_issued", "F1");
    scene.schedule().round();
    assertThat(scene.state()).isEqualTo("waiting");
    scene.database.run("update invoice set outstanding = 0");
    scene.say();
    assertThat(scene.state()).isEqualTo("skipped paid");
  }

  @ParameterizedTest
  @CsvSource({"READING_WINDOW, 2026-11-24, 2026-11-28", "READING_REMINDER, 2026-11-20, 2026-11-24"})
  void whoSendsTheIndexMeanwhileIsNotAskedForIt(AlertKind kind, String opens, String closes) {
    scene.billing.window("est", opens, closes);
    scene.wish(kind);
    scene.schedule().round();
    assertThat(scene.state()).isEqualTo("waiting");
    scene.database.run("insert into billing_reading values ('19C100277', '2026-11-24', 7, 'read')");
    scene.say();
    assertThat(scene.state()).isEqualTo("skipped sent");
  }

  @Test
  void whatCouldNotLeaveIsDecidedAgainByTheFactsOfThen() {
    scene.wish(AlertKind.DUE_SOON);
    scene.invoice("F1", "2026-11-12", "2026-11-27", 87.4);
    scene.tell();
    scene.follow(Duration.ofSeconds(59));
    assertThat(scene.state()).isEqualTo("queued");
    scene.follow(Duration.ofMinutes(4));
    assertThat(scene.state()).isEqualTo("waiting");
    scene.database.run("update invoice set outstanding = 0");
    scene.say();
    assertThat(scene.state()).isEqualTo("skipped paid");
    assertThat(scene.one("select state || ' ' || error from outbox")).isEqualTo("dropped asked again");
  }

  @Test
  void whoHasThePaymentPageOpenIsAskedAboutAgainWhenItCloses() {
    scene.wish(AlertKind.DUE_SOON);
    scene.invoice("F1", "2026-11-12", "2026-11-27", 87.4);
    scene.database.run("""
        with begun as (
          insert into payment_attempt (idempotency_key, reference, conversation, channel, address, language, client_code,
            provider, amount, state, token_hash, created_at, expires_at)
          values ('k', 'R1', $1, 'whatsapp', 'x', 'ro', $2, 'netopia', 87.4, 'opened', '\\x00', now(), $3) returning id
        )
        insert into payment_allocation select id, 1, 'F1', 87.4 from begun""", scene.ana, CODE,
        scene.clock.instant().plusSeconds(900).atOffset(ZoneOffset.UTC));
    scene.tell();
    assertThat(scene.state()).isEqualTo("waiting");
    scene.database.run("update payment_attempt set state = 'paid', paid_on = '2026-11-24'");
    scene.clock.forward(Duration.ofMinutes(16));
    scene.say();
    assertThat(scene.state()).isEqualTo("skipped paid");
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
    scene.billing.window("est", "2026-11-20", "2026-11-24");
    scene.wish(AlertKind.READING_REMINDER);
    scene.schedule().round();
    assertThat(scene.state()).isEqualTo("waiting");
    scene.database.run(change);
    scene.say();
    assertThat(scene.state()).as(what).isEqualTo(state);
  }

  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(delimiter = '|', textBlock = """
    booked              | select 1                                      | queued
    taken back          | update payment set status = 'refunded'        | skipped not_booked
    long ago            | update payment set booked_on = '2026-11-01'   | skipped too_late
    """)
  void aPaymentIsToldWhileItIsBooked(String what, String change, String state) {
    scene.wish(AlertKind.PAYMENT_BOOKED);
    scene.database
        .run("insert into payment values ('X', '1000021', null, '2026-11-23', '2026-11-24', 50, 'card', 'booked')");
    scene.news("payment_booked", "X");
    scene.schedule().round();
    scene.database.run(change);
    scene.say();
    assertThat(scene.state()).as(what).isEqualTo(state);
  }

  @Test
  void whoAskedForSmsGetsSmsWithinTheirParts() {
    scene.subscriptions.route(scene.ana, new Address("sms", "+40722123456"), "file");
    scene.subscriptions.subscribe(scene.ana, List.of(AlertKind.INVOICE_ISSUED),
        new Subscriptions.Target(CODE, null, "sms", false));
    for (int i = 0; i < 20; i++) {
      scene.invoice("FACT0000" + i, "2026-11-24", "2026-12-09", 87.4);
      scene.news("invoice_issued", "FACT0000" + i);
    }
    scene.tell();
    assertThat(scene.database.list(row -> row.getString(0), "select channel || ' ' || address from outbox"))
        .containsExactly("sms +40722123456");
    assertThat(scene.bodies().getFirst()).hasSizeLessThanOrEqualTo(306).contains("Facturi noi: 20, total 1.748,00 lei")
        .endsWith("+ inca " + (20 - scene.bodies().getFirst().split("\n", -1).length + 2));
  }

  /** Billing was told that the number is a stranger's, or the contract is another's: alerts with sums went on to it. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    select 1                                         | sms +40722123456
    update customer set phone = '+40733000009'       | whatsapp +40700000001
    """)
  void anAddressOnFileIsWrittenToWhileItIsOnFile(String change, String to) {
    scene.subscriptions.route(scene.ana, new Address("sms", "+40722123456"), "file");
    scene.subscriptions.subscribe(scene.ana, List.of(AlertKind.INVOICE_ISSUED),
        new Subscriptions.Target(CODE, null, "sms", false));
    scene.invoice("F1", "2026-11-24", "2026-12-09", 87.4);
    scene.news("invoice_issued", "F1");
    scene.schedule().round();
    scene.database.run(change);
    scene.say();
    assertThat(scene.database.list(row -> row.getString(0), "select channel || ' ' || address from outbox"))
        .containsExactly(to);
  }

  /** Who has another number now still gets alerts in the chat; the old one is soon somebody else's. */
  @Test
  void theChatsOwnNumberIsWrittenToWhileItIsTheChats() {
    scene.subscriptions.route(scene.ana, new Address("sms", "+40700000001"), "own");
    for (var day : List.of("2026-11-27", "2026-11-28")) {
      scene.subscriptions.subscribe(scene.ana, List.of(AlertKind.DUE_SOON),
          new Subscriptions.Target(CODE, null, "sms", false));
      scene.invoice("F" + day, "2026-11-12", day, 87.4);
      scene.tell();
      scene.database.run("update address set id = '+40733000009' where channel = 'whatsapp'");
      scene.database.run("update contact set address = '+40733000009' where channel = 'whatsapp'");
      scene.clock.forward(Duration.ofDays(1));
    }
    assertThat(scene.database.list(row -> row.getString(0), "select channel || ' ' || address from outbox order by id"))
        .containsExactly("sms +40700000001", "whatsapp +40733000009");
  }

  @Test
  void aPreviewTellsPeoplePartsAndCostAndWritesNothing() {
    scene.subscriptions.subscribe(scene.ana, List.of(AlertKind.OUTAGE),
        new Subscriptions.Target(null, new Place(null, "Roman", "Strada Lungă", "3", null, null, null), "sms", false));
    var audience = Audience.of("""
        select conversation as person, 'x' as subject, channel, language, null::timestamptz as due_at from alert_wish
        where kind = 'outage' and street_key = $1""", "lunga");
    var preview = Preview.of(scene.book.reach(audience), scene.post(), _ -> new Message("outage", List.of(),
        Phrase.plain("x".repeat(200)), List.of(), List.of()));
    assertThat(preview.people()).isEqualTo(1);
    assertThat(preview.rows().getFirst().parts()).isEqualTo(2);
    assertThat(preview.cost()).isEqualByComparingTo(new BigDecimal("0.40"));
    assertThat(scene.book.latest(1)).isEmpty();
  }

  /** A notice that keeps its letters costs more than another of the same words. */
  @Test
  void aPreviewCountsANoticeByItsName() {
    var post = new AlertPost(scene.database, Texts.load(Flows.withEngine()), AlertRules.defaults(), List.of("sms"),
        "sms"::equals, (channel, template, text) -> channel.equals("sms") && template.equals("outage") ? 3 : 1);
    var reach = new Reach("sms", Language.RO, 10, 10);
    var costs = Stream.of("outage", "restored").map(template -> Preview.of(List.of(reach), post,
        _ -> new Message(template, List.of(), Phrase.plain("x"), List.of(), List.of())).cost().toPlainString())
        .toList();
    assertThat(costs).containsExactly("6.00", "2.00");
  }
}
