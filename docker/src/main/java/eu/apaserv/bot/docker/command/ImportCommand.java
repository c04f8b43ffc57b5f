package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.importing.ImportReport;
import eu.apaserv.bot.conversations.ubl.UblImport;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Progress;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Loads what billing exported. */
@Command(name = "import", description = "Loads a billing export: all of it, or nothing if anything is wrong.")
final class ImportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "DIR", description = "The folder with the .csv files.")
  private Path folder = Path.of("");

  @Option(names = "--dry-run", description = "Only check; change nothing.")
  private boolean dryRun;

  @Option(names = "--holders-change", description = "Many accounts really have another holder: their links to chats end.")
  private boolean holdersChange;

  @Option(names = "--fewer-rows", description = "Most penalties are really gone: penalties.csv was not cut off.")
  private boolean fewerRows;

  ImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var settings = terminal.settings();
    try (var store = Store.share(settings)) {
      var progress = new Progress(terminal);
      var connections = Connections.to(store.address());
      var clock = Clock.systemUTC();
      var documents = new UblImport(connections, settings.business(), settings.ublNames(), clock);
      var load = new BillingImport(connections, settings.business(), clock, List.of(documents));
      var believing = holdersChange ? load.whereHoldersChange() : load;
      var report = (fewerRows ? believing.withFewerRows() : believing).load(folder, dryRun, progress(progress));
      progress.end();
      return print(report);
    } catch (IOException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ImportProgress progress(Progress progress) {
    return (doing, rows, done, total) -> progress.at(doing, total == 0 ? 1 : (double) done / total, rows + " rows");
  }

  private int print(ImportReport report) {
    report.warnings().forEach(warning -> terminal.err().println("warning: " + warning));
    report.errors().forEach(error -> terminal.err().println(error));
    if (!report.good()) {
      terminal.err().println("bot: " + report.errorCount() + (report.errorCount() == 1 ? " error" : " errors")
          + " in the export; nothing was changed");
      return 1;
    }
    for (var file : report.files()) {
      terminal.out().printf("%-24s %8d rows: %d new, %d changed, %d removed%n", file.file(), file.rows(), file.added(),
          file.changed(), file.removed());
    }
    terminal.out().println(report.loaded() ? "Loaded" : "Nothing is wrong with it; nothing was changed");
    return 0;
  }
}
