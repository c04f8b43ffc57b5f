package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.ubl.UblImport;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Progress;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Loads e-Factura documents. */
@Command(name = "import-ubl", description = "Loads e-Factura invoices and credit notes (UBL 2.1): every good file, each whole "
    + "or not at all.")
final class ImportUblCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "FILE|DIR", description = "A file, or a folder with .xml files.")
  private Path path = Path.of("");

  ImportUblCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var settings = terminal.settings();
    try (var store = Store.share(settings)) {
      var progress = new Progress(terminal);
      var load = new UblImport(Connections.to(store.address()), settings.business(), settings.ublNames(),
          Clock.systemUTC());
      var report = load.load(path, (doing, files, done, total) -> progress.at(doing, (double) done / total,
          files + " files"));
      progress.end();
      return print(report);
    } catch (IOException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  private int print(UblImport.Report report) {
    report.warnings().forEach(warning -> terminal.err().println("warning: " + warning));
    report.errors().forEach(error -> terminal.err().println(error));
    terminal.out().printf("%d files: %d new, %d changed, %d as they were, %d refused%n", report.files(), report.added(),
        report.changed(), report.unchanged(), report.errors().size());
    return report.errors().isEmpty() ? 0 : 1;
  }
}
