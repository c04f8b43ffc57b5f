package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.channel.Piece;
import eu.apaserv.bot.core.channel.Unnamed;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Digests;
import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where channels hand over: whole messages go to the inbox, pieces wait here for the others of their text. */
public final class Pieces implements Intake {
  private static final Logger LOG = LoggerFactory.getLogger(Pieces.class);
  /** What a piece that never came is shown as. */
  private static final String GAP = "[…]";
  private static final Duration BLANKED_FOR = Duration.ofHours(1);
  private static final int LARGEST_SWEEP = 100;
  /** No longer than channels let any other text be. */
  private static final int LONGEST_TEXT = 4096;
  /** Texts of one sender that wait for their pieces; nobody types more within minutes. */
  private static final int MOST_WAITING = 5;

  private final Database database;
  private final Inbox inbox;
  private final Runnable taken;
  private final Duration patience;

  /**
   * @param taken rung when something has come in
   * @param patience how long the other pieces of a text may take
   */
  public Pieces(Database database, Inbox inbox, Runnable taken, Duration patience) {
    this.database = database;
    this.inbox = inbox;
    this.taken = taken;
    this.patience = patience;
  }

  @Override
  public Future<Void> take(List<Event> events) {
    return inbox.take(events).onSuccess(_ -> taken.run());
  }

  private static final String BEGIN = """
    insert into delivery as d (channel, digest, name) values ($1, $2, $3)
    on conflict (channel, digest) do update set
      name = case when d.name is distinct from $4
          and (d.answered_at is null and d.begun_at > now() - $5::bigint * interval '1 ms'
            or d.begun_at > now() - $6::bigint * interval '1 ms') then d.name
        else excluded.name end,
      begun_at = now(), answered_at = null
    returning name""";

  @Override
  public Future<String> begun(Unnamed delivery) {
    var name = Objects.requireNonNullElse(delivery.again(), delivery.name());
    return database.send(BEGIN, Tuple.of(delivery.channel(), delivery.key(), name, delivery.settled(),
        BLANKED_FOR.toMillis(), delivery.unread().toMillis()))
        .map(rows -> rows.iterator().next().getString(0))
        .compose(known -> known.equals(delivery.name()) || !delivery.unread().isZero()
            ? Future.succeededFuture(known)
            : unlessAnswered(delivery, known));
  }

  /*
   * A centre delivers again within moments. Who had their answer a minute ago and says the same words says them anew, and a
   * message that is lost is worse than one that is taken twice.
   */
  private static final String ANEW = """
    update delivery set name = $3 where channel = $1 and digest = $2 and name = $4 and exists (select from inbox i
      where i.channel = $1 and i.provider_id = $4 and i.done_at < now() - interval '1 minute')""";

  private Future<String> unlessAnswered(Unnamed delivery, String known) {
    return database.send(ANEW, Tuple.of(delivery.channel(), delivery.key(), delivery.name(), known))
        .map(rows -> rows.rowCount() == 1 ? delivery.name() : known);
  }

  @Override
  public Future<Void> answered(String channel, String key, String name) {
    return database.send("""
      update delivery set answered_at = now() where channel = $1 and digest = $2 and name = $3""",
        Tuple.of(channel, key, name)).mapEmpty();
  }

  /*
   * A group whose text is done gives way to a piece that is not one of it: the numbers that join pieces come round again.
   * The same piece once more changes nothing.
   */
  private static final String KEEP = """
    with old as (
      delete from piece p where p.channel = $1 and p.sender = $2 and p.group_name = $3 and p.done_at is not null
        and not exists (select 1 from piece s where s.channel = $1 and s.sender = $2 and s.group_name = $3
          and s.number = $4 and s.digest = $7)
      returning p.number
    )
    insert into piece (channel, sender, group_name, number, total, body, digest, sent_at)
    select $1, $2, $3, $4, $5, $6, $7, $8
    on conflict (channel, sender, group_name, number) do update set body = excluded.body, total = excluded.total,
      digest = excluded.digest, sent_at = excluded.sent_at, received_at = now(), done_at = null
      where exists (select 1 from old)""";

  private static final String WAITING = """
    select number, total, body, sent_at, min(received_at) over () as began_at from piece
    where channel = $1 and sender = $2 and group_name = $3 and done_at is null order by number""";

  private static final String OF_ANOTHER = """
    select 1 from piece where channel = $1 and sender = $2 and group_name = $3 and number = $4 and done_at is null
      and digest <> $5""";

  @Override
  public Future<Void> piece(Piece piece) {
    return keep(piece).compose(kept -> kept.rowCount() > 0 ? Future.succeededFuture() : unlessSame(piece))
        .compose(_ -> join(piece.from(), piece.group(), false))
        .compose(_ -> crowded(piece.from()));
  }

  private static final String CROWD = """
    select group_name from piece where channel = $1 and sender = $2 and done_at is null
    group by 1 order by max(received_at) desc, group_name offset $3 limit $4""";

  /** Of a flood of first pieces the oldest are taken as far as they came: as messages they are few enough, by the rules for all. */
  private Future<Void> crowded(Address from) {
    return database.send(CROWD, Tuple.of(from.channel(), from.id(), MOST_WAITING, LARGEST_SWEEP)).compose(groups -> {
      Future<Void> done = Future.succeededFuture();
      for (var row : groups) {
        done = done.compose(_ -> join(from, row.getString(0), true));
      }
      return done;
    });
  }

  private Future<RowSet<Row>> keep(Piece piece) {
    var text = Halves.kept(piece.text());
    return database.send(KEEP,
        Tuple.of(piece.from().channel(), piece.from().id(), piece.group(), (short) piece.number(),
            (short) piece.total()).addString(database.seal().text(text, place(piece)))
            .addBuffer(buffer(Digests.sha256(text)))
            .addOffsetDateTime(piece.sentAt().atOffset(ZoneOffset.UTC)));
  }

  /** A piece of another text, though the one before is not whole: it will not become so, and is taken as far as it came. */
  private Future<Void> unlessSame(Piece piece) {
    return database.send(OF_ANOTHER, Tuple.of(piece.from().channel(), piece.from().id(), piece.group(),
        (short) piece.number(), buffer(Digests.sha256(Halves.kept(piece.text())))))
        .compose(another -> another.size() == 0
            ? Future.succeededFuture()
            : join(piece.from(), piece.group(), true).compose(_ -> keep(piece)).mapEmpty());
  }

  /** Takes what can no longer become whole, and forgets what is long done; true when there was something. */
  public boolean sweep() {
    var late = database.run("""
      select channel, sender, group_name from piece where done_at is null
      group by 1, 2, 3 having max(received_at) < now() - $1::bigint * interval '1 ms' limit $2""", patience.toMillis(),
        LARGEST_SWEEP);
    for (var row : late) {
      Database.await(join(new Address(row.getString(0), row.getString(1)), row.getString(2), true));
    }
    database.run("delete from piece where done_at < now() - $1::bigint * interval '1 ms'", BLANKED_FOR.toMillis());
    database.run("delete from delivery where begun_at < now() - $1::bigint * interval '1 ms'", BLANKED_FOR.toMillis());
    return late.size() == LARGEST_SWEEP;
  }

  /** One that cannot be opened is as one that never came. */
  private String body(Row row, Place place) {
    try {
      return Halves.read(database.seal().opened(row.getString("body"), place));
    } catch (Seal.Closed e) {
      LOG.error("{}", e.getMessage());
      return GAP;
    }
  }

  private static Place place(Piece piece) {
    return Place.piece(piece.from().channel(), piece.from().id(), piece.group(), piece.number());
  }

  private Future<Void> join(Address from, String group, boolean asItIs) {
    return database.send(WAITING, Tuple.of(from.channel(), from.id(), group)).compose(rows -> {
      if (rows.size() == 0 || (!asItIs && rows.size() < rows.iterator().next().getShort("total"))) {
        return Future.succeededFuture();
      }
      return take(List.of(whole(from, group, rows))).compose(done -> blank(from, group));
    });
  }

  /** Nodes that join at once give the text one name: the inbox keeps it once. The same words another day are another text. */
  private Inbound whole(Address from, String group, RowSet<Row> rows) {
    var pieces = new TreeMap<Short, String>();
    OffsetDateTime sentAt = rows.iterator().next().getOffsetDateTime("sent_at");
    int total = rows.iterator().next().getShort("total");
    rows.forEach(row -> pieces.put(row.getShort("number"), body(row,
        Place.piece(from.channel(), from.id(), group, row.getShort("number")))));
    var joined = new StringBuilder();
    for (short number = 1; number <= total; number++) {
      joined.append(pieces.getOrDefault(number, joined.toString().endsWith(GAP) ? "" : GAP));
    }
    var text = Halves.mended(cut(joined));
    long began = rows.iterator().next().getOffsetDateTime("began_at").toInstant().toEpochMilli();
    var name = from.id() + "/" + group + "/" + Long.toString(began, 36) + "/"
        + HexFormat.of().formatHex(Digests.sha256(text), 0, 8);
    return new Inbound(from, name, new Content.Text(text), sentAt.toInstant());
  }

  /** Never in the middle of a character. */
  private static String cut(StringBuilder joined) {
    if (joined.length() <= LONGEST_TEXT) {
      return joined.toString();
    }
    boolean half = Character.isHighSurrogate(joined.charAt(LONGEST_TEXT - 1));
    return joined.substring(0, half ? LONGEST_TEXT - 1 : LONGEST_TEXT);
  }

  private Future<Void> blank(Address from, String group) {
    return database.send("""
      update piece set done_at = now(), body = ''
      where channel = $1 and sender = $2 and group_name = $3 and done_at is null""",
        Tuple.of(from.channel(), from.id(), group)).mapEmpty();
  }

  private static Buffer buffer(byte[] octets) {
    return Buffer.buffer(octets);
  }
}
