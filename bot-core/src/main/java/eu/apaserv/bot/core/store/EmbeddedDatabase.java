package eu.apaserv.bot.core.store;

import com.sun.security.auth.module.UnixSystem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that belongs to this program: nothing to install, the same server as in production. It listens on
 * 127.0.0.1 and asks everybody for a password.
 *
 * <p>A shell keeps watch over the server and stops it when this program ends, even by {@code kill -9}; should the shell
 * be killed too, the next start finds the orphan and stops it. A folder has one owner at a time, see {@link OwnFolder}.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** What PostgreSQL needs of our environment. */
  private static final Set<String> NEEDED = Set.of("PATH", "HOME", "TMPDIR", "TZ", "LD_LIBRARY_PATH");
  /** Must equal the major version of the binaries in the parent pom: a cluster cannot be read by another one. */
  private static final String VERSION = "18";
  private static final int ATTEMPTS = 4;
  private static final String NO_USER = "PostgreSQL runs neither as root nor as a user without a name, and this machine "
      + "forbids the way round; start the program as a plain user, or give DATABASE_URL";
  private static final String NO_PLACE = "; where it cannot run, as in an image without a shell, give DATABASE_URL";
  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  /** The watch. It ignores the terminal's Ctrl-C, as the program still needs the server to finish its work. */
  private static final String WATCH = """
      trap '' INT HUP TERM
      "$1" start -w -s -t 300 -D "$2" -l "$3" -o "$4" >/dev/null 2>&1 || { echo failed; exit 1; }
      read -r pid < "$2/postmaster.pid"
      echo ready
      exec >/dev/null 2>&1
      cat
      kill -INT "$pid"
      left=600
      while [ $left -gt 0 ] && kill -0 "$pid" && read -r now < "$2/postmaster.pid" && [ "$now" = "$pid" ]; do
        sleep 0.1
        left=$((left - 1))
      done
      [ -z "$5" ] || rm -rf "$5"
      """;

  private final String address;
  private final @Nullable Owned owned;

  /** What the owner gives back. */
  private record Owned(OwnFolder folder, Process watch) {}

  private EmbeddedDatabase(String address, @Nullable Owned owned) {
    this.address = address;
    this.owned = owned;
  }

  /**
   * Opens the database that is kept in {@code folder}, or begins a new one there. Everything committed is on disk.
   *
   * @throws StartException if another program has the folder, or the server does not start
   */
  public static EmbeddedDatabase open(Path folder) {
    var path = folder.toAbsolutePath().normalize();
    return start(path, true).orElseThrow(() -> new StartException("Another running program uses the database in " + path
        + ": stop it first, or set BOT_DATA_DIR to another folder"));
  }

  /** As {@link #open}, but where a running program has the folder, its server is used beside it. */
  public static EmbeddedDatabase openOrJoin(Path folder) {
    var path = folder.toAbsolutePath().normalize();
    return start(path, true).orElseGet(() -> join(path));
  }

  private static EmbeddedDatabase join(Path path) {
    try {
      return new EmbeddedDatabase(Files.readString(path.resolve("address")).strip(), null);
    } catch (IOException e) {
      throw new StartException("Another running program is opening or closing the database in " + path
          + ": try again in a moment", e);
    }
  }

  /** A new and empty database, gone when it is closed or the program ends; for the demo and for tests. */
  public static EmbeddedDatabase temporary() {
    return temporary(Path.of(System.getProperty("java.io.tmpdir", "/tmp")));
  }

  /** The same, in a new folder below one of the caller's choice. */
  public static EmbeddedDatabase temporary(Path parent) {
    try {
      return start(Files.createTempDirectory(parent, "apaserv-bot-").toRealPath(), false).orElseThrow();
    } catch (IOException e) {
      throw new StartException("No temporary folder could be made in " + parent + " (" + e.getMessage()
          + "): set TMPDIR to a folder that can be written", e);
    }
  }

  /** {@code postgresql://user:password@host:port/database}; holds the password, so never print it. */
  public String address() {
    return address;
  }

  /** Stops the server, if it is ours, and waits for its end. Twice is once. */
  @Override
  public void close() {
    if (owned == null) {
      return;
    }
    try (var folder = owned.folder()) {
      Files.deleteIfExists(folder.path("address"));
      owned.watch().getOutputStream().close();
      if (!owned.watch().waitFor(90, TimeUnit.SECONDS)) {
        log.warn("The embedded PostgreSQL is still busy stopping");
      }
    } catch (IOException e) {
      log.warn("The embedded PostgreSQL could not be told to stop: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<EmbeddedDatabase> start(Path path, boolean keep) {
    return OwnFolder.take(path).map(folder -> start(folder, path, keep));
  }

  private static EmbeddedDatabase start(OwnFolder folder, Path path, boolean keep) {
    try {
      var home = PostgresBinaries.unpacked();
      var cluster = folder.path("cluster");
      Orphan.stop(cluster);
      if (!Files.exists(cluster)) {
        create(home, folder, keep);
      }
      requireVersion(cluster);
      return start(home, folder, keep ? null : path);
    } catch (IOException e) {
      folder.close();
      throw new StartException("The database in " + path + " cannot be opened: " + e.getMessage(), e);
    } catch (StartException e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedDatabase start(Path home, OwnFolder folder, @Nullable Path temporary) throws IOException {
    var logFile = folder.path("server.log");
    for (var attempt = 1;; attempt++) {
      if (Files.exists(logFile)) {
        Files.move(logFile, folder.path("server.log.1"), StandardCopyOption.REPLACE_EXISTING);
      }
      var port = freePort();
      var watch = process(List.of("sh", "-c", WATCH, "postgres-watch", home.resolve("bin/pg_ctl").toString(),
          folder.path("cluster").toString(), logFile.toString(), options(port, temporary == null),
          temporary == null ? "" : temporary.toString()));
      var reader = new BufferedReader(new InputStreamReader(watch.getInputStream(), StandardCharsets.UTF_8));
      if ("ready".equals(reader.readLine())) {
        var password = Files.readString(folder.path("password")).strip();
        var address = "postgresql://bot:" + password + "@127.0.0.1:" + port + "/postgres";
        folder.writeSecret("address", address);
        return new EmbeddedDatabase(address, new Owned(folder, watch));
      }
      var why = lastWords(logFile);
      if (attempt == ATTEMPTS || !why.contains("TCP/IP")) {
        throw new StartException("The embedded PostgreSQL did not start: " + why + " (all of it in " + logFile + ")");
      }
    }
  }

  /** Into a draft that is renamed when complete, so that a killed first start leaves no half cluster behind. */
  private static void create(Path home, OwnFolder folder, boolean keep) throws IOException {
    var draft = folder.path("cluster.new");
    PostgresBinaries.delete(draft);
    var password = folder.path("password");
    folder.writeSecret("password", newPassword());
    var command = new ArrayList<>(List.of(home.resolve("bin/initdb").toString(), "-D", draft.toString(), "-U", "bot",
        "--auth=scram-sha-256", "--pwfile=" + password, "-E", "UTF8", "--locale=C", "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8", "--no-instructions", "--wal-segsize=4"));
    if (!keep) {
      command.add("--no-sync");
    }
    var initdb = process(command);
    var output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    if (exitCode(initdb) != 0) {
      throw new StartException("The embedded PostgreSQL could not begin a new database in " + draft.getParent() + ": "
          + (output.contains("unshare")
              ? NO_USER
              : output.lines().filter(l -> l.contains("error")).findFirst().orElse(output) + NO_PLACE));
    }
    Files.move(draft, folder.path("cluster"), StandardCopyOption.ATOMIC_MOVE);
  }

  private static String newPassword() {
    var random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  private static void requireVersion(Path cluster) throws IOException {
    var version = Files.readString(cluster.resolve("PG_VERSION")).strip();
    if (!version.equals(VERSION)) {
      throw new StartException("The database in " + cluster + " was made by PostgreSQL " + version
          + ", this program brings " + VERSION + ": move it over with pg_dump and pg_restore");
    }
  }

  private static String options(int port, boolean keep) {
    var durable = keep ? "on" : "off";
    var settings = List.of("port=" + port, "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=" + durable,
        "synchronous_commit=" + durable, "full_page_writes=" + durable, "max_connections=200", "shared_buffers=128MB",
        // After each checkpoint every page is written down whole once more: not every four seconds under load.
        "max_wal_size=" + (keep ? "2GB" : "256MB"), "wal_level=minimal", "max_wal_senders=0", "jit=off",
        "timezone=UTC", "log_timezone=UTC",
        // No row contents in the log: neither the statement nor the detail line with the duplicate key.
        "log_error_verbosity=terse", "log_min_error_statement=panic");
    return "-c " + String.join(" -c ", settings);
  }

  /**
   * PostgreSQL refuses root, and user numbers without a name as containers like them. In a user namespace of its own it is
   * nobody, and its files stay the caller's.
   */
  private static Process process(List<String> command) throws IOException {
    var all = new ArrayList<String>(command.size() + 2);
    if (new UnixSystem().getUid() == 0 || System.getProperty("user.name", "?").equals("?")) {
      all.addAll(List.of("unshare", "-U"));
    }
    all.addAll(command);
    var builder = new ProcessBuilder(all).redirectErrorStream(true);
    builder.environment().keySet().retainAll(NEEDED); // our settings are there too, secrets among them
    builder.environment().put("LC_ALL", "C");
    try {
      return builder.start();
    } catch (IOException e) {
      throw new StartException("The embedded PostgreSQL cannot run here (" + e.getMessage()
          + "): start the program as a plain user, or give DATABASE_URL", e);
    }
  }

  private static int exitCode(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartException("Interrupted while the database was being made", e);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static String lastWords(Path logFile) throws IOException {
    if (!Files.exists(logFile)) {
      return NO_USER;
    }
    var lines = Files.readAllLines(logFile);
    return lines.stream().filter(l -> l.contains("FATAL") || l.contains("PANIC")).findFirst()
        .orElse(lines.isEmpty() ? "it said nothing" : lines.getLast()).replaceFirst("^.*?(FATAL|PANIC): *", "");
  }
}
