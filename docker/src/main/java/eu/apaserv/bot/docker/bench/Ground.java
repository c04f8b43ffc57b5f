package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.docker.Store;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;

/** A PostgreSQL with fsync and the product's tables, for measuring alone. */
record Ground(EmbeddedDatabase postgres, Database database, Path folder) implements AutoCloseable {
  private static final Duration TO_GENERATE = Duration.ofHours(1);

  /**
   * @param folder where it is kept; what is there already is taken up again
   * @param statements whether it counts what it spends its time on
   * @param plans whether it says how it does what it is asked
   */
  static Ground open(Vertx vertx, Path folder, boolean statements, boolean plans) {
    if (statements || plans) {
      prepare(vertx, folder, statements, plans);
    }
    var postgres = EmbeddedDatabase.open(folder.resolve("postgres"));
    try {
      Migrations.apply(postgres.address(), Store.TABLES);
      var database = Database.connect(vertx, postgres.address(), 2, TO_GENERATE);
      if (statements) {
        Statements.forget(database);
      }
      return new Ground(postgres, database, folder);
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** Counts from the next start on. */
  private static void prepare(Vertx vertx, Path folder, boolean statements, boolean plans) {
    try (var postgres = EmbeddedDatabase.open(folder.resolve("postgres"));
        var database = Database.connect(vertx, postgres.address(), 1)) {
      if (statements) {
        Statements.count(database);
      }
      if (plans) {
        Plans.keep(database);
      }
    }
  }

  String address() {
    return postgres.address();
  }

  @Override
  public void close() {
    database.close();
    postgres.close();
  }
}
