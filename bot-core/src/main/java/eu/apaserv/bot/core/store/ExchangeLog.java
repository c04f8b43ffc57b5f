package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.channel.Exchanges;
import io.micrometer.core.instrument.Metrics;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What went over the wire for each message, masked, for staff who look into one. It must never be in the way: told faster
 * than it writes, it leaves some out and counts them in {@code bot_exchanges_left_out}.
 */
public final class ExchangeLog implements Exchanges {
  /** Long enough to look into what somebody complains of; by whole days, which leave at once ({@link Months}). */
  static final Duration KEPT = Duration.ofDays(7);
  private static final int MOST_WAITING = 2_000;
  private static final int LARGEST_BATCH = 200;
  private static final int LARGEST_SWEEP = 2_000;

  private final Database database;
  private final Clock clock;
  private final BlockingQueue<Told> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

  /** One of them is null: the message it sent, or the provider's id of the one it brought. */
  private record Told(@Nullable Long outbound, @Nullable String channel, @Nullable String providerId, Instant at,
      long took, int status, String request, String response) {}

  /**
   * One exchange as staff see it.
   *
   * @param status 0 when there was no answer
   */
  public record Seen(Instant at, Duration took, int status, String request, String response) {}

  public ExchangeLog(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void keep(Exchange e) {
    offer(new Told(e.outbound(), null, null, clock.instant(), e.took().toMillis(), e.status(), e.request(),
        e.response()));
  }

  /** A webhook call that brought this one message and nothing of anybody else. */
  public void came(String channel, String providerId, int status, String request) {
    offer(new Told(null, channel, providerId, clock.instant(), 0, status, request, ""));
  }

  private void offer(Told told) {
    if (!waiting.offer(told)) {
      Metrics.counter("bot_exchanges_left_out").increment();
    }
  }

  private static final String WRITE = "select bot_keep_exchanges($1, $2, $3, $4, $5, $6, $7, $8)";

  /**
   * Writes some of what waits and forgets some of what is old.
   *
   * @return whether more waits
   */
  public boolean write() {
    var batch = new ArrayList<Told>(LARGEST_BATCH);
    waiting.drainTo(batch, LARGEST_BATCH);
    if (batch.isEmpty()) {
      return forget();
    }
    database.run(WRITE, arguments(batch));
    return true;
  }

  /** Old days have been dropped; what is left is from before they lay by day, or of a day that was in use. */
  private boolean forget() {
    var before = clock.instant().minus(KEPT).truncatedTo(ChronoUnit.DAYS).atOffset(ZoneOffset.UTC);
    return database.run("""
      delete from exchange where id in (select id from exchange where at < $1 order by at limit $2)""", before,
        LARGEST_SWEEP).rowCount() == LARGEST_SWEEP;
  }

  private Tuple arguments(List<Told> batch) {
    return Tuple.tuple().addArrayOfLong(batch.stream().map(Told::outbound).toArray(Long[]::new))
        .addArrayOfString(batch.stream().map(Told::channel).toArray(String[]::new))
        .addArrayOfString(batch.stream().map(Told::providerId).toArray(String[]::new))
        .addArrayOfOffsetDateTime(
            batch.stream().map(t -> t.at().atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new))
        .addArrayOfInteger(batch.stream().map(t -> (int) t.took()).toArray(Integer[]::new))
        .addArrayOfInteger(batch.stream().map(Told::status).toArray(Integer[]::new))
        .addArrayOfString(batch.stream().map(t -> kept(t, t.request())).toArray(String[]::new))
        .addArrayOfString(batch.stream().map(t -> kept(t, t.response())).toArray(String[]::new));
  }

  private String kept(Told told, String said) {
    var place = told.outbound() == null
        ? Place.exchangeOf(String.valueOf(told.channel()), String.valueOf(told.providerId()))
        : Place.exchangeOf(told.outbound());
    return database.seal().text(Redaction.of(said), place);
  }

  /** Those of a message we sent, oldest first. */
  public List<Seen> ofOutbound(long outbox) {
    return database.list(row -> seen(row, Place.exchangeOf(outbox)),
        "select at, took_ms, status, request, response from exchange where outbox_id = $1 order by id", outbox);
  }

  /** Those of a message that came, oldest first. */
  public List<Seen> ofInbound(long inbox) {
    return database.list(row -> seen(row, Place.exchangeOf(row.getString("channel"), row.getString("provider_id"))), """
        select e.at, e.took_ms, e.status, e.request, e.response, i.channel, i.provider_id
        from exchange e join inbox i on i.id = e.inbox_id where e.inbox_id = $1 order by e.id""", inbox);
  }

  private Seen seen(Row row, Place place) {
    return new Seen(row.getOffsetDateTime("at").toInstant(), Duration.ofMillis(row.getInteger("took_ms")),
        row.getInteger("status"), opened(row.getString("request"), place), opened(row.getString("response"), place));
  }

  private String opened(String kept, Place place) {
    try {
      return database.seal().opened(kept, place);
    } catch (Seal.Closed e) {
      return String.valueOf(e.getMessage()); // staff see why there is nothing to see
    }
  }
}
