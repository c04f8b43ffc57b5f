package eu.apaserv.bot.core.store;

import java.security.SecureRandom;
import io.vertx.core.buffer.Buffer;

/** Keys the program makes for itself, shared by all nodes through the database. */
public final class Secrets {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** The key of that name, made on first use; every node gets the same. */
  public static byte[] key(Database database, String name) {
    var fresh = new byte[BYTES];
    RANDOM.nextBytes(fresh);
    database.run("insert into secret (name, value) values ($1, $2) on conflict do nothing", name, Buffer.buffer(fresh));
    return database.first(row -> row.getBuffer(0).getBytes(), "select value from secret where name = $1", name)
        .orElseThrow();
  }
}
