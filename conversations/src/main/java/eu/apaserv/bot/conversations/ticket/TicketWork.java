package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Letterbox;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What staff do with tickets. Every step has a key and is done once; who filed or joined a ticket is told once. */
public final class TicketWork {
  private final Database database;
  private final Clock clock;
  private final TicketWords words;

  public TicketWork(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
    this.words = new TicketWords(database.seal());
  }

  /** The tickets in one of these states, the oldest first. */
  public List<Ticket> list(List<TicketState> states, int limit) {
    return list(states, List.of(TicketKind.values()), 0, limit);
  }

  /**
   * The same of these kinds, a page at a time.
   *
   * @param after the id of the last one seen; 0 for the first page
   */
  public List<Ticket> list(List<TicketState> states, List<TicketKind> kinds, long after, int limit) {
    var names = states.stream().map(TicketState::stored).toArray(String[]::new);
    var asked = kinds.stream().map(TicketKind::stored).toArray(String[]::new);
    return database.run(Tickets.FIND + """
        where t.state = any($2) and t.kind = any($3) and t.id > $4 order by t.id limit $5""",
        Tuple.wrap(Arrays.<@Nullable Object>asList(null, names, asked, after, limit))).stream().map(words::ticket)
        .toList();
  }

  /** One ticket, whoever filed it. */
  public Optional<Ticket> find(String number) {
    return database.first(words::ticket, Tickets.FIND + " where t.number = $2", null, number);
  }

  /**
   * Something that staff did with a ticket.
   *
   * @param what assigned, expected, answered or closed
   * @param note what the customer was told; empty: nothing
   */
  public record Event(String who, String what, String note, Instant at) {}

  /** What was done with a ticket, in the order it happened. */
  public List<Event> events(String number) {
    return database.list(row -> new Event(row.getString("who"), row.getString("what"),
        words.openEvent(row.getString("note"), row.getString("idempotency_key")),
        row.getOffsetDateTime("at").toInstant()), """
            select e.who, e.what, e.note, e.idempotency_key, e.at from ticket_event e join ticket t on t.id = e.ticket_id
            where t.number = $1 order by e.id""", number);
  }

  /**
   * A picture of a ticket, as the core's attachments know it.
   *
   * @param conversation it came in
   * @param providerId the provider's name for it
   */
  public record Photo(UUID conversation, String providerId) {}

  /** The pictures people sent with it. */
  public List<Photo> photos(String number) {
    return database.list(row -> new Photo(row.getUUID(0), row.getString(1)), """
        select p.conversation, p.provider_id from ticket_photo p join ticket t on t.id = p.ticket_id
        where t.number = $1 order by p.conversation, p.provider_id limit 20""", number);
  }

  /** Who filed or joined it: their conversations, the first one first. */
  public List<UUID> reporters(String number) {
    return database.list(row -> row.getUUID(0), """
        select c.conversation from (
          select conversation, 0 as turn, filed_at as at from ticket where number = $1 and conversation is not null
          union all
          select r.conversation, 1, r.at from ticket_reporter r join ticket t on t.id = r.ticket_id where t.number = $1
        ) c order by c.turn, c.at limit 50""", number);
  }

  /** A member of staff takes it. @return false when this was done before, or there is no such ticket */
  public boolean assign(String key, String number, String staff) {
    return database.transaction(t -> event(t, key, number, staff, "assigned", "").compose(fresh -> fresh
        ? change(t, "owner = $2, state = case when state = 'new' then 'in_work' else state end", number, staff)
        : Future.succeededFuture(false)));
  }

  /** The dispatcher says when it will be mended. */
  public boolean expect(String key, String number, String staff, Instant at) {
    return database.transaction(t -> event(t, key, number, staff, "expected", "").compose(fresh -> fresh
        ? change(t, "expected_at = $2, state = case when state = 'new' then 'in_work' else state end", number,
            at.atOffset(ZoneOffset.UTC))
        : Future.succeededFuture(false)));
  }

  /** Answers who filed or joined it; it stays open for what they say to that. */
  public boolean answer(String key, String number, String staff, String text) {
    return database.transaction(t -> event(t, key, number, staff, "answered", text).compose(fresh -> fresh
        ? change(t, "state = case when state = 'closed' then state else $2 end", number, "answered")
            .compose(_ -> tell(t, number, text)).map(_ -> true)
        : Future.succeededFuture(false)));
  }

  /** Closes it and tells who filed or joined it. */
  public boolean close(String key, String number, String staff, String text) {
    return database.transaction(t -> event(t, key, number, staff, "closed", text).compose(fresh -> fresh
        ? change(t, "state = 'closed', closed_at = $2", number, now()).compose(_ -> tell(t, number, text))
            .map(_ -> true)
        : Future.succeededFuture(false)));
  }

  /** Stands for the person themselves, who filed more than they get numbers for. */
  public static final String THEMSELVES = "chat";

  /** What a colleague wrote for colleagues, or {@link #THEMSELVES}: then the first line is the topic. */
  public record Note(String staff, String body, Instant at) {}

  /** What colleagues wrote to each other, in the order they did; nobody else sees it. */
  public List<Note> notes(String number) {
    return database.list(row -> new Note(row.getString(0), words.openNote(row.getString(1), row.getString(3)),
        row.getOffsetDateTime(2).toInstant()), """
        select n.staff, n.body, n.at, n.idempotency_key from ticket_note n join ticket t on t.id = n.ticket_id
        where t.number = $1 order by n.id limit 200""", number);
  }

  /** Writes something for colleagues. @return false when this was done before, or there is no such ticket */
  public boolean note(String key, String number, String staff, String body) {
    return database.run("""
        insert into ticket_note (idempotency_key, ticket_id, staff, body, at)
        select $1, id, $3, $4, $5 from ticket where number = $2 on conflict do nothing""", key, number, staff,
        words.keepNote(body, key), now()).rowCount() > 0;
  }

  private Future<Boolean> event(SqlClient transaction, String key, String number, String staff, String what,
      String note) {
    return transaction.preparedQuery("""
        insert into ticket_event (idempotency_key, ticket_id, who, what, note, at)
        select $1, id, $3, $4, $5, $6 from ticket where number = $2 on conflict do nothing""")
        .execute(Tuple.of(key, number, staff, what, words.keepEvent(note, key), now()))
        .map(rows -> rows.rowCount() > 0);
  }

  private static Future<Boolean> change(SqlClient transaction, String set, String number, Object value) {
    return transaction.preparedQuery("update ticket set " + set + " where number = $1")
        .execute(Tuple.of(number, value)).map(rows -> rows.rowCount() > 0);
  }

  /** Those who stopped all messages are left alone; they can ask. */
  private Future<?> tell(SqlClient transaction, String number, String text) {
    return transaction
        .preparedQuery(
            """
        select c.channel, c.address from contact c where c.opted_out_at is null and c.id in (
          select conversation from ticket where number = $1
          union select r.conversation from ticket_reporter r join ticket t on t.id = r.ticket_id where t.number = $1)""")
        .execute(Tuple.of(number)).compose(rows -> {
          Future<?> told = Future.succeededFuture();
          for (var row : rows) {
            var to = new Address(row.getString(0), row.getString(1));
            told = told.compose(_ -> Letterbox.post(database.seal(), transaction, to,
                new Content.Text(number + ": " + text), false, 1, null));
          }
          return told;
        });
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
