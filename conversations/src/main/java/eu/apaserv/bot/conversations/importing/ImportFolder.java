package eu.apaserv.bot.conversations.importing;

import eu.apaserv.bot.core.store.StoreException;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Loop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the exports that are put into a folder, each a folder of its own. One is complete when it holds a file
 * {@code COMPLETE}, or when nothing in it has changed for a while. It ends in {@code done} or {@code failed} with what came of
 * it in {@code report.txt}; one with wrong data changes nothing and is told once. Any number of nodes may watch the same
 * folder: one at a time works on it, and takes up what a dead one left.
 */
public final class ImportFolder {
  private static final Logger LOG = LoggerFactory.getLogger(ImportFolder.class);
  private static final String MARKER = "COMPLETE";
  private static final String WORKING = "working";
  private static final String DONE = "done";
  private static final String FAILED = "failed";
  private static final FileTime GONE = FileTime.fromMillis(0);

  private final Path folder;
  private final BillingImport billing;
  private final Connections connections;
  private final Clock clock;
  private final Duration quiet;
  private final Map<Path, Seen> seen = new HashMap<>();
  private final Set<Path> stuck = new HashSet<>();
  private final Loop loop;

  private record Seen(String files, Instant since) {}

  /** @param quiet an export without a marker is complete when it has not changed for this long */
  public ImportFolder(Path folder, BillingImport billing, Connections connections, Clock clock, Duration quiet) {
    this.folder = folder;
    this.billing = billing;
    this.connections = connections;
    this.clock = clock;
    this.quiet = quiet;
    this.loop = new Loop("import folder", new Bell(), Duration.ofSeconds(5), this::round);
    Gauge.builder("bot_import_failed_exports", this::failed).register(Metrics.globalRegistry);
  }

  public void start() {
    loop.start();
  }

  public void stop() {
    loop.stop();
  }

  /** How many exports lie in {@code failed}: an operator removes them when they are dealt with. */
  private double failed() {
    try {
      return below(folder.resolve(FAILED)).size();
    } catch (UncheckedIOException e) {
      return Double.NaN;
    }
  }

  /** One look at the folder; never more at once. */
  boolean round() {
    try (var connection = connections.open()) {
      if (mine(connection)) {
        try {
          takeAll();
        } finally {
          release(connection);
        }
      }
    } catch (SQLException e) {
      throw new StoreException("The import folder needs the database: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new StoreException("The import folder " + folder + " cannot be used: " + e.getMessage(), e);
    }
    return false;
  }

  /** One after the other: while one waits for another import, none may overtake it. */
  private void takeAll() throws IOException {
    for (var left : oldestFirst(below(folder.resolve(WORKING)))) {
      if (!work(left)) {
        return;
      }
    }
    for (var export : oldestFirst(complete())) {
      var claimed = claimed(export);
      if (claimed.isPresent() && !work(claimed.get())) {
        return;
      }
    }
  }

  /** Whatever they are called: the older after the newer would have people owe again what they have paid. */
  private static List<Path> oldestFirst(List<Path> exports) {
    return exports.stream().sorted(Comparator.comparing(ImportFolder::newest).thenComparing(Comparator.naturalOrder()))
        .toList();
  }

  private static FileTime newest(Path export) {
    try (var files = Files.walk(export, 2)) {
      return files.filter(Files::isRegularFile).map(ImportFolder::changed).max(Comparator.naturalOrder())
          .orElse(GONE);
    } catch (IOException | UncheckedIOException _) {
      return GONE;
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException _) {
      return GONE;
    }
  }

  /** Held until the connection closes, by this program's will or by its death. */
  private static boolean mine(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_try_advisory_lock(hashtextextended('import folder', 0))")) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** At once: a connection that was closed may live on in the database for a moment, and the next look would find it there. */
  private static void release(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("select pg_advisory_unlock(hashtextextended('import folder', 0))");
    }
  }

  private List<Path> complete() {
    var exports = new ArrayList<Path>();
    var present = below(folder).stream()
        .filter(path -> !List.of(WORKING, DONE, FAILED).contains(String.valueOf(path.getFileName()))).toList();
    seen.keySet().retainAll(present);
    stuck.retainAll(present);
    for (var path : present) {
      if (Files.exists(path.resolve(MARKER)) || stable(path)) {
        exports.add(path);
      }
    }
    return exports;
  }

  private boolean stable(Path path) {
    var files = described(path);
    var before = seen.get(path);
    if (before == null || !before.files().equals(files)) {
      seen.put(path, new Seen(files, clock.instant()));
      return false;
    }
    return !files.isEmpty() && before.since().plus(quiet).compareTo(clock.instant()) <= 0;
  }

  /** Empty for one that cannot be looked into yet. */
  private static String described(Path path) {
    try (var files = Files.walk(path, 2)) {
      return files.filter(Files::isRegularFile).sorted().map(file -> {
        try {
          return file + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
          return file + " is going";
        }
      }).collect(Collectors.joining("\n"));
    } catch (IOException | UncheckedIOException _) {
      return "";
    }
  }

  /** Empty for one that cannot be moved, be it for its rights: those behind it are not held up. */
  private Optional<Path> claimed(Path export) {
    try {
      return Optional.of(moved(export, WORKING, String.valueOf(export.getFileName())));
    } catch (IOException e) {
      if (stuck.add(export)) {
        LOG.error("Import folder: {} cannot be moved into {} and is not loaded: {}", export.getFileName(), WORKING,
            e.getClass().getSimpleName());
      }
      return Optional.empty();
    }
  }

  private Path moved(Path export, String where, String name) throws IOException {
    return Files.move(export, Files.createDirectories(folder.resolve(where)).resolve(name));
  }

  /** @return false when it waits for another import */
  private boolean work(Path export) throws IOException {
    var name = String.valueOf(export.getFileName());
    String report;
    boolean good;
    boolean warned = false;
    try {
      var result = billing.load(export, false, ImportProgress.QUIET);
      good = result.loaded();
      warned = !result.warnings().isEmpty();
      report = written(result);
    } catch (BillingImport.Busy e) {
      LOG.info("Import folder: {} waits for another import", name);
      return false;
    } catch (StoreException e) {
      if (away(e)) {
        throw e;
      }
      good = false;
      report = e.getMessage() + "\n";
    } catch (IOException e) {
      good = false;
      report = e.getMessage() + "\n";
    }
    report(export, report);
    moved(export, good ? DONE : FAILED, name + "-" + clock.instant().toString().replace(':', '.'));
    if (good) {
      LOG.info("Import folder: {} was loaded{}", name, warned ? ", with warnings: see its report.txt" : "");
    } else {
      LOG.error("Import folder: {} was not loaded and nothing was changed; see report.txt in {}", name, FAILED);
    }
    return true;
  }

  /** Without it the export is put aside all the same: those behind it are waiting. */
  private static void report(Path export, String report) {
    try {
      PlainFiles.write(export.resolve("report.txt"), report);
    } catch (IOException e) {
      LOG.warn("Import folder: the report of {} cannot be written: {}", export.getFileName(), e.getMessage());
    }
  }

  /** The connection was lost or the database is being stopped: the same export may load later. */
  private static boolean away(StoreException refused) {
    if (!(refused.getCause() instanceof SQLException cause)) {
      return true;
    }
    var state = cause.getSQLState();
    return state != null && (state.startsWith("08") || state.startsWith("57"));
  }

  private static String written(ImportReport report) {
    var lines = Stream.of(report.errors().stream().map(Problem::toString),
        report.warnings().stream().map(warning -> "warning: " + warning),
        Stream.of(report.loaded() ? "Loaded" : report.errorCount() + " errors; nothing was changed"),
        report.files().stream().map(file -> "%s: %d rows, %d new, %d changed, %d removed".formatted(file.file(),
            file.rows(), file.added(), file.changed(), file.removed())));
    return lines.flatMap(part -> part).map(Objects::toString).collect(Collectors.joining("\n", "", "\n"));
  }

  private static List<Path> below(Path path) {
    if (!Files.isDirectory(path)) {
      return List.of();
    }
    try (var found = Files.list(path)) {
      return found.filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
          .sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
