package eu.apaserv.bot.conversations.importing;

import eu.apaserv.bot.conversations.Business;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All billing has of one customer, in the columns of the export: {@code {"customers": [{…}], "invoices": [{…}], …}}. Checked
 * by the same rules, and that no row is another customer's; then put into the same tables.
 */
public final class AccountSnapshot {
  private static final int MOST_ROWS = 20_000;

  private final String clientCode;
  private final List<ExportFile> files;
  private final List<JsonArray> rows = new ArrayList<>();

  private AccountSnapshot(String clientCode, List<ExportFile> files) {
    this.clientCode = clientCode;
    this.files = files;
  }

  /** What is wrong with an answer of billing, without its values. */
  public static final class Wrong extends Exception {
    private static final long serialVersionUID = 1;

    Wrong(String what) {
      super(what);
    }
  }

  /** Reads and checks; @throws Wrong for the first mistake */
  public static AccountSnapshot read(JsonObject answer, String clientCode, Business business) throws Wrong {
    var snapshot = new AccountSnapshot(clientCode, new ExportFiles(business).all());
    for (var file : snapshot.files) {
      snapshot.rows.add(snapshot.rows(file, answer.getValue(file.name().replace(".csv", ""))));
    }
    snapshot.requireOwn();
    return snapshot;
  }

  private JsonArray rows(ExportFile file, @Nullable Object given) throws Wrong {
    if (given == null) {
      return new JsonArray();
    }
    if (!(given instanceof JsonArray array) || array.size() > MOST_ROWS) {
      throw new Wrong(file.name() + " is not a list of at most " + MOST_ROWS + " rows");
    }
    var read = new JsonArray();
    var seen = new HashSet<String>();
    for (int i = 0; i < array.size(); i++) {
      if (!(array.getValue(i) instanceof JsonObject object)) {
        throw new Wrong(file.name() + " " + (i + 1) + " is not an object");
      }
      var row = row(file, object, i + 1);
      if (seen.add(file.key().stream().map(row::getString).collect(Collectors.joining("\t")))) {
        read.add(row);
      }
    }
    return read;
  }

  private static JsonObject row(ExportFile file, JsonObject object, int number) throws Wrong {
    var errors = new Problems();
    var values = new @Nullable String[file.columns().size()];
    for (int i = 0; i < values.length; i++) {
      var column = file.columns().get(i);
      var given = object.getValue(column.name());
      if (given instanceof JsonObject || given instanceof JsonArray) {
        throw new Wrong(file.name() + " " + number + ": " + column.name() + " is not a value");
      }
      values[i] = value(file, column, given == null ? "" : given.toString().strip(), number, errors);
    }
    var row = new CsvRow(file, number, values, errors, new Problems());
    file.rule().accept(row);
    if (!errors.none()) {
      var first = errors.kept().getFirst();
      throw new Wrong(file.name() + " " + number + ": " + first.column() + " is wrong");
    }
    var read = new JsonObject();
    file.columns().forEach(column -> read.put(column.name(), row.text(column.name())));
    return read;
  }

  private static @Nullable String value(ExportFile file, ExportFile.Column column, String typed, int number,
      Problems errors) {
    if (typed.isEmpty()) {
      if (column.required()) {
        errors.add(new Problem(file.name(), number, column.name(), "has no value and needs one"));
      }
      return column.otherwise();
    }
    return switch (column.kind().read(typed)) {
      case Cell.Good(String text) when text.chars().noneMatch(c -> c < ' ') -> text;
      case Cell.Good _ -> {
        errors.add(new Problem(file.name(), number, column.name(), "holds a control character"));
        yield null;
      }
      case Cell.Bad(String what) -> {
        errors.add(new Problem(file.name(), number, column.name(), what));
        yield null;
      }
    };
  }

  /** A row of another customer in this one's answer would show up in the wrong chat: such an answer is refused. */
  private void requireOwn() throws Wrong {
    if (of("customer").size() != 1) {
      throw new Wrong("customers.csv does not hold the one customer asked for");
    }
    var own = Set.of(clientCode);
    for (var file : files) {
      if (file.columnNames().contains("client_code")) {
        require(file.table(), "client_code", own);
      }
    }
    require("meter", "point_id", all("consumption_point", "point_id"));
    require("billing_reading", "meter_serial", all("meter", "serial"));
    require("invoice_line", "invoice_number", all("invoice", "invoice_number"));
  }

  private void require(String table, String column, Set<String> allowed) throws Wrong {
    for (var row : of(table)) {
      if (!allowed.contains(((JsonObject) row).getString(column))) {
        throw new Wrong(table + " holds a row whose " + column + " is not in this answer");
      }
    }
  }

  private Set<String> all(String table, String column) {
    return of(table).stream().map(row -> ((JsonObject) row).getString(column)).collect(Collectors.toSet());
  }

  private JsonArray of(String table) {
    for (int i = 0; i < files.size(); i++) {
      if (files.get(i).table().equals(table)) {
        return rows.get(i);
      }
    }
    throw new IllegalArgumentException(table);
  }

  /**
   * Puts it into the tables, in the caller's transaction. Where the account has another holder than before, whoever was linked
   * to it, or let in, is so no longer: none of it is the new holder's wish.
   */
  public Future<?> store(SqlClient transaction, Instant now) {
    var holder = of("customer").getJsonObject(0);
    Future<?> done = transaction.preparedQuery(HOLD_LINKS).execute(Tuple.of(clientCode))
        .compose(_ -> transaction.preparedQuery(END_FORMER_HOLDER)
            .execute(Tuple.of(clientCode, holder.getString("tax_id"), holder.getString("name"),
                now.atOffset(ZoneOffset.UTC))))
        .compose(_ -> new GivenNumbers(rows).adopt(transaction, clientCode, of("invoice")))
        .compose(_ -> transaction.preparedQuery("""
        delete from invoice_line where invoice_number in (
          select value ->> 'invoice_number' from jsonb_array_elements($1))""").execute(Tuple.of(of("invoice_line"))))
        .compose(_ -> transaction.preparedQuery("delete from penalty where client_code = $1")
            .execute(Tuple.of(clientCode)))
        .compose(_ -> transaction.preparedQuery("delete from representative where client_code = $1")
            .execute(Tuple.of(clientCode)));
    for (int i = 0; i < files.size(); i++) {
      var file = files.get(i);
      var array = Objects.requireNonNull(rows.get(i));
      if (!array.isEmpty()) {
        done = done.compose(_ -> transaction.preparedQuery(upsert(file)).execute(Tuple.of(array)));
      }
    }
    return done;
  }

  /* As an import does: who links at this moment is waited for. */
  private static final String HOLD_LINKS = "select pg_advisory_xact_lock(hashtextextended('link:' || $1, 0))";

  private static final String END_FORMER_HOLDER = """
      with former as (
        select client_code from customer where client_code = $1 and holder_changed(tax_id, name, $2, $3)
      ), links as (
        update account_link set ended_at = $4, ended_why = 'holder changed'
        where ended_at is null and client_code in (select client_code from former)
      ), codes as (
        update link_code set expires_at = $4 where used_at is null and expires_at > $4
          and client_code in (select client_code from former)
      )
      update delegation set ended_at = $4 where ended_at is null and client_code in (select client_code from former)""";

  private static String upsert(ExportFile file) {
    var columns = String.join(", ", file.columnNames());
    var others = file.columnNames().stream().filter(column -> !file.key().contains(column)).toList();
    var set = others.stream().map(column -> column + " = excluded." + column).collect(Collectors.joining(", "));
    var own = others.contains("client_code") && !file.table().equals("consumption_point")
        ? " and t.client_code = excluded.client_code"
        : "";
    return "insert into %1$s as t (%2$s) select %2$s from jsonb_populate_recordset(null::%1$s, $1) on conflict (%3$s) do "
        .formatted(file.table(), columns, String.join(", ", file.key()))
        + (others.isEmpty()
            ? "nothing"
            : "update set " + set + " where row(" + prefixed("t.", others) + ") is distinct from row("
                + prefixed("excluded.", others) + ")" + own);
  }

  private static String prefixed(String prefix, List<String> columns) {
    return columns.stream().map(column -> prefix + column).collect(Collectors.joining(", "));
  }
}
