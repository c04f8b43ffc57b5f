package eu.apaserv.bot.core.store;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** A program of its own that keeps a database open until it is killed. */
final class KilledProgram {
  private KilledProgram() {}

  public static void main(String[] args) throws Exception {
    var database = EmbeddedDatabase.open(Path.of(args[0]));
    EmbeddedDatabaseTest.execute(database.address(), "CREATE TABLE kept AS SELECT 'kept' AS word");
    System.out.println("stored");
    new CountDownLatch(1).await();
  }
}
