package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.docker.bench.Population;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The handbook's two ways to back up, with the real tools and a real server; a bot goes on where the copy stands. */
class BackupTest {
  private static final Path BINARIES = binaries();
  /** PostgreSQL's own tools refuse root. */
  private static final List<String> AS_WHOM = System.getProperty("user.name").equals("root")
      ? List.of("/usr/sbin/runuser", "-u", "postgres", "--")
      : List.of();
  private static final String PERSON = Population.address(3);

  private Path folder = Path.of("");
  private int port;
  private Vertx vertx;
  private final List<Path> servers = new ArrayList<>();

  private static Path binaries() {
    return List.of("18", "17", "16", "15").stream().map(v -> Path.of("/usr/lib/postgresql", v, "bin"))
        .filter(p -> Files.isExecutable(p.resolve("initdb"))).findFirst().orElse(Path.of("/nothing"));
  }

  @BeforeEach
  void open() throws Exception {
    Needed.that(Files.isExecutable(BINARIES.resolve("pg_dump")),
        "NOT CHECKED: backup and restore; install PostgreSQL's server and its tools (apt-get install postgresql)");
    folder = Files.createTempDirectory("backup");
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    vertx = Vertx.vertx();
    port = RunningAssistant.freePort();
    postgres("initdb", "-U", "postgres", "-D", folder.resolve("main").toString(), "-A", "trust", "-E", "UTF8",
        "--locale=C.UTF-8", "-N");
    startServer(folder.resolve("main"), port);
    postgres("createdb", "-U", "postgres", "-h", "127.0.0.1", "-p", "" + port, "bot");
    Migrations.apply(address(port, "bot"), Store.TABLES);
    var database = Database.connect(vertx, address(port, "bot"), 4);
    Population.create(database, 20);
    Population.openWindow(database);
    Database.await(new Inbox(database).take(List.of(new Inbound(new Address("whatsapp", PERSON), "wamid.waits",
        List.of(), null, new Content.Text("INDEX 12"), Instant.now()))));
    database.close();
  }

  @AfterEach
  void close() throws Exception {
    for (var server : servers) {
      postgres("pg_ctl", "-D", server.toString(), "-m", "immediate", "-w", "stop");
    }
    if (!servers.isEmpty()) {
      Database.await(vertx.close());
      run(List.of("rm", "-rf", folder.toString()));
    }
  }

  @Test
  void aDumpRestoredIsTheSameAndABotAnswersWhatWaitedInIt() throws Exception {
    var dump = folder.resolve("bot.dump").toString();
    postgres("pg_dump", "-U", "postgres", "-h", "127.0.0.1", "-p", "" + port, "-Fc", "-f", dump, "bot");
    postgres("createdb", "-U", "postgres", "-h", "127.0.0.1", "-p", "" + port, "copy");
    postgres("pg_restore", "-U", "postgres", "-h", "127.0.0.1", "-p", "" + port, "-d", "copy", "--clean", "--if-exists",
        "--exit-on-error", dump);
    assertThat(contents(address(port, "copy"))).isEqualTo(contents(address(port, "bot"))).hasSizeGreaterThan(20);
    aBotAnswersOn(address(port, "copy"));
  }

  /** As somebody does in need: by the lines of the book, one behind the other, where the wrong state still is. */
  @Test
  void theLinesOfTheHandbookBringACopyBackWhereADatabaseIs() throws Exception {
    postgres("createuser", "-U", "postgres", "-h", "127.0.0.1", "-p", "" + port, "-s", "bot");
    var before = contents(address(port, "bot"));
    var lines = bookLines();
    assertThat(lines).extracting(line -> line.split(" ", 2)[0]).containsExactly("pg_dump", "psql", "pg_restore",
        "psql");
    asWritten(lines.getFirst());
    var database = Database.connect(vertx, address(port, "bot"), 1);
    database.run("delete from inbox");
    database.close();
    for (var line : lines.subList(1, lines.size())) {
      asWritten(line);
    }
    assertThat(contents(address(port, "bot"))).isEqualTo(before);
  }

  /** What is called in the database's container, but for the copy that is encrypted. */
  private static List<String> bookLines() throws IOException {
    var container = "docker compose -f docker/compose.yaml exec -T database ";
    return Files.readAllLines(Path.of("../docs/handbook.md")).stream()
        .filter(line -> line.startsWith(container) && !line.contains("gpg"))
        .map(line -> line.substring(container.length())).toList();
  }

  private void asWritten(String line) throws Exception {
    var command = new ArrayList<>(AS_WHOM);
    command.addAll(List.of("sh", "-c", "export PATH=" + BINARIES + ":$PATH PGHOST=127.0.0.1 PGPORT=" + port + "; "
        + line.replaceFirst("bot-\\S+\\.dump$|bot-\\$\\(.*\\)\\.dump$", folder.resolve("bot.dump").toString())));
    run(command);
  }

  @Test
  void aBaseBackupStartsAndIsTheSame() throws Exception {
    var base = folder.resolve("base");
    postgres("pg_basebackup", "-U", "postgres", "-h", "127.0.0.1", "-p", "" + port, "-D", base.toString(), "-X",
        "stream", "-c", "fast");
    int other = RunningAssistant.freePort();
    startServer(base, other);
    assertThat(contents(address(other, "bot"))).isEqualTo(contents(address(port, "bot")));
  }

  private void aBotAnswersOn(String address) throws Exception {
    var whatsapp = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
    Database.await(whatsapp.start(vertx));
    int http = RunningAssistant.freePort();
    whatsapp.connect("http://127.0.0.1:" + http);
    try (var _ = App.start(Settings.read(ServedProcess.settings(whatsapp, address, http)))) {
      long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      while (whatsapp.conversation(PERSON).messages().isEmpty()) {
        assertThat(System.nanoTime()).as("no answer from the copy").isLessThan(limit);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
      }
      assertThat(whatsapp.conversation(PERSON).messages().getFirst().text()).contains("12");
    } finally {
      Database.await(whatsapp.close());
    }
  }

  /** Each table with its rows counted and hashed. */
  private Map<String, String> contents(String address) {
    var database = Database.connect(vertx, address, 1);
    try {
      var seen = new TreeMap<String, String>();
      for (var table : database.list(row -> row.getString(0), """
          select quote_ident(relname) from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace""")) {
        seen.put(table, database.first(row -> row.getLong(0) + " " + row.getString(1),
            "select count(*), coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from " + table + " t")
            .orElseThrow());
      }
      return seen;
    } finally {
      database.close();
    }
  }

  private static String address(int port, String database) {
    return "postgresql://postgres:none@127.0.0.1:" + port + "/" + database;
  }

  private void startServer(Path data, int at) throws Exception {
    postgres("pg_ctl", "-D", data.toString(), "-l", data + ".log", "-w", "-o",
        "-p " + at + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off", "start");
    servers.add(data);
  }

  private static void postgres(String tool, String... arguments) throws Exception {
    var command = new ArrayList<>(AS_WHOM);
    command.add(BINARIES.resolve(tool).toString());
    command.addAll(List.of(arguments));
    run(command);
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    var output = Files.createTempFile("tool", ".log");
    var process = new ProcessBuilder(command).directory(Path.of("/").toFile()).redirectErrorStream(true)
        .redirectOutput(output.toFile()).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(command + ": " + Files.readString(output)).isZero();
    Files.delete(output);
  }
}
