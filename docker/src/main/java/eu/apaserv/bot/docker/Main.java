package eu.apaserv.bot.docker;

import eu.apaserv.bot.docker.command.Commands;

/** The program. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), args));
  }

  /** Runs one command and returns its exit code. */
  public static int run(Terminal terminal, String... args) {
    Logging.QUIET.apply();
    return args.length == 1 && args[0].equals("serve") ? serve(terminal) : Commands.run(terminal, args);
  }

  /** As production starts it. There is nothing to read in the command line, and to know all commands takes longer than the rest. */
  private static int serve(Terminal terminal) {
    try {
      Logging.SERVING.apply();
      App.serve(terminal);
      return ExitCode.DONE;
    } catch (Exception e) {
      return ExitCode.failed(terminal, e, false);
    }
  }
}
