package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.RememberedReads;
import eu.apaserv.bot.core.store.Sealed;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The sample data, as it was loaded, for one play after another. What conversations write (the tables that the sample leaves
 * empty) is put back before each play, what billing wrote after a play that changes it: a copy of the database takes ten
 * times as long.
 */
final class Stage implements AutoCloseable {
  private static final String LOAD_AGAIN = """
      create procedure load_again(tables text[]) language plpgsql as $$
      declare name text; columns text;
      begin
        foreach name in array tables loop
          select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
          where attrelid = format('public.%I', name)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
          execute format('delete from public.%I', name);
          execute format('insert into public.%I (%s) overriding system value select %s from as_loaded.%I', name, columns,
            columns, name);
        end loop;
      end $$""";

  private final @Nullable RememberedReads reads;
  private final String address;
  private final Database database;
  /** Its rows go without a look at foreign keys; to change that on a connection would make it forget all its plans. */
  private final Connection behind;
  private final List<String> written;
  private final List<String> loaded;
  private boolean kept;

  /**
   * @param sample address of a database with the sample data, to which nobody is connected
   */
  Stage(Vertx vertx, String sample) {
    this(sample, address -> Database.connect(vertx, address, 4).sealedBy(Sealed.asked()), null);
  }

  private Stage(String sample, Function<String, Database> connect, @Nullable RememberedReads reads) {
    this.reads = reads;
    this.address = TestDatabase.copyOf(sample);
    this.database = connect.apply(address);
    this.behind = behind(address);
    var tables = database.list(row -> row.getString(0), """
        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        order by relname""").stream().collect(Collectors.partitioningBy(this::isEmpty));
    this.written = tables.getOrDefault(true, List.of());
    this.loaded = tables.getOrDefault(false, List.of());
    unseen(putBack(written,
        database.list(row -> row.getString(0), "select sequencename from pg_sequences where last_value is null")));
    if (reads != null) {
      reads.writable(written);
    }
  }

  /** One whose reads are remembered until what they look at is written to: for very many turns on one thread, without anybody beside it. */
  static Stage remembering(Vertx vertx, String sample) {
    var reads = new RememberedReads();
    return new Stage(sample, address -> reads.connect(vertx, address, 2).sealedBy(Sealed.asked()), reads);
  }

  private static Connection behind(String address) {
    try {
      var connection = TestDatabase.connect(address);
      try (var statement = connection.createStatement()) {
        statement.execute("set session_replication_role = replica");
      }
      return connection;
    } catch (SQLException e) {
      throw new IllegalStateException("Nobody gets behind " + address.substring(address.lastIndexOf('/')), e);
    }
  }

  private void unseen(String sql) {
    try (var statement = behind.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("The data could not be put back", e);
    }
  }

  /** Written out for each table, as statements are planned only once then. Numbers begin again, so that each play sees the same. */
  private static String putBack(List<String> tables, List<String> sequences) {
    return """
        create procedure put_back() language plpgsql as $$
        begin
          %s
          %s
        end $$""".formatted(
        tables.stream()
            .map(table -> "if exists (select from \"%s\") then delete from \"%s\"; end if;".formatted(table, table))
            .collect(Collectors.joining("\n")),
        sequences.stream().map(sequence -> "perform setval('\"%s\"', 1, false);".formatted(sequence))
            .collect(Collectors.joining("\n")));
  }

  /** How many statements went to the server. */
  long asked() {
    return Objects.requireNonNull(reads).asked();
  }

  private boolean isEmpty(String table) {
    return database.first(row -> row, "select from \"" + table + "\" limit 1").isEmpty();
  }

  /** The data as it was loaded. */
  Database fresh() {
    unseen("call put_back()");
    if (reads != null) {
      reads.rewritten();
    }
    return database;
  }

  /** The same for a play that changes what billing wrote. */
  <T> T changed(Function<Database, T> play) {
    keep();
    try {
      return play.apply(fresh());
    } finally {
      unseen("call load_again('{%s}')".formatted(String.join(",", loaded)));
      if (reads != null) {
        reads.forget();
      }
    }
  }

  private void keep() {
    if (kept) {
      return;
    }
    database.run("create schema as_loaded");
    loaded.forEach(table -> database.run("create table as_loaded.\"" + table + "\" as table \"" + table + "\""));
    unseen(LOAD_AGAIN);
    kept = true;
  }

  @Override
  public void close() {
    try {
      behind.close();
    } catch (SQLException e) {
      throw new IllegalStateException("A connection could not be given back", e);
    }
    database.close();
    TestDatabase.drop(address);
  }
}
