package eu.apaserv.bot.conversations.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  private Traces traces;
  private Erasures erasures;
  private Exports exports;

  @BeforeEach
  void open() {
    database = fresh.database();
    erasures = new Erasures(database, PersonalTables.ALL, clock);
    exports = new Exports(database, PersonalTables.ALL, clock, Duration.ofMinutes(15));
    new Billing(database).customer(CODE, "+40722123456", null).meter(CODE, "P1", "19C100277");
    traces = new Traces(database);
    traces.leave(ana, "Anamaria", CODE);
    traces.leave(dan, "Danvasile", CODE);
  }

  @Test
  void everyTableThatNamesAPersonHasALine() {
    var covered = new TreeSet<String>();
    PersonalTables.ALL.forEach(one -> covered.addAll(one.tables()));
    var naming = database.list(row -> row.getString(0), """
        select distinct table_name from information_schema.columns c join information_schema.tables t using (table_name)
        where c.table_schema = 'public' and t.table_type = 'BASE TABLE'
          and not (select relispartition from pg_class where oid = table_name::regclass)
          and column_name in ('conversation', 'conversation_id', 'contact_id', 'contact', 'granted_by', 'client_code',
            'phone', 'email', 'address')""");
    assertThat(naming).allSatisfy(table -> assertThat(covered.contains(table) || NOTHING_PERSONAL.containsKey(table))
        .as("table %s names a person: give it a line in PersonalTables", table).isTrue());
    assertThat(traces.tables()).containsAll(covered);
  }

  @Test
  void whatIsErasedHereIsWhatAPersonLeavesBehind() {
    var left = new TreeSet<>(traces.of("Anamaria").keySet());
    left.addAll(traces.of(ana.toString()).keySet());
    var erased = new TreeSet<String>();
    PersonalTables.ALL.stream().filter(one -> one.erase() != null).forEach(one -> erased.addAll(one.tables()));
    erased.removeAll(List.of("link_lock", "payment_allocation", "payment_notification"));
    assertThat(left).as("Traces leaves something in every table that is to be erased").containsAll(erased);
  }

  @Test
  void anErasedPersonLeavesNoTraceBesideWhatTheLawKeeps() {
    erasures.request("k", ana);
    erasures.request("k", ana);
    database.run(
        "update inbox set content = jsonb_build_object('kind', 'text', 'body', 'Anamaria') where conversation_id = $1",
        ana);
    assertThat(erasures.sweep()).isEqualTo(1);
    assertThat(erasures.sweep()).isZero();

    assertThat(traces.of("Anamaria").keySet()).as("proof of consent: the address it was given from")
        .containsExactlyInAnyOrder("contact", "address");
    assertThat(traces.of(ana.toString()).keySet()).as("rows that say nothing, and proof").isSubsetOf("contact",
        "address", "conversation", "consent", "erasure", "privacy_request", "inbox", "outbox", "hand_over");
    assertThat(database.first(row -> row.getString(0),
        "select name from contact where id = $1 and name is not null", ana)).isEmpty();
  }

  @Test
  void ofAPetitionTheWordsStayForTheirTermAndNotWhoseTheyWere() {
    database.run("""
        insert into ticket (idempotency_key, number, kind, topic, conversation, channel, language, client_code,
          contact, body, place, filed_at, due_on)
        values ('p', 'R-2026-000009', 'complaint', 'bill', $1, 'sms', 'ro', $2, 'Anamaria', 'Factura este mare', '',
          now(), now())""", ana, CODE);
    erasures.request("k", ana);
    assertThat(database.first(row -> row.getString(0) + row.getString(1), """
        select body, coalesce(contact, conversation::text, '-') from ticket where number = 'R-2026-000009'"""))
        .contains("Factura este mare-");
  }

  @Test
  void nobodyElseLosesAnything() {
    var before = traces.of("Danvasile");
    erasures.request("k", ana);
    erasures.sweep();
    assertThat(traces.of("Danvasile")).isEqualTo(before);
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

  /** On a channel that staff have paused, say: it went out when they went on, and its words stayed for three months. */
  @ParameterizedTest
  @ValueSource(strings = {"due", "unknown", "sending"})
  void whatCouldNotBeSentForADayIsErasedUnsent(String state) {
    erasures.request("k", ana);
    database.run("""
        insert into outbox (conversation_id, channel, address, content, state)
        values ($1, 'whatsapp', '+40722000001', '{"kind":"text","body":"Anamaria"}', $2)""", ana, state);
    clock.forward(Duration.ofHours(25));
    boolean isBeingSent = state.equals("sending");
    assertThat(erasures.sweep()).isEqualTo(isBeingSent ? 0 : 1);
    if (isBeingSent) {
      database.run("update outbox set state = 'sent' where state = 'sending'");
      assertThat(erasures.sweep()).isEqualTo(1);
    }
    assertThat(traces.of("Anamaria").keySet()).doesNotContain("outbox");
    assertThat(database.list(row -> row.getString(0), """
        select state || ' ' || address from outbox where conversation_id = $1 and state in ('due', 'unknown', 'sending')
          or address = '+40722000001'""", ana)).isEmpty();
  }

  @Test
  void whatATurnIsAboutToRememberIsWaitedFor() {
    erasures.request("k", ana);
    database.run(
        "update conversation set state = '{\"facts\":{}}', lease_until = now() + interval '1 hour' where id = $1",
        ana);
    assertThat(erasures.sweep()).isZero();
    database.run("update conversation set lease_until = null where id = $1", ana);
    assertThat(erasures.sweep()).isEqualTo(1);
    assertThat(database.first(row -> row.getUUID(0), "select id from conversation where state is not null and id = $1",
        ana)).isEmpty();
  }

  @Test
  void whatIsWrittenDownOfTheLastMessagesAfterAnErasureIsErasedTooAndNothingOfLaterOnes() {
    erasures.request("k", ana);
    assertThat(erasures.sweep()).isEqualTo(1);
    for (var when : List.of("- interval '1 second'", "+ interval '1 second'")) {
      database.run("""
          insert into exchange (conversation_id, outbox_id, at, took_ms, status, request, response)
          select conversation, 1, swept_at %s, 1, 200, 'POST Anamaria', '' from erasure""".formatted(when));
      database.run("""
          insert into message_text (message_id, outbound, conversation_id, at, words)
          select coalesce(max(m.message_id), 0) + 1, false, e.conversation, e.swept_at %s, to_tsvector('simple', 'Anamaria')
          from erasure e left join message_text m on true group by e.id""".formatted(when));
    }
    erasures.sweep();
    for (var table : List.of("exchange", "message_text")) {
      assertThat(database.list(row -> row.getBoolean(0), "select x.at > e.swept_at from " + table
          + " x join erasure e on e.conversation = x.conversation_id")).as(table).containsExactly(true);
    }
  }

  @Test
  void whatAPersonLeavesInWordsIsInTheirExport() {
    var all = exports.make(ana, Exports.Form.JSON, Language.RO).toJsonObject();
    var left = traces.of("Anamaria").keySet();
    assertThat(PersonalTables.ALL.stream().filter(one -> one.tables().stream().anyMatch(left::contains))
        .filter(one -> !all.getJsonArray(one.section(), new JsonArray()).encode().contains("Anamaria"))
        .map(PersonalData::section)).as("copies of messages, and ids and addresses that stand elsewhere in it")
        .isSubsetOf("exchanges", "pieces", "files", "links", "online_payments", "promises", "readings", "accounts");
  }

  /** A number is given to somebody else after a year: what they ask for in its chat holds nothing of the contract. */
  @ParameterizedTest
  @ValueSource(strings = {"seen_at = '2025-11-01'", "moved = true", "ended_at = now()"})
  void whoseLinkNoLongerHoldsTakesNoContractOut(String change) {
    var json = Exports.reference(exports.grant("k", ana), Exports.Form.JSON, Language.RO);
    database.run("update customer set email = 'titular@exemplu.ro'");
    database.run("insert into alert_route values ($1, 'mail', 'titular@exemplu.ro', 2, 'file', now())", ana);
    assertThat(exports.open(json, ana).orElseThrow().piece(0).toString()).contains("titular@exemplu.ro");
    database.run("update account_link set " + change + " where conversation = $1", ana);
    var all = new JsonObject(exports.open(json, ana).orElseThrow().piece(0));
    for (var section : List.of("contract", "places", "invoices", "payments", "representatives")) {
      assertThat(all.getJsonArray(section)).as(section).isEmpty();
    }
    assertThat(all.getJsonArray("messages")).isNotEmpty();
    assertThat(all.encode()).doesNotContain("titular@exemplu.ro");
    var byStaff = exports.make(ana, Exports.Form.JSON, Language.RO).toJsonObject();
    assertThat(byStaff.getJsonArray("contract")).as("who have made sure who asks")
        .hasSize(change.startsWith("ended") ? 0 : 1);
  }

  @Test
  void anExportHoldsWhatIsKeptAndOpensForItsPersonOnly() {
    var id = exports.grant("k", ana);
    assertThat(exports.grant("k", ana)).isEqualTo(id);
    var json = Exports.reference(id, Exports.Form.JSON, Language.RO);
    assertThat(exports.open(json, dan)).isEmpty();
    var all = new JsonObject(exports.open(json, ana).orElseThrow().piece(0));
    assertThat(all.encode()).contains("Anamaria").doesNotContain("Danvasile");
    assertThat(all.fieldNames()).contains("messages", "answers", "consents", "accounts", "readings", "contract");
    assertThat(all.getJsonArray("contract").getJsonObject(0).getString("client_code")).isEqualTo(CODE);

    var text = exports.open(Exports.reference(id, Exports.Form.TXT, Language.RO), ana).orElseThrow().piece(0)
        .toString();
    assertThat(text).startsWith("Datele dumneavoastră").contains("Mesajele dumneavoastră", "text: Anamaria");
    clock.forward(Duration.ofMinutes(16));
    assertThat(exports.open(json, ana)).as("not for ever").isEmpty();
  }
}
