package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Event;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.message.Moved;
import eu.apaserv.bot.core.message.Reachable;
import eu.apaserv.bot.core.message.Receipt;
import eu.apaserv.bot.core.message.Standing;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What came from people and providers, durable before anybody is told that we have it. */
public final class Inbox {
  private static final int LARGEST_BATCH = 500;
  /** Most events of one call that are written together: what others wait for is a write of so many, never all of a call. */
  private static final int PIECE = 200;
  /** Whoever brings a message waits for its commit, and a person waits behind it. */
  private static final Duration APART = Duration.ofMillis(4);
  private static final int MOST_RECEIPTS = 2_000;
  /**
   * Nobody waits for receipts: those of one message come one behind the other and change its row once, and what became of
   * its send is mostly kept by then.
   */
  private static final Duration BETWEEN_RECEIPTS = Duration.ofMillis(80);

  private final Database database;
  private final Whereabouts whereabouts;
  private final Standings standings;
  private final InboxNotice notice;
  private final Batches<Event> batches;
  private final Batches<Receipt> receipts;

  /** Where what failed later stays failed. */
  public Inbox(Database database) {
    this(database, LateFailure.FINAL);
  }

  /** @param again which replies that failed later go out once more */
  public Inbox(Database database, LateFailure again) {
    this.database = database;
    this.whereabouts = new Whereabouts(database);
    this.standings = new Standings(database);
    this.notice = new InboxNotice(database);
    var marks = new Marks(database, again);
    this.batches = new Batches<>(LARGEST_BATCH, APART, this::write);
    this.receipts = new Batches<>(MOST_RECEIPTS, BETWEEN_RECEIPTS, marks::write);
  }

  /**
   * Keeps the events. A message or receipt that is already here changes nothing: providers deliver at least once.
   *
   * @return completes when they are durable; fails when they are not, and then the provider must deliver again
   */
  public Future<Void> take(List<Event> events) {
    var told = only(events, Receipt.class);
    var others = told.isEmpty() ? events : events.stream().filter(e -> !(e instanceof Receipt)).toList();
    return told.isEmpty()
        ? inPieces(batches, PIECE, others)
        : Future.all(inPieces(batches, PIECE, others), inPieces(receipts, MOST_RECEIPTS, told)).mapEmpty();
  }

  /** One piece after the other, so that others get their turn between those of a call that brings thousands. */
  private static <E> Future<Void> inPieces(Batches<E> to, int piece, List<E> events) {
    return events.size() <= piece
        ? to.add(events)
        : to.add(events.subList(0, piece))
            .compose(_ -> inPieces(to, piece, events.subList(piece, events.size())));
  }

  private Future<?> write(List<Event> events) {
    var messages = only(events, Inbound.class);
    Future<?> said = messages.isEmpty()
        ? Future.succeededFuture()
        : writeMessages(messages).onSuccess(_ -> notice.tell());
    return said.compose(_ -> writeNews(events));
  }

  /** After the messages, as somebody may have written before they moved. */
  private Future<?> writeNews(List<Event> events) {
    if (events.stream().allMatch(Inbound.class::isInstance)) {
      return Future.succeededFuture();
    }
    var standing = only(events, Standing.class);
    return whereabouts.move(only(events, Moved.class))
        .compose(_ -> whereabouts.reach(only(events, Reachable.class)))
        .compose(_ -> standing.isEmpty() ? Future.succeededFuture() : standings.write(standing));
  }

  private static <E extends Event> List<E> only(List<Event> events, Class<E> kind) {
    return events.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  private static final String TAKE_MESSAGES = """
    select bot_take($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) as elsewhere""";

  /* Whose conversation each message will be in, found as the function that keeps it finds it. */
  private static final String WHOSE = """
    with named as (
      select n, channel, address as id, 0 as rank
      from unnest($1::int[], $2::text[], $3::text[]) as e(n, channel, address)
      union all select n, channel, id, 1 from unnest($5::int[], $6::text[], $7::text[]) as a(n, channel, id)
    ), found as (
      select distinct on (n) n, a.contact_id from named join address a using (channel, id) order by n, rank
    )
    select coalesce(f.contact_id, e.fresh) from unnest($1::int[], $4::uuid[]) as e(n, fresh) left join found f using (n)
    order by n""";

  private Future<?> writeMessages(List<Inbound> messages) {
    var rows = new InboxArguments(messages);
    if (database.seal().isOff()) {
      return database.send(TAKE_MESSAGES, rows.asTheyAre());
    }
    return database.send(WHOSE, rows.senders()).compose(found -> {
      var whose = found.stream().map(row -> row.getUUID(0)).toList();
      return database.send(TAKE_MESSAGES, rows.sealed(database.seal(), whose));
    }).compose(taken -> taken.iterator().next().getBoolean("elsewhere")
        ? writeMessages(messages) // an address has become somebody else's between the two
        : Future.succeededFuture());
  }

  /** The id a person's contact gets when their address is first met. */
  static UUID contactOf(String channel, String address) {
    return UUID.nameUUIDFromBytes((channel + '\0' + address).getBytes(StandardCharsets.UTF_8));
  }
}
