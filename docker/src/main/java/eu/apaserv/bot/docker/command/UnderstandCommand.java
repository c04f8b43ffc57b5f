package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.conversations.understanding.Understand;
import eu.apaserv.bot.conversations.understanding.UtilityUnderstanding;
import eu.apaserv.bot.docker.Terminal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** What is understood of messages, and how well. */
@Command(name = "understand", description = "Reads one message a line and prints what is understood of it, one JSON "
    + "object a line. The commands below it measure.")
final class UnderstandCommand implements Callable<Integer> {
  private final Terminal terminal;

  UnderstandCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    var understanding = UtilityUnderstanding.load();
    if (terminal.interactive()) {
      terminal.err().println("Write a message and press Enter; end with Ctrl-D.");
    }
    Understand.messages(understanding,
        new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8)), terminal.out());
    return 0;
  }
}
