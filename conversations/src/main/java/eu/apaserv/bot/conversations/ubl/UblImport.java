package eu.apaserv.bot.conversations.ubl;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.importing.Beside;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.importing.ImportReport.FileResult;
import eu.apaserv.bot.conversations.importing.PlainFiles;
import eu.apaserv.bot.conversations.importing.Problem;
import eu.apaserv.bot.conversations.importing.Spoken;
import eu.apaserv.bot.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Loads e-Factura documents: each file whole or not at all, the good ones also beside bad ones. One file at a time is in
 * memory.
 */
public final class UblImport implements Beside {
  private static final String LOCK = "hashtextextended('billing import', 0)";

  private final Connections connections;
  private final Business business;
  private final UblNames names;
  private final Clock clock;

  public UblImport(Connections connections, Business business, UblNames names, Clock clock) {
    this.connections = connections;
    this.business = business;
    this.names = names;
    this.clock = clock;
  }

  /**
   * What came of it.
   *
   * @param unchanged documents that were loaded before, or are older than what was
   * @param errors one for each file that was refused
   * @param warnings about files that were loaded
   */
  public record Report(int files, int added, int changed, int unchanged, List<Problem> errors,
      List<Problem> warnings) {
    public Report {
      errors = List.copyOf(errors);
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @param path a file, or a folder whose {@code .xml} files are loaded in the order of their names
   * @throws IOException when there is nothing to load, or another import is running: one line for who asked
   */
  public Report load(Path path, ImportProgress progress) throws IOException {
    var files = files(path);
    try (var connection = connections.open()) {
      lock(connection);
      connection.setAutoCommit(false);
      var documents = new Documents(connection, false);
      for (int i = 0; i < files.size(); i++) {
        documents.load(files.get(i), String.valueOf(files.get(i).getFileName()));
        progress.at(String.valueOf(files.get(i).getFileName()), i + 1L, i + 1L, files.size());
      }
      return documents.report(files.size());
    } catch (SQLException e) {
      throw new StoreException("The import could not use the database: " + Spoken.of(e), e);
    }
  }

  @Override
  public String folder() {
    return "ubl";
  }

  @Override
  public FileResult load(Connection connection, Path folder, Consumer<Problem> errors, Consumer<Problem> warnings)
      throws IOException, SQLException {
    var documents = new Documents(connection, true);
    var files = files(folder);
    for (var file : files) {
      documents.load(file, folder() + "/" + file.getFileName());
    }
    var report = documents.report(files.size());
    report.errors().forEach(errors);
    report.warnings().forEach(warnings);
    return new FileResult(folder() + "/", report.files(), report.added(), report.changed(), 0);
  }

  /** The documents of a folder, or the one; @throws IOException if there are none */
  private static List<Path> files(Path path) throws IOException {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (!Files.isDirectory(path)) {
      throw new IOException(path + " is neither a file nor a folder");
    }
    try (var found = Files.list(path)) {
      var files = found.filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(".xml"))
          .filter(Files::isRegularFile).sorted().toList();
      if (files.isEmpty()) {
        throw new IOException(path + " holds no .xml file");
      }
      return files;
    }
  }

  private static void lock(Connection connection) throws SQLException, IOException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_try_advisory_lock(" + LOCK + ")")) {
      row.next();
      if (!row.getBoolean(1)) {
        throw new IOException("Another import is running; start this one when it has ended");
      }
    }
  }

  /** One run over some files. */
  private final class Documents {
    private final Connection connection;
    private final boolean together;
    private final UblStore store;
    private final UblReader reader = new UblReader(names);
    private final Map<UblStore.Outcome, Integer> outcomes = new EnumMap<>(UblStore.Outcome.class);
    private final List<Problem> errors = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    Documents(Connection connection, boolean together) {
      this.connection = connection;
      this.together = together;
      this.store = new UblStore(connection, business, clock.instant());
    }

    void load(Path file, String name) throws IOException, SQLException {
      var before = connection.setSavepoint();
      try {
        var bytes = PlainFiles.read(file, UblParser.LARGEST_FILE + 1);
        var invoice = reader.read(bytes);
        requireOurs(invoice);
        var outcome = store.store(invoice, bytes);
        outcomes.merge(outcome, 1, Integer::sum);
        warn(name, invoice, outcome);
        connection.releaseSavepoint(before);
      } catch (UblFault fault) {
        connection.rollback(before);
        errors.add(new Problem(name, fault.line(), fault.where(), fault.what()));
      } catch (SQLException e) {
        if (!isOfTheData(e)) {
          throw e;
        }
        connection.rollback(before);
        errors.add(new Problem(name, 1, "file", "the database does not take it: " + Spoken.of(e)));
      }
      if (!together) {
        connection.commit();
      }
    }

    /** A value out of its range or against a rule of the tables; else the database itself is in need. */
    private static boolean isOfTheData(SQLException e) {
      var state = String.valueOf(e.getSQLState());
      return state.startsWith("22") || state.startsWith("23");
    }

    /** The demo's own tax id is invented: with it, others' documents are loaded with a warning. */
    private void requireOurs(UblInvoice invoice) throws UblFault {
      if (!ours(invoice) && !business.seller().taxId().equals(Business.defaults().seller().taxId())) {
        throw new UblFault(1, "AccountingSupplierParty", notOurs(invoice));
      }
    }

    private boolean ours(UblInvoice invoice) {
      return digits(invoice.sellerTaxId()).equals(digits(business.seller().taxId()));
    }

    private String notOurs(UblInvoice invoice) {
      return invoice.sellerTaxId() + " is not BUSINESS_TAX_ID " + business.seller().taxId();
    }

    private void warn(String name, UblInvoice invoice, UblStore.Outcome outcome) {
      if (outcome == UblStore.Outcome.OLDER) {
        warnings.add(new Problem(name, 1, "IssueDate",
            "a later document of this invoice was loaded before; this one changes nothing"));
      }
      if (!ours(invoice)) {
        warnings.add(new Problem(name, 1, "AccountingSupplierParty", notOurs(invoice)));
      }
      if (business.clientCodes().read(invoice.buyer().clientCode()).isEmpty()) {
        warnings.add(new Problem(name, 1, "AccountingCustomerParty",
            invoice.buyer().clientCode() + " is not a client code of ours: nobody can link it"));
      }
    }

    private static String digits(String taxId) {
      return taxId.replaceAll("\\D", "");
    }

    private int count(UblStore.Outcome outcome) {
      return outcomes.getOrDefault(outcome, 0);
    }

    Report report(int files) {
      return new Report(files, count(UblStore.Outcome.ADDED), count(UblStore.Outcome.CHANGED),
          count(UblStore.Outcome.AS_IT_WAS) + count(UblStore.Outcome.OLDER), errors, warnings);
    }
  }
}
