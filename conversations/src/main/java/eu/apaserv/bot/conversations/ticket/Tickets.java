package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What customers filed, as they see it: only their own, by the conversation it came from or that joined it. */
public final class Tickets {
  /** Of one kind that a conversation gets numbers for in 24 hours: each is to be answered by law, and a script never tires. */
  private static final int MOST_A_DAY = 10;

  /** The topic of a note that says so. */
  private static final String WITHDRAWN = "withdrawn";

  private final Database database;
  private final Clock clock;
  private final ZoneId zone;
  private final DeskRules rules;
  private final TicketWords words;

  public Tickets(Database database, Clock clock, ZoneId zone, DeskRules rules) {
    this.database = database;
    this.clock = clock;
    this.zone = zone;
    this.rules = rules;
    this.words = new TicketWords(database.seal());
  }

  /**
   * Files a ticket. Who filed many of that kind in a day and is waiting for an answer adds to the last of them, as a note.
   *
   * @param key the same key files it once and gets what was filed
   */
  public Ticket open(String key, Draft draft) {
    return database.transaction(transaction -> open(transaction, key, draft));
  }

  /*
   * The year's counter is taken in the same statement, so no number is given twice; one is lost where two file the same
   * ticket at once.
   */
  private static final String OPEN = """
    with number as (
      insert into ticket_number (year, last) select $2::int, 1
      where not exists (select from ticket where idempotency_key = $1)
      on conflict (year) do update set last = ticket_number.last + 1 returning last
    )
    insert into ticket (idempotency_key, number, kind, topic, conversation, channel, language, client_code, contact, body,
      locality, street, street_number, street_key, point_id, latitude, longitude, place, filed_at, due_on)
    select $1, $3::text || '-' || $2::int || '-' || lpad(last::text, 6, '0'), $4::text, $5::text, $6::uuid, $7::text,
      $8::text, $9::text, $10::text, $11::text, $12::text, $13::text, $14::text, $15::text, $16::text, $17::float8,
      $18::float8, $19::text, $20::timestamptz, $21::date
    from number on conflict (idempotency_key) do nothing""";

  /* The newest that is open of those they filed; none while there are few, or when the key has filed one of its own. */
  private static final String ENOUGH = """
    select max(id) filter (where state in ('new', 'in_work')) as id from ticket
    where conversation = $1 and kind = $2 and filed_at > $3
      and not exists (select from ticket where idempotency_key = $4)
    having count(*) >= $5""";

  /**
   * Somebody wants no more what they filed: that is written on it, for only a colleague closes it. Who only joined it hears no
   * more of it.
   *
   * @param key the same key writes it once
   * @param said in their words
   */
  public void withdraw(String key, UUID conversation, Ticket ticket, String said) {
    if (ticket.joined()) {
      database.run("delete from ticket_reporter where ticket_id = $1 and conversation = $2", ticket.id(), conversation);
    } else {
      database.run("""
        insert into ticket_note (idempotency_key, ticket_id, staff, body, at) values ($1, $2, $3, $4, $5)
        on conflict do nothing""", key, ticket.id(), TicketWork.THEMSELVES,
          words.keepNote(WITHDRAWN + "\n" + said, key),
          clock.instant().atOffset(ZoneOffset.UTC));
    }
  }

  Future<Ticket> open(SqlClient transaction, String key, Draft draft) {
    var now = clock.instant().atOffset(ZoneOffset.UTC);
    return transaction.preparedQuery(ENOUGH)
        .execute(Tuple.of(draft.conversation(), draft.kind().stored(), now.minusDays(1), key, MOST_A_DAY))
        .compose(rows -> {
          var last = rows.size() == 0 ? null : rows.iterator().next().getLong("id");
          return last == null ? file(transaction, key, draft) : add(transaction, key, draft, last, now);
        });
  }

  private Future<Ticket> add(SqlClient transaction, String key, Draft draft, long to, OffsetDateTime now) {
    var said = Stream.of(draft.topic(), draft.place() == null ? "" : draft.place().label(), draft.body())
        .filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"));
    return transaction.preparedQuery("""
        insert into ticket_note (idempotency_key, ticket_id, staff, body, at) values ($1, $2, $3, $4, $5)
        on conflict do nothing""").execute(Tuple.of(key, to, TicketWork.THEMSELVES, words.keepNote(said, key), now))
        .compose(_ -> found(transaction, draft, "where t.id = $2", to))
        .compose(ticket -> keepPhotos(transaction, draft, ticket));
  }

  private Future<Ticket> file(SqlClient transaction, String key, Draft draft) {
    var now = clock.instant();
    var day = LocalDate.ofInstant(now, zone);
    return transaction.preparedQuery(OPEN).execute(arguments(key, draft, now, day))
        .compose(_ -> found(transaction, draft, "where t.idempotency_key = $2", key))
        .compose(ticket -> keepPhotos(transaction, draft, ticket));
  }

  private static final String CHANGE = """
    update ticket set topic = $2, body = $3, locality = $4, street = $5, street_number = $6, street_key = $7, point_id = $8,
      latitude = $9, longitude = $10, place = $11, client_code = $12, contact = $13
    where idempotency_key = $1 and state in ('new', 'in_work')""";

  /**
   * Writes what is known by now over what was filed: more words, pictures, another account.
   *
   * @param key it was filed under
   * @return empty when nothing is open under that key
   */
  public Optional<Ticket> complete(String key, Draft draft) {
    return database.transaction(transaction -> change(transaction, key, draft));
  }

  /** The same within a transaction. */
  Future<Optional<Ticket>> change(SqlClient transaction, String key, Draft draft) {
    var place = draft.somewhere();
    return transaction.preparedQuery(CHANGE).execute(Tuple.wrap(Arrays.<@Nullable Object>asList(key, draft.topic(),
        words.keep(draft.body(), key), place.locality(), place.street(), place.number(), place.streetKey(),
        place.pointId(), place.latitude(), place.longitude(), place.label(), draft.clientCode(),
        words.keep(draft.contact(), key))))
        .compose(rows -> rows.rowCount() == 0
            ? Future.succeededFuture(Optional.empty())
            : found(transaction, draft, "where t.idempotency_key = $2", key)
                .compose(ticket -> keepPhotos(transaction, draft, ticket)).map(Optional::of));
  }

  private Future<Ticket> found(SqlClient transaction, Draft draft, String which, Object by) {
    return transaction.preparedQuery(FIND + which).execute(Tuple.of(draft.conversation(), by))
        .map(rows -> words.ticket(rows.iterator().next()));
  }

  private static Future<Ticket> keepPhotos(SqlClient transaction, Draft draft, Ticket ticket) {
    return transaction.preparedQuery("""
        insert into ticket_photo (ticket_id, conversation, provider_id)
        select $1, $2, unnest($3::text[]) on conflict do nothing""")
        .execute(Tuple.of(ticket.id(), draft.conversation(), draft.photos().toArray(String[]::new)))
        .map(_ -> ticket);
  }

  private Tuple arguments(String key, Draft draft, Instant now, LocalDate day) {
    var place = draft.somewhere();
    return Tuple.wrap(Arrays.<@Nullable Object>asList(key, day.getYear(), rules.ticketPrefix(), draft.kind().stored(),
        draft.topic(), draft.conversation(), draft.channel(), draft.language(), draft.clientCode(),
        words.keep(draft.contact(), key),
        words.keep(draft.body(), key), place.locality(), place.street(), place.number(), place.streetKey(),
        place.pointId(),
        place.latitude(), place.longitude(), place.label(), now.atOffset(ZoneOffset.UTC),
        day.plusDays(rules.answerDays())));
  }

  static final String FIND = """
    select t.id, t.number, t.kind, t.topic, t.state, t.place, t.body, t.filed_at, t.due_on, t.owner, t.expected_at,
      t.idempotency_key as key, said.note as answer, said.idempotency_key as answer_key,
      t.conversation is distinct from $1::uuid as joined
    from ticket t left join lateral (
      select e.note, e.idempotency_key from ticket_event e where e.ticket_id = t.id and e.note <> ''
      order by e.id desc limit 1) said on true
    """;

  private static final String MINE = """
    where (t.conversation = $1::uuid
      or exists (select from ticket_reporter r where r.ticket_id = t.id and r.conversation = $1::uuid))""";

  /** The newest of a conversation's tickets, its own and those it joined. */
  public List<Ticket> of(UUID conversation, int limit) {
    return database.list(words::ticket, FIND + MINE + "\norder by t.id desc limit $2", conversation, limit);
  }

  /** One of them; empty when there is none of that number, or when it is somebody else's. */
  public Optional<Ticket> find(UUID conversation, String number) {
    return database.first(words::ticket, FIND + MINE + "\nand t.number = $2", conversation, number);
  }
}
