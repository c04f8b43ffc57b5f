package eu.apaserv.bot.core.store;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL as the rest of the product sees it: a statement in, rows out, written straight down on virtual threads.
 *
 * <p>A statement is borrowed, used and given back in one method, so a leaked connection cannot be written. What goes
 * wrong with the database is an outage and comes as {@link io.vertx.pgclient.PgException} or an {@code IOException} in a
 * {@link StoreException}.
 */
public final class Database implements AutoCloseable {
  private final Pool pool;
  /** The open transaction that everything here is part of; null: each statement stands for itself. */
  private final @Nullable SqlClient joined;
  private final int mostConnections;
  private final TranscriptSeal seal;
  private final LongAdder statements = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final Timer times = Timer.builder("bot_database_statement").serviceLevelObjectives(Buckets.quick())
      .register(Metrics.globalRegistry);

  Database(Pool pool, int mostConnections) {
    this(pool, null, mostConnections, TranscriptSeal.NONE);
  }

  private Database(Pool pool, @Nullable SqlClient joined, int mostConnections, TranscriptSeal seal) {
    this.pool = pool;
    this.joined = joined;
    this.mostConnections = mostConnections;
    this.seal = seal;
  }

  /** The same database, in which what people say is kept sealed. Its connections are shared, and closed with either. */
  public Database sealedBy(TranscriptSeal by) {
    return new Database(pool, joined, mostConnections, by);
  }

  /** How what people say is kept in it. */
  public TranscriptSeal seal() {
    return seal;
  }

  /**
   * @param address {@code postgresql://user:password@host:port/database}
   * @param connections the most that are open at once
   */
  public static Database connect(Vertx vertx, String address, int connections) {
    return connect(vertx, address, connections, Connections.PATIENCE);
  }

  /**
   * The same with a patience of the caller's.
   *
   * @param patience the longest a statement may take, whole seconds
   */
  public static Database connect(Vertx vertx, String address, int connections, Duration patience) {
    return new Database(Connections.pool(vertx, address, connections, patience), connections);
  }

  static Pool pool(Vertx vertx, String address, int connections) {
    return Connections.pool(vertx, address, connections, Connections.PATIENCE);
  }

  /** One statement, without waiting: for event loops. */
  public Future<RowSet<Row>> send(String sql, Tuple args) {
    statements.increment();
    long sent = System.nanoTime();
    return (joined == null ? pool : joined).preparedQuery(sql).execute(args).onComplete(_ -> {
      answered.increment();
      times.record(System.nanoTime() - sent, TimeUnit.NANOSECONDS);
    });
  }

  /** One statement; waits for its rows. */
  public RowSet<Row> run(String sql, @Nullable Object... args) {
    return await(send(sql, Tuple.from(args)));
  }

  /** One statement with a prepared tuple (arrays need one); waits for its rows. */
  public RowSet<Row> run(String sql, Tuple args) {
    return await(send(sql, args));
  }

  /** The rows of one statement, mapped. */
  public <T> List<T> list(Function<Row, T> map, String sql, @Nullable Object... args) {
    var rows = run(sql, args);
    var list = new ArrayList<T>(rows.size());
    rows.forEach(row -> list.add(map.apply(row)));
    return list;
  }

  /** The first row of one statement, mapped. */
  public <T> Optional<T> first(Function<Row, T> map, String sql, @Nullable Object... args) {
    var rows = run(sql, args).iterator();
    return rows.hasNext() ? Optional.of(map.apply(rows.next())) : Optional.empty();
  }

  /** How many statements were sent so far, those inside transactions left out: each is a round trip. */
  public long statements() {
    return statements.sum();
  }

  /** Statements sent and not answered yet, on a connection or waiting for one. */
  public long underWay() {
    return Math.max(0, statements.sum() - answered.sum());
  }

  /** Connections that are open now. */
  public int connections() {
    return pool.size();
  }

  /** Connections that may be open at once. */
  public int mostConnections() {
    return mostConnections;
  }

  /** Several statements, all or none. {@code work} gets the connection and composes futures on it. */
  public <T> T transaction(Function<SqlClient, Future<T>> work) {
    return await(joined == null ? pool.withTransaction(work::apply) : work.apply(joined));
  }

  /**
   * Several statements, all or none, written straight down: for virtual threads.
   *
   * @param work gets the open transaction; what it throws undoes everything
   */
  public <T> T together(Function<Transaction, T> work) {
    return joined == null ? apart(work) : work.apply(new Transaction(joined, seal));
  }

  /**
   * What several stores do, all or none, as if each were alone: the database they are given is one open transaction, and
   * what they do together is part of it. For virtual threads, one statement after the other.
   *
   * @param work what it throws undoes everything, so it must not catch what a statement throws and go on
   */
  public <T> T asOne(Function<Database, T> work) {
    return joined == null
        ? apart(open -> work.apply(new Database(pool, open.client(), mostConnections, seal)))
        : work.apply(this);
  }

  private <T> T apart(Function<Transaction, T> work) {
    var connection = await(pool.getConnection());
    try {
      var open = await(connection.begin());
      try {
        var result = work.apply(new Transaction(connection, seal));
        await(open.commit());
        return result;
      } catch (RuntimeException | Error e) {
        open.rollback().onFailure(e::addSuppressed);
        throw e;
      }
    } finally {
      await(connection.close());
    }
  }

  /** Waits for a future on a virtual thread, or on a thread that is not an event loop. */
  public static <T> T await(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreException("Interrupted while waiting for the database", e);
    } catch (ExecutionException | CompletionException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      var why = Objects.requireNonNullElse(cause.getMessage(), "the connection was lost");
      throw new StoreException("The database did not do it: " + why, cause);
    }
  }

  @Override
  public void close() {
    Closing.await(pool.close());
  }
}
