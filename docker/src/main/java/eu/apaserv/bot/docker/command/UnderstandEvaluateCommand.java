package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.understanding.Understand;
import eu.apaserv.bot.conversations.understanding.UtilityUnderstanding;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Progress;
import eu.apaserv.bot.docker.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the understanding on labelled messages. */
@Command(name = "evaluate", description = "Measures the understanding on labelled messages: accuracy, macro-F1, what is "
    + "out of scope, entities, time, the worst confusions.")
final class UnderstandEvaluateCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "One {\"text\", \"intent\", \"entities\"} a line; "
      + "\"language\" is the conversation's (ro).")
  private List<Path> files = List.of();

  @Option(names = "--json", description = "Print one JSON object instead of a table.")
  private boolean json;

  UnderstandEvaluateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var progress = new Progress(terminal);
    try {
      Understand.evaluate(UtilityUnderstanding.load(), files, json, progress::at, terminal.out());
      return 0;
    } catch (IOException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    } finally {
      progress.end();
    }
  }
}
