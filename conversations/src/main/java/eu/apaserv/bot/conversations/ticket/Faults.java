package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.conversations.place.StreetName;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Faults on the network: one ticket each, however many report it. */
public final class Faults {
  /** What no water is called among faults. */
  public static final String NO_WATER = "no_water";
  private static final double METRES_A_DEGREE = 111_320;

  private final Database database;
  private final Tickets tickets;
  private final Clock clock;
  private final DeskRules rules;
  private final TicketWords words;

  public Faults(Database database, Tickets tickets, Clock clock, DeskRules rules) {
    this.database = database;
    this.tickets = tickets;
    this.clock = clock;
    this.rules = rules;
    this.words = new TicketWords(database.seal());
  }

  /**
   * What came of a report.
   *
   * @param known somebody has reported it before
   */
  public record Reported(String number, boolean known) {}

  /**
   * The fault of this type at this place that is known and open; empty when there is none.
   *
   * @param key under which it may have been reported already: what is ours is not known from others
   */
  public Optional<Ticket> known(String key, UUID conversation, String type, Place place) {
    var found = database.run(SAME + NOT_OURS + FIRST, same(conversation, type, place).addString(key)).iterator();
    return found.hasNext() ? Optional.of(words.ticket(found.next())) : Optional.empty();
  }

  /**
   * Reports a fault, or joins the one that is known. People of one place wait for one another, so that two who report at
   * once are one ticket.
   *
   * @param key the same key reports once
   */
  public Reported report(String key, Draft draft, Place place) {
    return database.transaction(transaction -> lock(transaction, draft.topic(), place)
        .compose(_ -> transaction.preparedQuery(BY_KEY).execute(Tuple.of(key)))
        .compose(rows -> rows.size() > 0
            ? Future.succeededFuture(reported(rows))
            : report(transaction, key, draft, place)));
  }

  /**
   * The same of a report that may be corrected: what was reported under that key and is open goes where it is now said to be, and
   * who had joined a fault of another place leaves it.
   *
   * @param again under which it is reported anew where what was reported under the key is closed by now
   */
  public Reported report(String key, String again, Draft draft, Place place) {
    return database.transaction(transaction -> lock(transaction, draft.topic(), place)
        .compose(_ -> tickets.change(transaction, key, draft.at(place)))
        .compose(own -> own.map(ticket -> Future.succeededFuture(new Reported(ticket.number(), false)))
            .orElseGet(() -> transaction.preparedQuery(BY_KEY).execute(Tuple.of(key))
                .compose(rows -> elsewhere(transaction, key, again, draft, place, rows)))));
  }

  private Future<Reported> elsewhere(SqlClient transaction, String key, String again, Draft draft, Place place,
      RowSet<Row> before) {
    if (before.size() == 0) {
      return report(transaction, key, draft, place);
    }
    var reported = before.iterator().next();
    if (!reported.getBoolean("known")) {
      return transaction.preparedQuery(BY_KEY).execute(Tuple.of(again)).compose(rows -> rows.size() > 0
          ? Future.succeededFuture(reported(rows))
          : report(transaction, again, draft, place));
    }
    var here = same(draft.conversation(), draft.topic(), place).addLong(reported.getLong("id"));
    return transaction.preparedQuery(SAME + "and t.id = $9" + STAYS).execute(here).compose(rows -> rows.size() > 0
        ? Future.succeededFuture(reported(before))
        : transaction.preparedQuery(LEAVE).execute(Tuple.of(key))
            .compose(_ -> report(transaction, key, draft, place)));
  }

  /* With the pictures they had put to it. */
  private static final String LEAVE = """
    with gone as (delete from ticket_reporter where idempotency_key = $1 returning ticket_id, conversation)
    delete from ticket_photo p using gone where p.ticket_id = gone.ticket_id and p.conversation = gone.conversation""";

  /**
   * Writes what is known by now over what was reported: more words and pictures, another place.
   *
   * @param key it was reported under
   * @return empty when nothing is open under that key: it was closed meanwhile, or went to a ticket of somebody else's
   */
  public Optional<Reported> complete(String key, Draft draft, Place place) {
    return database.transaction(transaction -> tickets.change(transaction, key, draft.at(place)))
        .map(ticket -> new Reported(ticket.number(), false));
  }

  /* Who closes it waits, and tells whoever has joined; what is being closed is waited for, and not joined. */
  private static final String STAYS = " for share of t";

  private static final String BY_KEY = """
    select id, number, false as known from ticket where idempotency_key = $1
    union all select t.id, t.number, true from ticket_reporter r join ticket t on t.id = r.ticket_id
      where r.idempotency_key = $1""";

  private static Reported reported(RowSet<Row> rows) {
    var row = rows.iterator().next();
    return new Reported(row.getString("number"), row.getBoolean("known"));
  }

  private static Future<?> lock(SqlClient transaction, String type, Place place) {
    var what = type + "/" + (place.streetKey() == null ? "" : place.streetKey());
    return transaction.preparedQuery("select pg_advisory_xact_lock(hashtextextended($1, 0))").execute(Tuple.of(what));
  }

  private Future<Reported> report(SqlClient transaction, String key, Draft draft, Place place) {
    return transaction.preparedQuery(SAME + FIRST + STAYS).execute(same(draft.conversation(), draft.topic(), place))
        .compose(rows -> rows.size() == 0
            ? tickets.open(transaction, key, draft.at(place)).map(t -> new Reported(t.number(), false))
            : join(transaction, key, draft, words.ticket(rows.iterator().next())));
  }

  private Future<Reported> join(SqlClient transaction, String key, Draft draft, Ticket known) {
    return transaction.preparedQuery("""
        with joined as (
          insert into ticket_reporter (idempotency_key, ticket_id, conversation, at) values ($1, $2, $3, $4)
          on conflict do nothing
        )
        insert into ticket_photo (ticket_id, conversation, provider_id) select $2, $3, unnest($5::text[])
        on conflict do nothing""").execute(Tuple.of(key, known.id(), draft.conversation(), now(),
        draft.photos().toArray(String[]::new))).map(_ -> new Reported(known.number(), true));
  }

  /* The same kind, open, filed lately, in the same street (of the same locality where both say one) or near the pin. */
  private static final String SAME = Tickets.FIND + """
    where t.kind = 'fault' and t.topic = $2 and t.state in ('new', 'in_work') and t.filed_at > $3
      and ((t.street_key = $4::text and (t.locality is null or $5::text is null or t.locality = $5::text))
        or (t.latitude between $6::float8 - $8::float8 and $6::float8 + $8::float8
          and abs(t.longitude - $7::float8) * cos(radians($6::float8)) <= $8::float8))
    """;
  private static final String NOT_OURS = "and not exists (select from ticket where idempotency_key = $9)\n";
  private static final String FIRST = "order by t.id limit 1";

  private Tuple same(@Nullable UUID conversation, String type, Place place) {
    return Tuple.tuple().addValue(conversation).addValue(type).addValue(now().minus(rules.duplicateWindow()))
        .addValue(place.streetKey()).addValue(place.locality()).addValue(place.latitude()).addValue(place.longitude())
        .addValue(rules.duplicateMetres() / METRES_A_DEGREE);
  }

  /**
   * Notes that somebody has no water. When enough people of the street said so in a short time, the dispatcher gets one
   * ticket, which those people have joined.
   *
   * @param key the same key notes it once; of another street than before it goes there, and leaves the ticket of that one
   * @return the dispatcher's ticket, or empty while there are not enough
   */
  public Optional<String> noWater(String key, Draft draft, Place place) {
    var street = place.streetKey();
    if (street == null) {
      return Optional.empty();
    }
    return database.transaction(transaction -> lock(transaction, NO_WATER, place)
        .compose(_ -> transaction.preparedQuery(LEAVE_STREET).execute(Tuple.tuple().addString(key).addString(street)
            .addString(place.locality())))
        .compose(_ -> transaction.preparedQuery(IN_STREET)
            .execute(Tuple.wrap(Arrays.<@Nullable Object>asList(key,
                draft.conversation(), place.locality(), street, now()))))
        .compose(_ -> transaction.preparedQuery("""
            select distinct conversation from water_report where street_key = $1 and at > $2
              and (locality is null or $3::text is null or locality = $3::text)""")
            .execute(Tuple.wrap(Arrays.<@Nullable Object>asList(street, now().minus(rules.complaintWindow()),
                place.locality()))))
        .compose(people -> people.size() < rules.complaints()
            ? Future.succeededFuture(Optional.<String>empty())
            : gathered(transaction, key, draft, place, people).map(Optional::of)));
  }

  private static final String IN_STREET = """
    insert into water_report (idempotency_key, conversation, locality, street_key, at) values ($1, $2, $3, $4, $5)
    on conflict (idempotency_key) do update set locality = excluded.locality, street_key = excluded.street_key""";

  /* What was gathered in the street that was told first, where another is told now. */
  private static final String LEAVE_STREET = """
    delete from ticket_reporter r using ticket t, water_report w where w.idempotency_key = $1
      and (w.street_key <> $2 or w.locality is distinct from $3::text) and r.ticket_id = t.id
      and r.conversation = w.conversation and t.topic = 'no_water' and t.street_key = w.street_key""";

  private Future<String> gathered(SqlClient transaction, String key, Draft draft, Place place, RowSet<Row> people) {
    var street = new Place(null, place.locality(), place.street(), null, null, null, null);
    var conversations = people.stream().map(row -> row.getUUID(0)).toArray(UUID[]::new);
    return report(transaction, key + "/gathered/" + place.streetKey(), draft, street)
        .compose(reported -> transaction.preparedQuery("""
            insert into ticket_reporter (idempotency_key, ticket_id, conversation, at)
            select t.number || '/' || p, t.id, p, $3 from ticket t, unnest($2::uuid[]) p
            where t.number = $1 and t.conversation is distinct from p on conflict do nothing""")
            .execute(Tuple.of(reported.number(), conversations, now())).map(_ -> reported.number()));
  }

  /** Whether billing knows a street of that name; a name nobody knows must not be told that nothing is announced there. */
  public boolean isKnownStreet(Place place) {
    var key = place.streetKey();
    return key != null && streets(place.locality()).stream().anyMatch(name -> StreetName.key(name).equals(key));
  }

  private List<String> streets(@Nullable String locality) {
    return database.list(row -> row.getString(0), """
      select distinct street from consumption_point
      where street is not null and ($1::text is null or locality = $1::text)""", locality);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
