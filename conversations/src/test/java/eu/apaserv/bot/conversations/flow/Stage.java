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
import org.jspecify.annotations.Nullable;

/**
 * The sample data, as it was loaded, for one play after another. Putting back what conversations write (the tables that
 * the sample leaves empty) takes a millisecond; a copy of the database, for plays that change what billing wrote, a hundred.
 */
final class Stage implements AutoCloseable {
  /* Rows go without a look at foreign keys, and numbers begin again, so that each play sees the same. */
  private static final String PUT_BACK = """
      create function put_back(tables text[], sequences text[]) returns void language plpgsql as $$
      declare name text; used boolean;
      begin
        perform set_config('session_replication_role', 'replica', true);
        foreach name in array tables loop
          execute format('select exists (select 1 from %I)', name) into used;
          if used then execute format('delete from %I', name); end if;
        end loop;
        for name in select quote_ident(sequencename) from pg_sequences
            where sequencename = any (sequences) and last_value is not null loop
          perform setval(name::regclass, 1, false);
        end loop;
      end $$""";

  /** Reading the accounts also notes on their links that somebody was there today. */
  private static final String SEEN_TODAY = "with heard as";

  private final Vertx vertx;
  private final @Nullable RememberedReads reads;
  private final String sample;
  private final String address;
  private final Database database;
  private final List<String> written;
  private final List<String> counted;

  /**
   * @param sample address of a database with the sample data, to which nobody is connected
   */
  Stage(Vertx vertx, String sample) {
    this(vertx, sample, address -> Database.connect(vertx, address, 4).sealedBy(Sealed.asked()), null);
  }

  private Stage(Vertx vertx, String sample, Function<String, Database> connect, @Nullable RememberedReads reads) {
    this.vertx = vertx;
    this.sample = sample;
    this.reads = reads;
    this.address = TestDatabase.copyOf(sample);
    this.database = connect.apply(address);
    database.run(PUT_BACK);
    this.written = database.list(row -> row.getString(0), """
        select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'
        order by relname""").stream().filter(this::isEmpty).toList();
    this.counted = database.list(row -> row.getString(0),
        "select sequencename from pg_sequences where last_value is null");
    if (reads != null) {
      reads.writable(written);
    }
  }

  /** One whose reads are remembered until what they look at is written to: for very many turns on one thread. */
  static Stage remembering(Vertx vertx, String sample) {
    var reads = new RememberedReads(SEEN_TODAY);
    return new Stage(vertx, sample, address -> reads.connect(vertx, address, 2), reads);
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

  /** Uses a copy of its own. */
  <T> T apart(Function<Database, T> play) {
    var copy = TestDatabase.copyOf(sample);
    try (var own = Database.connect(vertx, copy, 4)) {
      return play.apply(own);
    } finally {
      TestDatabase.drop(copy);
    }
  }

  @Override
  public void close() {
    database.close();
    TestDatabase.drop(address);
  }
}
