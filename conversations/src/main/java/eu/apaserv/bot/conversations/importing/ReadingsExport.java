package eu.apaserv.bot.conversations.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.apaserv.bot.core.message.CsvText;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The readings received, for billing: the oldest first, a page of rows in memory at a time. */
public final class ReadingsExport {
  /** The columns, which are also the names in JSON. */
  public static final List<String> COLUMNS = List.of("reference", "client_code", "point_id", "meter_serial", "index",
      "previous_index", "consumption", "status", "channel", "submitted_at", "note");
  private static final int PAGE = 2000;
  private static final String SELECT = """
      select id, reference, nullif(client_code, '') as client_code, point_id, meter_serial, index, previous_index,
        consumption, status, channel, submitted_at, note
      from submitted_reading
      """;

  private final Database database;
  private final ObjectMapper json = new ObjectMapper();

  public ReadingsExport(Database database) {
    this.database = database;
  }

  /** How they are written. */
  public enum Format {
    /** RFC 4180 with a header; empty = unknown; words that a spreadsheet would run have an apostrophe before them. */
    CSV,
    /** One array of objects; null = unknown. */
    JSON
  }

  /**
   * All there are now; what is being kept at this moment is waited for, and nothing can appear before the last of them.
   *
   * @param after only those after this one; 0: from the first
   * @param since only those submitted at or after this moment; null for all
   * @return the last that was written; {@code after} when there was none
   */
  public long write(long after, @Nullable Instant since, Format format, Appendable out) throws IOException {
    return format == Format.CSV ? csv(after, since, out) : array(after, since, out);
  }

  /**
   * Rows of a page, as JSON, and the id of the last.
   *
   * @param last where the next page begins; what was asked with when there is no row
   */
  public record Page(List<JsonObject> rows, long last) {
    public Page {
      rows = List.copyOf(rows);
    }
  }

  /* Ids are given before commits: who is being kept at this moment is waited for. */
  private static final String WAIT = "select pg_advisory_xact_lock(hashtextextended('submitted_reading', 0))";

  private long last() {
    return database.asOne(open -> {
      open.run(WAIT);
      return open.first(row -> row.getLong(0), "select coalesce(max(id), 0) from submitted_reading").orElse(0L);
    });
  }

  /**
   * A page in the order they came in: nothing can appear before what was given.
   *
   * @param after the last of the page before; 0 for the first
   */
  public Page page(long after, @Nullable Instant since, int limit) {
    var rows = new ArrayList<JsonObject>();
    long last = after;
    for (var row : rows(after, since, limit, last())) {
      var object = new JsonObject();
      COLUMNS.forEach(column -> {
        var value = value(row, column);
        object.put(column, value == null || value instanceof Integer ? value : value.toString());
      });
      rows.add(object);
      last = row.getLong("id");
    }
    return new Page(rows, last);
  }

  private long csv(long after, @Nullable Instant since, Appendable out) throws IOException {
    var printer = new CSVPrinter(out, CSVFormat.RFC4180);
    printer.printRecord(COLUMNS);
    return each(after, since,
        (row, _) -> printer.printRecord(COLUMNS.stream().map(column -> cell(value(row, column)))));
  }

  /** Serials come from exports, notes from staff: a file of readings is opened in a spreadsheet as well. */
  private static @Nullable Object cell(@Nullable Object value) {
    return value instanceof String words ? CsvText.safe(words) : value;
  }

  private long array(long after, @Nullable Instant since, Appendable out) throws IOException {
    out.append('[');
    long last = each(after, since, (row, first) -> {
      var object = json.createObjectNode();
      COLUMNS.forEach(column -> put(object, column, value(row, column)));
      out.append(first ? "\n" : ",\n").append(json.writeValueAsString(object));
    });
    out.append(last == after ? "]\n" : "\n]\n");
    return last;
  }

  private static void put(ObjectNode object, String column, @Nullable Object value) {
    switch (value) {
      case Integer number -> object.put(column, number);
      case null -> object.putNull(column);
      default -> object.put(column, value.toString());
    }
  }

  private static @Nullable Object value(Row row, String column) {
    return column.equals("submitted_at") ? row.getOffsetDateTime(column).toInstant() : row.getValue(column);
  }

  @FunctionalInterface
  private interface RowWriter {
    void write(Row row, boolean first) throws IOException;
  }

  private long each(long after, @Nullable Instant since, RowWriter writer) throws IOException {
    long until = last();
    long last = after;
    while (true) {
      var rows = rows(last, since, PAGE, until);
      for (var row : rows) {
        writer.write(row, last == after);
        last = row.getLong("id");
      }
      if (rows.size() < PAGE) {
        return last;
      }
    }
  }

  private RowSet<Row> rows(long after, @Nullable Instant since, int limit, long until) {
    return database.run(SELECT + """
        where id > $1 and ($2::timestamptz is null or submitted_at >= $2)
          and id <= $4
        order by id limit $3""", after, since == null ? null : since.atOffset(ZoneOffset.UTC), limit, until);
  }
}
