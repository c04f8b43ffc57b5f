package eu.apaserv.bot.core.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A server that outlived its program (both the program and its watch were killed) and still has the folder. */
final class Orphan {
  private static final Logger log = LoggerFactory.getLogger(Orphan.class);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private Orphan() {}

  /** Stops the server of this cluster if one lives; the caller owns the folder, so nobody uses it. */
  static void stop(Path cluster) throws IOException {
    var pidFile = cluster.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    var lines = Files.readAllLines(pidFile);
    if (lines.size() < 2 || !lines.getFirst().strip().matches("\\d{1,9}")) {
      return;
    }
    var pid = Long.parseLong(lines.getFirst().strip());
    var server = ProcessHandle.of(pid).filter(p -> isServerOf(p, cluster));
    if (server.isPresent()) {
      log.info("A PostgreSQL server was left over in {}; stopping it", cluster);
      stop(server.get(), pidFile);
    }
  }

  /** A number may have been given to another program since: only a postgres that works in this very folder counts. */
  private static boolean isServerOf(ProcessHandle process, Path cluster) {
    var workingFolder = Path.of("/proc/" + process.pid() + "/cwd");
    try {
      if (Files.exists(workingFolder) && !Files.isSameFile(workingFolder, cluster)) {
        return false;
      }
    } catch (IOException e) {
      return false;
    }
    return process.info().command().map(c -> c.endsWith("/postgres")).orElse(false);
  }

  /**
   * SIGINT is PostgreSQL's fast stop: it rolls back what is open and writes everything else down. It has ended when its
   * file is gone; the process may stay in the table where nobody collects it, as in a container.
   */
  private static void stop(ProcessHandle server, Path pidFile) throws IOException {
    new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(server.pid())).start();
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (server.isAlive() && Files.exists(pidFile)) {
      if (System.nanoTime() > deadline) {
        throw new StartException("A PostgreSQL server is left over and does not stop: end process " + server.pid()
            + " and start again");
      }
      LockSupport.parkNanos(50_000_000);
    }
  }
}
