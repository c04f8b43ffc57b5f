package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is too old and settled goes; what is under way, held or young stays. */
class RetentionTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final Duration KEPT = Duration.ofDays(90);
  private static final String OLD = "2026-08-01T08:00:00Z";
  private static final String YOUNG = "2026-09-01T08:00:00Z";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final UUID person = UUID.randomUUID();
  private Database database;
  private int number;

  @BeforeEach
  void open() {
    database = fresh.database();
    person(person);
    database.run("""
        update conversation set state = '{"facts":{"place":"home"}}'::jsonb where id = $1""", person);
  }

  @Test
  void oldMessagesGoWithAllThatWasKeptOfThem() {
    long heard = heard(person, OLD, OLD);
    long said = said(person, "sent", OLD);
    said(person, "failed", OLD);
    copies(heard, said);
    heard(person, YOUNG, YOUNG);
    said(person, "sent", YOUNG);
    sweepAll(500);
    assertThat(count("inbox")).isEqualTo(1);
    assertThat(count("outbox")).isEqualTo(1);
    assertThat(count("message_text")).isZero();
    assertThat(count("receipt")).isZero();
    assertThat(count("conversation where state->'facts'->>'place' = 'home'")).isEqualTo(1);
  }

  @Test
  void whatIsUnderWayStays() {
    heard(person, OLD, null);
    List.of("due", "sending", "unknown").forEach(state -> said(person, state, OLD));
    sweepAll(500);
    assertThat(count("inbox")).isEqualTo(1);
    assertThat(count("outbox")).isEqualTo(3);
  }

  @Test
  void conversationsThatWaitForAPersonOrAreHeldByOneStayWhole() {
    var waiting = UUID.randomUUID();
    var held = UUID.randomUUID();
    for (var one : List.of(waiting, held)) {
      person(one);
      heard(one, OLD, OLD);
      said(one, "sent", OLD);
      file(one);
    }
    database.run("update conversation set waiting_since = now() where id = $1", waiting);
    database.run("update conversation set owner = 'ana' where id = $1", held);
    sweepAll(500);
    assertThat(count("inbox")).isEqualTo(2);
    assertThat(count("outbox")).isEqualTo(2);
    assertThat(count("staff_file")).isEqualTo(2);
  }

  @Test
  void rowsThatStayDoNotStandInTheWayOfThoseBehindThem() {
    for (int i = 0; i < 7; i++) {
      heard(person, OLD, null);
    }
    for (int i = 0; i < 5; i++) {
      heard(person, OLD, OLD);
    }
    sweepAll(3);
    assertThat(count("inbox")).isEqualTo(7);
    database.run("update inbox set done_at = $1::text::timestamptz", OLD);
    sweepAll(3);
    assertThat(count("inbox")).isZero();
  }

  @Test
  void aRoundTakesNoMoreOfATableThanItsBatch() {
    for (int i = 0; i < 10; i++) {
      heard(person, OLD, OLD);
    }
    assertThat(retention(4).sweep()).isEqualTo(4);
    assertThat(count("inbox")).isEqualTo(6);
  }

  @Test
  void linksFilesAndReceiptsOfNothingGo() {
    file(person);
    database.run("""
        insert into document_link values ('\\x01', 'a', $1, 'r', 'f', 't', $2::text::timestamptz),
          ('\\x02', 'b', $1, 'r', 'f', 't', $3::text::timestamptz)""", person, OLD, YOUNG);
    database.run("""
        insert into receipt (channel, provider_id, mark, at, received_at)
        values ('paper', 'nobody', 1, now(), $1::text::timestamptz)""", OLD);
    sweepAll(500);
    assertThat(count("staff_file")).isZero();
    assertThat(count("document_link where idempotency_key = 'b'")).isEqualTo(1);
    assertThat(count("document_link")).isEqualTo(1);
    assertThat(count("receipt")).isZero();
  }

  @Test
  void whoWasInAnOldRunIsForgottenAndTheRunIsNot() {
    for (int i = 0; i < 5; i++) {
      recipient(run("old" + i, "done", OLD), null);
    }
    recipient(run("young", "done", YOUNG), null);
    recipient(run("running", "running", null), null);
    recipient(run("followed", "done", OLD), OLD);
    sweepAll(2);
    assertThat(count("run")).isEqualTo(8);
    assertThat(count("run where emptied")).isEqualTo(5);
    assertThat(database.list(row -> row.getString(0), """
        select r.key from run_recipient p join run r on r.id = p.run_id order by 1"""))
        .containsExactly("followed", "running", "young");
  }

  @Test
  void anAnswerThatARunStillFollowsStays() {
    long followed = said(person, "sent", OLD);
    recipient(run("run", "running", null), OLD);
    database.run("update run_recipient set outbox_id = $1", followed);
    sweepAll(500);
    assertThat(count("outbox")).isEqualTo(1);
  }

  @Test
  void unlabelledMisunderstandingsGoAndLessonsStay() {
    database.run("""
        insert into misunderstanding (text, language, reason, guessed, confidence, last_on, label)
        values ('a', 'ro', 'corrected', 'x', 1, $1::text::timestamptz::date, null),
          ('b', 'ro', 'corrected', 'x', 1, $1::text::timestamptz::date, 'y'),
          ('c', 'ro', 'corrected', 'x', 1, $2::text::timestamptz::date, null)""", OLD, YOUNG);
    sweepAll(500);
    assertThat(database.list(row -> row.getString(0), "select text from misunderstanding order by 1"))
        .containsExactly("b", "c");
  }

  @Test
  void consentsStay() {
    database.run("""
        insert into consent (idempotency_key, contact_id, purpose, given, wording, language, channel, at)
        values ('k', $1, 'service', true, '1', 'ro', 'paper', $2::text::timestamptz)""", person, OLD);
    sweepAll(500);
    assertThat(count("consent")).isEqualTo(1);
  }

  @Test
  void messagesThatMayComeAgainMustStayKnown() {
    assertThatThrownBy(() -> new Retention(database, Clock.systemUTC(), Duration.ofDays(7), List.of()))
        .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("taken twice");
  }

  private Retention retention(int batch) {
    return new Retention(database, Clock.fixed(NOW, ZoneOffset.UTC), KEPT, List.of(), batch);
  }

  private void sweepAll(int batch) {
    var retention = retention(batch);
    for (int round = 0; round < 20; round++) {
      retention.sweep();
    }
  }

  private long count(String table) {
    return database.first(row -> row.getLong(0), "select count(*) from " + table).orElseThrow();
  }

  private void person(UUID id) {
    database.run("insert into contact (id, channel, address) values ($1, 'paper', $2)", id, id.toString());
    database.run("insert into conversation (id) values ($1)", id);
  }

  private long heard(UUID by, String at, @Nullable String done) {
    return database.first(row -> row.getLong(0), """
        insert into inbox (conversation_id, channel, provider_id, content, sent_at, received_at, done_at)
        values ($1, 'paper', $2, '{}', $3::text::timestamptz, $3::text::timestamptz, $4::text::timestamptz)
        returning id""", by, "in" + number++, at, done).orElseThrow();
  }

  private long said(UUID to, String state, String at) {
    return database.first(row -> row.getLong(0), """
        insert into outbox (conversation_id, channel, address, content, state, provider_id, created_at, settled_at)
        values ($1, 'paper', '1', '{}', $2::text, $3, $4::text::timestamptz,
          case when $2::text = 'sent' then $4::text::timestamptz end)
        returning id""", to, state, "out" + number++, at).orElseThrow();
  }

  private void copies(long heard, long said) {
    database.run("""
        insert into message_text values ($1, false, $3, now(), ''), ($2, true, $3, now(), '')""", heard, said, person);
    database.run("""
        insert into receipt (channel, provider_id, mark, outbound_id, at)
        select channel, provider_id, 3, id, now() from outbox where id = $1""", said);
  }

  private void file(UUID of) {
    database.run("""
        insert into staff_file (conversation_id, name, type, bytes, made_at)
        values ($1, 'f', 't', '', $2::text::timestamptz)""", of, OLD);
  }

  private long run(String key, String state, @Nullable String ended) {
    return database.first(row -> row.getLong(0), """
        insert into run (key, kind, title, payload, urgent, started_by, state, created_at, ended_at)
        values ($1, 'k', 't', '{}', false, 's', $2, now(), $3::text::timestamptz) returning id""", key, state, ended)
        .orElseThrow();
  }

  private void recipient(long run, @Nullable String look) {
    database.run("""
        insert into run_recipient (run_id, person, subject, channel, language, state, due_at, look_at)
        values ($1, $2, '', 'paper', 'ro', 'sent', now(), $3::text::timestamptz)""", run, person, look);
  }
}
