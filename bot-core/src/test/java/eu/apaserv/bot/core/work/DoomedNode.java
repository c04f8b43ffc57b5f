package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.trace.Traces;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A node that is a process of its own, and ends at once when it hears {@code boom}, as native code or a lack of memory ends one. */
final class DoomedNode {
  /** What it ends with. */
  static final int ENDED = 3;
  /** So long that a slow machine's node does not lose it and take the message twice; whoever ended it gives it back. */
  private static final Duration LEASE = Duration.ofMinutes(1);

  private DoomedNode() {}

  static Process start(String database) throws IOException {
    return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), DoomedNode.class.getName(), database)
        .redirectOutput(Redirect.INHERIT).redirectError(Redirect.INHERIT).start();
  }

  /**
   * Works until whoever started it ends.
   *
   * @param args the database's address
   */
  public static void main(String[] args) throws IOException {
    var database = Database.connect(Vertx.vertx(), args[0], 2);
    new Turns(new Conversations(database, "node " + ProcessHandle.current().pid(), LEASE),
        RouterScene.router(new RouterScene.Echo(() -> Runtime.getRuntime().halt(ENDED))), new Bell(), LEASE,
        new Attention(List.of()), Traces.OFF).start();
    while (System.in.read() >= 0) {
      // nothing is written there; it ends with its writer
    }
  }
}
