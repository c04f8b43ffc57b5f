package eu.apaserv.bot.conversations.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Taking out what is kept about a person, and erasing it. */
class PersonalDataTest {
  private static final String CODE = "1000021";
  /** Tables that name a conversation or a client code and yet hold nothing of a person. */
  private static final Map<String, String> NOTHING_PERSONAL = Map.of();

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand("2026-11-22T10:00:00Z");
  private final UUID ana = UUID.randomUUID();
  private final UUID dan = UUID.randomUUID();
  private Database database;
  private Erasures erasures;
  private Exports exports;

  @BeforeEach
  void open() {
    database = fresh.database();
    erasures = new Erasures(database, PersonalTables.ALL, clock);
    exports = new Exports(database, PersonalTables.ALL, clock, Duration.ofMinutes(15));
    new Billing(database).customer(CODE, "+40722123456", null).meter(CODE, "P1", "19C100277");
    for (var chat : List.of(ana, dan)) {
      talk(chat, chat.equals(ana) ? "Anamaria" : "Danvasile");
    }
  }

  /** Something in every table that a chat writes to. */
  private void talk(UUID chat, String mark) {
    database.run("insert into contact (id, channel, address, name) values ($1, 'whatsapp', '+40' || $2, $2)", chat,
        mark);
    database.run("""
        insert into alert_subscription (conversation, kind, locality, street, street_key, channel, since)
        values ($1, 'outage', 'Roman', $2, $2, 'whatsapp', now())""", chat, mark);
    database.run("insert into alert_route values ($1, 'sms', '+40' || $2, 1, 'own', now())", chat, mark);
    database.run("""
        insert into run_recipient (run_id, person, subject, channel, language, due_at)
        values (1, $1, $2, 'whatsapp', 'ro', now())""", chat, mark);
    database.run("insert into address (channel, id, contact_id) values ('whatsapp', '+40' || $2, $1)", chat, mark);
    database.run("""
        insert into piece (channel, sender, group_name, number, total, body, digest, sent_at)
        values ('whatsapp', '+40' || $1, '7-2', 1, 2, $1, '', now())""", mark);
    database.run("""
        insert into conversation (id, state, waiting_reason) values ($1, jsonb_build_object('facts',
          jsonb_build_object('x', $2::text)), $2)""", chat, mark);
    database.run("""
        insert into inbox (conversation_id, channel, provider_id, content, sent_at, received_at, done_at, trace)
        values ($1, 'whatsapp', $2 || '1', jsonb_build_object('kind', 'text', 'body', $2::text), now(), now(), now(),
            jsonb_build_object('x', $2::text)),
          ($1, 'whatsapp', $2 || '2', jsonb_build_object('kind', 'text', 'body', $2::text), now(),
            now() - interval '20 days', now(), null)""", chat, mark);
    database.run(
        """
        insert into outbox (conversation_id, channel, address, content, state, provider_id)
        values ($1, 'whatsapp', '+40' || $2, jsonb_build_object('kind', 'text', 'body', $2::text), 'sent', 'p' || $2)""",
        chat, mark);
    database.run("insert into receipt (channel, provider_id, mark, at) values ('whatsapp', 'p' || $1, 3, now())", mark);
    database.run(
        "insert into attachment_file (sha256, type, bytes) values (sha256($1::text::bytea), 'jpeg', $1::text::bytea)",
        mark);
    database.run("""
        insert into attachment (inbox_id, conversation_id, channel, provider_id, kind, state, sha256)
        select id, $1, 'whatsapp', 'm' || $2, 'image', 'kept', sha256($2::text::bytea) from inbox
        where conversation_id = $1 order by id limit 1""", chat, mark);
    database.run("""
        insert into document_link values (sha256($2::text::bytea), $2, $1, $2, $2, 'application/pdf', now())""", chat,
        mark);
    database.run("""
        insert into consent (idempotency_key, contact_id, purpose, given, wording, language, channel)
        values ('c' || $2, $1, 'assistant', true, '2026-01', 'ro', 'whatsapp')""", chat, mark);
    database.run("""
        insert into account_link (idempotency_key, conversation, client_code, role, since)
        values ('l' || $2, $1, $3, 'holder', now())""", chat, mark, CODE);
    database.run("""
        insert into link_code (id, idempotency_key, conversation, client_code, destination, code_hash, issued_at,
          expires_at) values ($1, 'k' || $2, $1, $3, $2, 'x', now(), now())""", chat, mark, CODE);
    database.run("insert into link_try values ('t' || $2, $1, $3, 'wrong', 1, now())", chat, mark, CODE);
    database.run("insert into link_fact values ('f' || $2, $1, $3, 'wrong', now())", chat, mark, CODE);
    database.run("""
        insert into delegation (id, idempotency_key, client_code, granted_by, name, code_hash, created_at,
          code_expires_at) values ($1, 'd' || $2, $3, $1, $2, sha256(('d' || $2)::bytea), now(), now())""", chat, mark,
        CODE);
    database.run("insert into place_name values ($1, $3, 'P1', $2, now())", chat, mark, CODE);
    database.run("""
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, meter_serial,
          index, photo, status, submitted_at)
        values ('s' || $2, 's' || $2, $1, 'whatsapp', $3, '19C100277', 240, 'm' || $2, 'to_check', now()),
          ('r' || $2, 'r' || $2, $1, 'whatsapp', $3, '19C100277', null, 'm' || $2, 'to_check', now())""", chat, mark,
        CODE);
    exports.grant("e" + mark, chat);
  }

  /** Tables in which anything is found, with how often. */
  private Map<String, Long> found(String what) {
    var found = new TreeMap<String, Long>();
    for (var table : tables()) {
      long rows = database.first(row -> row.getLong(0),
          "select count(*) from " + table + " t where t::text ilike '%' || $1 || '%'", what).orElseThrow();
      if (rows > 0) {
        found.put(table, rows);
      }
    }
    return found;
  }

  private List<String> tables() {
    return database.list(row -> row.getString(0), """
        select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'
          and table_name not like 'flyway%' order by 1""");
  }

  @Test
  void everyTableThatNamesAPersonHasALine() {
    var covered = new TreeSet<String>();
    PersonalTables.ALL.forEach(one -> covered.addAll(one.tables()));
    var naming = database.list(row -> row.getString(0), """
        select distinct table_name from information_schema.columns c join information_schema.tables t using (table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
          and column_name in ('conversation', 'conversation_id', 'contact_id', 'contact', 'granted_by', 'client_code',
            'phone', 'email', 'address')""");
    assertThat(naming).allSatisfy(table -> assertThat(covered.contains(table) || NOTHING_PERSONAL.containsKey(table))
        .as("table %s names a person: give it a line in PersonalTables", table).isTrue());
    assertThat(tables()).containsAll(covered);
  }

  @Test
  void anErasedPersonLeavesNoTraceBesideWhatTheLawKeeps() {
    assertThat(found("Anamaria")).as("before").hasSizeGreaterThan(12);
    erasures.request("k", ana);
    erasures.request("k", ana);
    database.run(
        "update inbox set content = jsonb_build_object('kind', 'text', 'body', 'Anamaria') where conversation_id = $1",
        ana);
    assertThat(erasures.sweep()).isEqualTo(1);
    assertThat(erasures.sweep()).isZero();

    assertThat(found("Anamaria").keySet())
        .as("proof of consent, with the address it was given from; keys that name nothing")
        .isSubsetOf("contact", "address", "consent", "inbox", "submitted_reading", "delegation");
    assertThat(database.first(row -> row.getLong(0), """
        select count(*) from inbox where conversation_id = $1 and (content->>'body' <> '' or trace is not null)""",
        ana))
        .contains(0L);
    assertThat(found(ana.toString()).keySet()).isSubsetOf("contact", "address", "conversation", "consent", "erasure",
        "inbox", "outbox", "delegation");
    assertThat(
        database.first(row -> row.getString(0), "select name from contact where id = $1 and name is not null", ana))
        .isEmpty();
  }

  @Test
  void nobodyElseLosesAnything() {
    var before = found("Danvasile");
    erasures.request("k", ana);
    erasures.sweep();
    assertThat(found("Danvasile")).isEqualTo(before);
  }

  @Test
  void whatIsStillToBeAnsweredIsWaitedFor() {
    erasures.request("k", ana);
    database.run("""
        insert into outbox (conversation_id, channel, address, content) values ($1, 'whatsapp', '+40', '{}')""", ana);
    assertThat(erasures.sweep()).isZero();
    database.run("update outbox set state = 'sent'");
    assertThat(erasures.sweep()).isEqualTo(1);
  }

  @Test
  void anExportHoldsWhatIsKeptAndOpensForItsPersonOnly() {
    var id = exports.grant("k", ana);
    assertThat(exports.grant("k", ana)).isEqualTo(id);
    var json = Exports.reference(id, Exports.Form.JSON, Language.RO);
    assertThat(exports.open(json, dan)).isEmpty();
    var all = new JsonObject(exports.open(json, ana).orElseThrow());
    assertThat(all.encode()).contains("Anamaria").doesNotContain("Danvasile");
    assertThat(all.fieldNames()).contains("messages", "answers", "consents", "accounts", "readings", "contract");
    assertThat(all.getJsonArray("contract").getJsonObject(0).getString("client_code")).isEqualTo(CODE);

    var text = exports.open(Exports.reference(id, Exports.Form.TXT, Language.RO), ana).orElseThrow().toString();
    assertThat(text).startsWith("Datele dumneavoastră").contains("Mesajele dumneavoastră", "text: Anamaria");
    clock.forward(Duration.ofMinutes(16));
    assertThat(exports.open(json, ana)).as("not for ever").isEmpty();
  }
}
