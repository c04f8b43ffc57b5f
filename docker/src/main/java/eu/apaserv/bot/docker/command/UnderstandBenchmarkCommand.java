package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.understanding.Understand;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Progress;
import eu.apaserv.bot.docker.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the product's classifier on somebody's labelled sentences. */
@Command(name = "benchmark", description = "Trains the product's own classifier, with its one setting, on one file of "
    + "labelled sentences and tests it on another. The label oos is out of scope.")
final class UnderstandBenchmarkCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--train", required = true, paramLabel = "FILE", description = "Lines of label, tab, text to learn from.")
  private Path train = Path.of("");

  @Option(names = "--test", required = true, paramLabel = "FILE", description = "Lines of label, tab, text to be measured by.")
  private Path test = Path.of("");

  UnderstandBenchmarkCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var progress = new Progress(terminal);
    try {
      Understand.benchmark(train, test, progress::at, terminal.out());
      return 0;
    } catch (IOException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } finally {
      progress.end();
    }
  }
}
