package eu.apaserv.bot.conversations.importing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * Streams the rows of one file into a temporary table by COPY, with the line each came from. The table takes anything, so
 * that a row with a wrong value still counts where others refer to it.
 */
final class Stage implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final CopyIn copy;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream(BUFFER + 1024);
  private boolean ended;

  private Stage(CopyIn copy) {
    this.copy = copy;
  }

  /** Makes the temporary table, which ends with the transaction. */
  static void create(Connection connection, ExportFile file) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("create temporary table " + file.stage() + " on commit drop as select 0::bigint as line, "
          + String.join(", ", file.columnNames()) + " from " + file.table() + " with no data");
    }
  }

  /** Opens it for rows; {@link #end} keeps them. */
  static Stage open(Connection connection, ExportFile file) throws SQLException {
    var sql = "copy " + file.stage() + " (line, " + String.join(", ", file.columnNames()) + ") from stdin";
    return new Stage(connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql));
  }

  void add(CsvRow row) throws IOException {
    buffer.writeBytes(Long.toString(row.line()).getBytes(StandardCharsets.UTF_8));
    for (var value : row.values()) {
      buffer.write('\t');
      buffer.writeBytes(escaped(value).getBytes(StandardCharsets.UTF_8));
    }
    buffer.write('\n');
    if (buffer.size() >= BUFFER) {
      flush();
    }
  }

  private static String escaped(@Nullable String value) {
    if (value == null) {
      return "\\N";
    }
    return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r");
  }

  private void flush() throws IOException {
    try {
      copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
      buffer.reset();
    } catch (SQLException e) {
      throw new IOException("The database did not take the rows: " + e.getMessage(), e);
    }
  }

  void end() throws IOException, SQLException {
    flush();
    copy.endCopy();
    ended = true;
  }

  @Override
  public void close() throws SQLException {
    if (!ended && copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
