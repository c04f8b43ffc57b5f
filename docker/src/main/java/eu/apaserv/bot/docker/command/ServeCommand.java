package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.App;
import eu.apaserv.bot.docker.Logging;
import eu.apaserv.bot.docker.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Production. */
@Command(name = "serve", description = "Runs the assistant with the settings of the environment and bot.yaml.")
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;

  @ParentCommand
  private BotCommand bot = new BotCommand();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (!bot.verbose()) {
      Logging.SERVING.apply();
    }
    App.serve(terminal);
    return 0;
  }
}
