package eu.apaserv.bot.conversations.importing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.importing.ImportReport.FileResult;
import eu.apaserv.bot.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Loads a folder of billing's files: all or nothing, in one transaction, the same again when done again. Memory does not
 * grow with the files: rows go straight on to the server, and what needs them all is asked there. Conversations go on
 * meanwhile and see the old data until the new is complete.
 */
public final class BillingImport {
  private static final int ROWS_A_STEP = 5000;
  private static final String ROWS = "hashtextextended('billing rows', 0)";
  /** Held by who writes into billing's tables for one customer; false while an import writes into all of them. */
  public static final String UNLESS_STORING = "select pg_try_advisory_xact_lock_shared(" + ROWS + ")";

  private final Connections connections;
  private final Business business;
  private final Clock clock;
  private final List<ExportFile> files;
  private final List<Beside> beside;
  private final boolean holdersChange;
  private final boolean fewerRows;

  /** Files, and billing's own PDFs. */
  public BillingImport(Connections connections, Business business, Clock clock) {
    this(connections, business, clock, List.of());
  }

  /** @param beside other folders of an export that are taken along */
  public BillingImport(Connections connections, Business business, Clock clock, List<Beside> beside) {
    this(connections, business, clock, beside, false, false);
  }

  private BillingImport(Connections connections, Business business, Clock clock, List<Beside> beside,
      boolean holdersChange, boolean fewerRows) {
    this.connections = connections;
    this.business = business;
    this.clock = clock;
    this.files = new ExportFiles(business).all();
    this.beside = List.copyOf(beside);
    this.holdersChange = holdersChange;
    this.fewerRows = fewerRows;
  }

  /** The same, that believes an export in which many accounts change hands at once. */
  public BillingImport whereHoldersChange() {
    return new BillingImport(connections, business, clock, beside, true, fewerRows);
  }

  /** The same, that believes an export in which most of what would go with it is missing. */
  public BillingImport withFewerRows() {
    return new BillingImport(connections, business, clock, beside, holdersChange, true);
  }

  /**
   * @param dryRun does everything and then undoes it
   * @return the outcome; wrong data is one, told line by line
   * @throws IOException when the folder cannot be read, holds none of the files, or another import is running: one line for
   *   who asked
   * @throws StoreException when the database cannot be asked
   */
  public ImportReport load(Path directory, boolean dryRun, ImportProgress progress) throws IOException {
    var given = given(directory);
    var asAt = clock.instant();
    try (var connection = connections.open()) {
      connection.setAutoCommit(false);
      var run = new Run(connection, directory, given, asAt, progress);
      try {
        run.lock();
        var results = run.results();
        boolean loads = run.errors.none() && !dryRun;
        if (loads) {
          stamp(connection, asAt, results);
          connection.commit();
        }
        return new ImportReport(loads, dryRun, asAt, run.errors.kept(), run.errors.count(), run.warnings.kept(),
            run.warnings.count(), results);
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      throw new StoreException("The import could not use the database: " + Spoken.of(e), e);
    }
  }

  private List<ExportFile> given(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new IOException(directory + " is not a folder");
    }
    PlainFiles.require(directory);
    var given = files.stream().filter(file -> Files.isRegularFile(directory.resolve(file.name()))).toList();
    if (given.isEmpty() && !InvoicePdfs.in(directory)
        && beside.stream().noneMatch(one -> Files.isDirectory(directory.resolve(one.folder())))) {
      throw new IOException(directory + " holds none of the files of an export (customers.csv and so on)");
    }
    return given;
  }

  private void stamp(Connection connection, Instant asAt, List<FileResult> results) throws SQLException {
    try (var statement = connection
        .prepareStatement("insert into import_run (as_at, finished_at, files) values (?, ?, ?::jsonb)")) {
      statement.setTimestamp(1, Timestamp.from(asAt));
      statement.setTimestamp(2, Timestamp.from(clock.instant()));
      statement.setString(3, new ObjectMapper().writeValueAsString(results));
      statement.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Names and counts are always JSON", e);
    }
  }

  /** Another import is running. */
  public static final class Busy extends IOException {
    private static final long serialVersionUID = 1;

    Busy() {
      super("Another import is running; start this one when it has ended");
    }
  }

  /** One import under way. */
  private final class Run {
    private final Connection connection;
    private final Path directory;
    private final List<ExportFile> given;
    private final Merge merge;
    private final ImportProgress progress;
    private final Problems errors = new Problems();
    private final Problems warnings = new Problems();
    private final long total;
    private long rows;
    private long done;

    Run(Connection connection, Path directory, List<ExportFile> given, Instant asAt, ImportProgress progress)
        throws IOException {
      this.connection = connection;
      this.directory = directory;
      this.given = given;
      this.merge = new Merge(connection, asAt);
      this.progress = progress;
      long bytes = 0;
      for (var file : given) {
        bytes += Files.size(directory.resolve(file.name()));
      }
      this.total = bytes;
    }

    void lock() throws SQLException, IOException {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery("select pg_try_advisory_xact_lock(hashtextextended('billing import', 0))")) {
        row.next();
        if (!row.getBoolean(1)) {
          throw new Busy();
        }
      }
    }

    List<FileResult> results() throws IOException, SQLException {
      strangers();
      for (var file : files) {
        Stage.create(connection, file);
      }
      var counts = new ArrayList<Long>();
      for (var file : given) {
        counts.add(stage(file));
      }
      progress.at("checks", rows, total, total);
      new Spellings(connection).adopt();
      new Consistency(connection, files, business.day(merge.asAt()), errors, warnings).check(given);
      return errors.none() ? merged(counts) : unmerged(counts);
    }

    private List<FileResult> merged(List<Long> counts) throws IOException, SQLException {
      var results = new ArrayList<FileResult>();
      holdRows();
      new News(connection, merge.asAt(), business.day(merge.asAt())).note();
      merge.noteFormerHolders();
      doubt();
      if (!errors.none()) {
        return unmerged(counts);
      }
      for (int i = 0; i < given.size(); i++) {
        progress.at("storing " + given.get(i).name(), rows, total, total);
        results.add(merge.merge(given.get(i), counts.get(i)));
      }
      for (var other : beside) {
        var folder = directory.resolve(other.folder());
        if (Files.isDirectory(folder)) {
          progress.at(other.folder(), rows, total, total);
          results.add(other.load(connection, folder, errors::add, warnings::add));
        }
      }
      if (InvoicePdfs.in(directory)) {
        results.add(new InvoicePdfs(connection, errors, warnings).load(directory));
      }
      merge.touchConversations();
      return results;
    }

    /** What cannot be undone is not believed unless somebody says that it is so. */
    private void doubt() throws SQLException {
      if (!holdersChange) {
        merge.changedHands().ifPresent(what -> errors.add(new Problem("customers.csv", 1, "name", what)));
      }
      for (var file : fewerRows ? List.<ExportFile>of() : given) {
        merge.missing(file).ifPresent(what -> errors.add(new Problem(file.name(), 1, "file", what)));
      }
    }

    /** Who is storing a customer's rows is waited for; until the commit nobody begins to. */
    private void holdRows() throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute("select pg_advisory_xact_lock(" + ROWS + ")");
      }
    }

    private List<FileResult> unmerged(List<Long> counts) {
      var results = new ArrayList<FileResult>();
      for (int i = 0; i < given.size(); i++) {
        results.add(new FileResult(given.get(i).name(), counts.get(i), 0, 0, 0));
      }
      return results;
    }

    private long stage(ExportFile file) throws IOException, SQLException {
      try (var stage = Stage.open(connection, file)) {
        long before = rows;
        long count = new CsvFile(file, directory.resolve(file.name()), errors, warnings).read((row, read) -> {
          stage.add(row);
          if (++rows % ROWS_A_STEP == 0) {
            progress.at(file.name(), rows, done + read, total);
          }
        });
        stage.end();
        rows = before + count;
        done += Files.size(directory.resolve(file.name()));
        progress.at(file.name(), rows, done, total);
        return count;
      } finally {
        analyse(file);
      }
    }

    /** The planner knows nothing of a fresh temporary table and would join millions of rows one by one. */
    private void analyse(ExportFile file) throws SQLException {
      try (var statement = connection.createStatement()) {
        statement.execute("analyze " + file.stage());
      }
    }

    /** A misspelt file would be "no change" without a word. */
    private void strangers() throws IOException {
      try (var paths = Files.newDirectoryStream(directory)) {
        for (var path : paths) {
          var name = path.getFileName().toString();
          if (name.toLowerCase(Locale.ROOT).endsWith(".csv")
              && files.stream().noneMatch(file -> file.name().equals(name))) {
            warnings.add(new Problem(name, 1, "file", "is not a file of an export; ignored"));
          }
        }
      }
    }
  }
}
