package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.demo.Demo;
import eu.apaserv.bot.docker.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The whole product with nothing to configure. */
@Command(name = "demo", description = "Runs the whole assistant with invented customers and simulated providers.")
final class DemoCommand implements Callable<Integer> {
  private static final int LAST = 65_535;

  private final Terminal terminal;

  @Option(names = "--port", paramLabel = "PORT", description = "Where the pages are on 127.0.0.1 (${DEFAULT-VALUE}).")
  private int port = 8080;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > LAST) {
      throw new ParameterException(spec.commandLine(), "--port takes a number from 0 (any that is free) to " + LAST);
    }
    return Demo.run(terminal, port);
  }
}
