package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An open transaction: statements that count together or not at all. */
public final class Transaction {
  private final SqlClient connection;
  private final TranscriptSeal seal;

  Transaction(SqlClient connection, TranscriptSeal seal) {
    this.connection = connection;
    this.seal = seal;
  }

  TranscriptSeal seal() {
    return seal;
  }

  SqlClient client() {
    return connection;
  }

  /** One statement; waits for its rows. */
  public RowSet<Row> run(String sql, @Nullable Object... args) {
    return run(sql, Tuple.from(args));
  }

  /** One statement with a prepared tuple (arrays need one); waits for its rows. */
  public RowSet<Row> run(String sql, Tuple args) {
    return Database.await(connection.preparedQuery(sql).execute(args));
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
}
