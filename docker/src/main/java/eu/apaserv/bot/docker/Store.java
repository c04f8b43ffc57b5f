package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.StartException;
import java.net.URI;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** The database a command works on: the operator's, or the embedded one; its schema is up to date but after {@link #seen}. */
public final class Store implements AutoCloseable {
  /** The core's tables and the utility's. */
  public static final List<String> TABLES = List.of(Migrations.CORE, "classpath:db/utility");

  private final String address;
  private final @Nullable EmbeddedDatabase embedded;

  private Store(String address, @Nullable EmbeddedDatabase embedded) {
    this.address = address;
    this.embedded = embedded;
  }

  /** For the server, which owns the embedded database while it runs. */
  public static Store own(Settings settings) {
    var address = settings.databaseUrl();
    return address.isPresent()
        ? migrated(address.get(), null)
        : migrated(EmbeddedDatabase.open(settings.databaseFolder()));
  }

  /** For the other commands: beside a running server they use its embedded database. */
  public static Store share(Settings settings) {
    var address = settings.databaseUrl();
    return address.isPresent()
        ? migrated(address.get(), null)
        : migrated(EmbeddedDatabase.openOrJoin(settings.databaseFolder()));
  }

  /** As {@link #share}, but the tables stay as they are: for who only looks. */
  public static Store seen(Settings settings) {
    var address = settings.databaseUrl();
    if (address.isPresent()) {
      return new Store(address.get(), null);
    }
    var embedded = EmbeddedDatabase.openOrJoin(settings.databaseFolder());
    return new Store(embedded.address(), embedded);
  }

  /**
   * The scripts that this database has not seen, which {@link #own} and {@link #share} run.
   *
   * @throws StartException when the database does not let us look
   */
  public List<String> pending() {
    try {
      return Migrations.pending(address, TABLES);
    } catch (FlywayException e) {
      throw new StartException(why(URI.create(address), e), e);
    }
  }

  /** Whether the program never ran on it. */
  public boolean isNew() {
    return Migrations.none(address, TABLES);
  }

  /** For the demo: empty, and gone afterwards. */
  public static Store temporary() {
    return migrated(EmbeddedDatabase.temporary());
  }

  /** {@code postgresql://user:password@host:port/database}; holds the password, so never print it. */
  public String address() {
    return address;
  }

  public boolean isEmbedded() {
    return embedded != null;
  }

  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }

  private static Store migrated(EmbeddedDatabase embedded) {
    try {
      return migrated(embedded.address(), embedded);
    } catch (StartException e) {
      embedded.close();
      throw e;
    }
  }

  private static Store migrated(String address, @Nullable EmbeddedDatabase embedded) {
    try {
      Migrations.apply(address, TABLES);
      return new Store(address, embedded);
    } catch (FlywayException e) {
      throw new StartException(why(URI.create(address), e), e);
    }
  }

  /** By SQLSTATE, so that the line holds neither the password nor another program's prose. */
  private static String why(URI address, FlywayException e) {
    var server = address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort());
    var state = state(e);
    return switch (state) {
      case "08001", "08006", "08004" ->
        "The database at " + server + " does not answer: start it, or correct DATABASE_URL";
      case "28P01", "28000" ->
        "The database at " + server + " refuses the user or password: correct DATABASE_URL";
      case "3D000" ->
        "The server " + server + " has no database " + address.getPath().substring(1) + ": create it with UTF-8";
      case "42501" ->
        "The user of DATABASE_URL may not create tables: make it the owner of database "
            + address.getPath().substring(1);
      case "55P03" ->
        "The tables at " + server + " are in use and could not be changed (a backup?): start again when that is done";
      case "57P03" -> "The database at " + server + " is still starting: try again in a moment";
      default -> "The tables at " + server + " could not be brought up to date"
          + (state.isEmpty() ? "" : " (SQLSTATE " + state + ")") + ": run again with --verbose";
    };
  }

  private static String state(Throwable failure) {
    for (Throwable e = failure; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState();
      }
    }
    return "";
  }
}
