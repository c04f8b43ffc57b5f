package eu.apaserv.bot.conversations.billing;

import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Letterbox;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Loop;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is owed to billing and to those who wait for it: readings are handed over until billing has answered for each, and
 * who was promised word gets it when billing answers again. Any number of nodes may do it at once.
 */
public final class BillingErrands {
  private static final Logger LOG = LoggerFactory.getLogger(BillingErrands.class);
  private static final int BATCH = 20;
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  /** Longer than a call takes: a node that dies in between leaves its errands to the next after this. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final Database database;
  private final BillingApi api;
  private final BillingSource billing;
  private final Texts texts;
  private final Clock clock;
  private final Bell sender;
  private final Loop loop;

  /** @param sender rung when a message has become due */
  public BillingErrands(Database database, BillingApi api, BillingSource billing, Texts texts, Clock clock,
      Bell sender) {
    this.database = database;
    this.api = api;
    this.billing = billing;
    this.texts = texts;
    this.clock = clock;
    this.sender = sender;
    this.loop = new Loop("billing", new Bell(), Duration.ofSeconds(2), this::round);
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  /** One round; true when there may be more to do at once. */
  boolean round() {
    enlist();
    var due = claim();
    for (var reading : due) {
      hand(reading);
    }
    promises().forEach(this::keep);
    return due.size() == BATCH;
  }

  /** Readings that count and were not yet put on their way; what was corrected before it left stays here. */
  private void enlist() {
    database.run("""
        insert into billing_delivery (reading_id, due_at)
        select r.id, $1 from submitted_reading r
        where r.status = 'accepted' and r.submitted_at > $1::timestamptz - interval '60 days'
          and not exists (select from billing_delivery d where d.reading_id = r.id)
        order by r.id limit 1000 on conflict do nothing""", now());
    database.run("""
        update billing_delivery d set settled_at = $1, outcome = 'superseded' from submitted_reading r
        where r.id = d.reading_id and d.settled_at is null and d.attempts = 0 and r.status <> 'accepted'""", now());
  }

  private List<Row> claim() {
    return database.list(row -> row, """
        with taken as (
          update billing_delivery set attempts = attempts + 1, due_at = $2
          where reading_id in (select reading_id from billing_delivery where settled_at is null and due_at <= $1
            order by due_at limit $3 for update skip locked)
          returning reading_id, attempts
        )
        select t.attempts, r.id, r.reference, r.client_code, r.point_id, r.meter_serial, r.index, r.previous_index,
          r.consumption, r.status, r.channel, r.submitted_at, r.note, r.conversation
        from taken t join submitted_reading r on r.id = t.reading_id order by r.id""", now(),
        clock.instant().plus(LEASE).atOffset(ZoneOffset.UTC), BATCH);
  }

  private void hand(Row row) {
    try {
      var answer = api.reading(row.getString("reference"), json(row));
      var outcome = "refused".equals(answer.getValue("outcome")) ? "refused" : "taken";
      var reason = answer.getValue("reason") instanceof String text && text.length() <= 200 ? text : null;
      database.transaction(transaction -> settle(transaction, row, outcome, reason));
    } catch (BillingApi.Silent e) {
      var pause = Duration.ofSeconds(1L << Math.min(row.getInteger("attempts"), 9));
      LOG.warn("Billing: a reading waits: {}", e.getMessage());
      database.run("update billing_delivery set due_at = $2 where reading_id = $1", row.getLong("id"), clock.instant()
          .plus(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).atOffset(ZoneOffset.UTC));
    }
  }

  /** What billing refuses, a person looks at; the reading no longer counts as accepted. */
  private Future<?> settle(SqlClient transaction, Row row, String outcome, @Nullable String reason) {
    return transaction.preparedQuery("""
        update billing_delivery set settled_at = $2, outcome = $3, reason = $4
        where reading_id = $1 and settled_at is null""")
        .execute(Tuple.of(row.getLong("id"), now(), outcome, reason))
        .compose(settled -> settled.rowCount() == 0
            ? Future.succeededFuture(false)
            : outcome.equals("refused") ? refused(transaction, row) : arrived(transaction, row));
  }

  private static Future<Boolean> refused(SqlClient transaction, Row row) {
    return transaction.preparedQuery("""
        update submitted_reading set status = 'to_check', note = 'refused_by_billing'
        where id = $1 and status = 'accepted'""").execute(Tuple.of(row.getLong("id"))).map(true);
  }

  /**
   * Who sent an index while billing was silent hears that it has arrived; who was answered at once need not, nor who was told that
   * staff have rejected it.
   */
  private Future<Boolean> arrived(SqlClient transaction, Row row) {
    if (row.getInteger("attempts") == 1 || row.getString("status").equals("rejected")) {
      return Future.succeededFuture(false);
    }
    return transaction.preparedQuery("select id as conversation, channel, address, language from contact where id = $1")
        .execute(Tuple.of(row.getUUID("conversation")))
        .compose(found -> found.size() == 0
            ? Future.succeededFuture(false)
            : tell(transaction, found.iterator().next(), Phrase.of("billing.taken", "value",
                Integer.toString(row.getInteger("index")), "reference", row.getString("reference"))));
  }

  private static JsonObject json(Row row) {
    var reading = new JsonObject();
    for (var column : List.of("reference", "client_code", "point_id", "meter_serial", "index", "previous_index",
        "consumption", "status", "channel", "note")) {
      reading.put(column, row.getValue(column));
    }
    return reading.put("submitted_at", row.getOffsetDateTime("submitted_at").toInstant().toString());
  }

  private List<Row> promises() {
    return database.list(row -> row, """
        select distinct on (client_code, address) id, conversation, client_code, channel, address, language from billing_promise
        where kept_at is null and asked_at > $1::timestamptz - interval '3 days' limit $2""", now(), BATCH);
  }

  /** Only that they can ask again: figures are for who asks now. */
  private void keep(Row row) {
    if (!(billing.look(row.getString("client_code")) instanceof Seen.Current)) {
      return;
    }
    database.transaction(transaction -> transaction.preparedQuery("""
        update billing_promise set kept_at = $3 where client_code = $1 and address = $2 and kept_at is null""")
        .execute(Tuple.of(row.getString("client_code"), row.getString("address"), now()))
        .compose(kept -> kept.rowCount() > 0
            ? tell(transaction, row, Phrase.of("billing.again"))
            : Future.succeededFuture(false)));
    sender.ring();
  }

  /** Who wrote STOP since is told nothing. */
  private Future<Boolean> tell(SqlClient transaction, Row row, Phrase phrase) {
    var to = new Address(row.getString("channel"), row.getString("address"));
    var language = row.getString("language").equals(Language.EN.code()) ? Language.EN : Language.RO;
    var text = new Content.Text(texts.render(language, to.channel().equals("sms"), phrase));
    return transaction.preparedQuery("select from contact where id = $1 and opted_out_at is not null")
        .execute(Tuple.of(row.getUUID("conversation")))
        .compose(silent -> silent.size() > 0
            ? Future.succeededFuture(false)
            : Letterbox.post(database.seal(), transaction, to, text, false, 0, Duration.ofDays(1)).map(true));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
