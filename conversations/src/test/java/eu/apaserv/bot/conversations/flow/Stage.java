package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.RememberedReads;
import eu.apaserv.bot.core.store.Sealed;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
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
  /* Rows go without a look at foreign keys, and numbers begin again, so that each play sees the same. */
  private static final String PUT_BACK = """
      create function put_back(tables text[], sequences text[]) returns void language plpgsql as $$
      declare name text; used boolean;
      begin
        perform set_config('session_replication_role', 'replica', true);
        for name in select relname from pg_class where relnamespace = 'public'::regnamespace
            and relname = any (tables) and pg_relation_size(oid) > 0 loop
          execute format('select exists (select 1 from %I)', name) into used;
          if used then execute format('delete from %I', name); end if;
        end loop;
        for name in select quote_ident(sequencename) from pg_sequences
            where sequencename = any (sequences) and last_value is not null loop
          perform setval(name::regclass, 1, false);
        end loop;
      end $$""";

  private static final String LOAD_AGAIN = """
      create function load_again(tables text[]) returns void language plpgsql as $$
      declare name text; columns text;
      begin
        perform set_config('session_replication_role', 'replica', true);
        foreach name in array tables loop
          select string_agg(quote_ident(attname), ', ' order by attnum) into columns from pg_attribute
          where attrelid = format('public.%I', name)::regclass and attnum > 0 and not attisdropped and attgenerated = '';
          execute format('delete from public.%I', name);
          execute format('insert into public.%I (%s) overriding system value select %s from as_loaded.%I', name, columns,
            columns, name);
        end loop;
      end $$""";

  /** Reading the accounts also notes on their links that somebody was there today. */
  private static final String SEEN_TODAY = "with heard as";

  private final @Nullable RememberedReads reads;
  private final String address;
  private final Database database;
  private final List<String> written;
  private final List<String> loaded;
  private final List<String> counted;
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
    database.run(PUT_BACK);
    var tables = database.list(row -> row.getString(0), """
        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        order by relname""").stream().collect(Collectors.partitioningBy(this::isEmpty));
    this.written = tables.getOrDefault(true, List.of());
    this.loaded = tables.getOrDefault(false, List.of());
    this.counted = database.list(row -> row.getString(0),
        "select sequencename from pg_sequences where last_value is null");
    if (reads != null) {
      reads.writable(written);
    }
  }

  /** One whose reads are remembered until what they look at is written to: for very many turns on one thread. */
  static Stage remembering(Vertx vertx, String sample) {
    var reads = new RememberedReads(SEEN_TODAY);
    return new Stage(sample, address -> reads.connect(vertx, address, 2), reads);
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
    database.run("select put_back($1, $2)",
        Tuple.tuple().addArrayOfString(written.toArray(String[]::new))
            .addArrayOfString(counted.toArray(String[]::new)));
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
      database.run("select load_again($1)", Tuple.of(loaded.toArray(String[]::new)));
    }
  }

  private void keep() {
    if (kept) {
      return;
    }
    database.run("create schema as_loaded");
    loaded.forEach(table -> database.run("create table as_loaded.\"" + table + "\" as table \"" + table + "\""));
    database.run(LOAD_AGAIN);
    kept = true;
  }

  @Override
  public void close() {
    database.close();
    TestDatabase.drop(address);
  }
}
