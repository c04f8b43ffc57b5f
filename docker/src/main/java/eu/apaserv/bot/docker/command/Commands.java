package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.ExitCode;
import eu.apaserv.bot.docker.Logging;
import eu.apaserv.bot.docker.Nearest;
import eu.apaserv.bot.docker.Terminal;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The words of a command line, read and done. */
public final class Commands {
  private static final int WIDTH = 110;
  /** Room for all scopes of a token. */
  private static final int LONGEST = 500;

  private Commands() {}

  /** Runs one command and returns its exit code. */
  public static int run(Terminal terminal, String... args) {
    var bot = new BotCommand();
    var line = bot.commandLine(terminal);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(WIDTH);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(parsed -> {
      if (bot.verbose()) {
        Logging.VERBOSE.apply();
      }
      return new CommandLine.RunLast().execute(parsed);
    });
    line.setParameterExceptionHandler((e, _) -> ExitCode.wrongUse(terminal, wrongUse(e)));
    line.setExecutionExceptionHandler((e, _, _) -> ExitCode.failed(terminal, e, bot.verbose()));
    return line.execute(args);
  }

  private static String wrongUse(ParameterException e) {
    var command = e.getCommandLine();
    var path = command.getCommandSpec().qualifiedName(" ");
    var help = ". See ./" + path + " --help";
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unknown(command, printable(unmatched.getUnmatched().getFirst())) + help.replaceFirst("^\\.", "");
    }
    if (e instanceof MissingParameterException missing) {
      return path + " needs " + missing.getMissing().stream().map(Commands::shown).collect(Collectors.joining(" and "))
          + help;
    }
    return printable(String.valueOf(e.getMessage())) + help;
  }

  private static String unknown(CommandLine command, String word) {
    var options = command.getCommandSpec().options().stream().flatMap(option -> Stream.of(option.names()));
    var isOption = word.startsWith("-");
    var words = isOption ? options.toList() : command.getSubcommands().keySet().stream().sorted().toList();
    var kind = isOption ? "option" : words.isEmpty() ? "argument" : "command";
    return "Unknown " + kind + " '" + word + "'"
        + Nearest.to(word, words).map(near -> ": did you mean '" + near + "'?").orElse(".");
  }

  private static String shown(CommandLine.Model.ArgSpec missing) {
    return missing instanceof CommandLine.Model.OptionSpec option
        ? option.longestName() + " " + option.paramLabel()
        : missing.paramLabel();
  }

  private static String printable(String text) {
    var clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() > LONGEST ? clean.substring(0, LONGEST) + "…" : clean;
  }
}
