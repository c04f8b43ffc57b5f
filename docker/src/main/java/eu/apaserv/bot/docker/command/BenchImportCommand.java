package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.Terminal;
import eu.apaserv.bot.docker.bench.ImportBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the import. */
@Command(name = "bench-import", description = "Measures the import of a generated export on a PostgreSQL of its own: all of "
    + "it, the same again, and one day; and what a conversation notices meanwhile. Linux only.")
final class BenchImportCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--customers", paramLabel = "N", description = "With a year of history each (${DEFAULT-VALUE}).")
  private int customers = 100_000;

  BenchImportCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    new ImportBench(customers, terminal.out()).run();
    return 0;
  }
}
