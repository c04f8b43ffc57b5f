package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.command.BotCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The program. Exit codes: 0 done; 1 it failed; 2 it was called or set up wrongly. What went wrong is one line on
 * standard error; only {@code --verbose} puts the stack trace before it.
 */
public final class Main {
  private static final int FAILED = 1;
  private static final int WRONG_USE = 2;

  private Main() {}

  public static void main(String[] args) {
    System.exit(run(Terminal.ofProcess(), args));
  }

  /** Runs one command and returns its exit code. */
  public static int run(Terminal terminal, String... args) {
    Logging.QUIET.apply();
    var bot = new BotCommand();
    var line = bot.commandLine(terminal);
    line.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    line.setUsageHelpWidth(110);
    line.setUsageHelpAutoWidth(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionStrategy(parsed -> {
      if (bot.verbose()) {
        Logging.VERBOSE.apply();
      }
      return new CommandLine.RunLast().execute(parsed);
    });
    line.setParameterExceptionHandler((e, _) -> say(terminal, WRONG_USE, wrongUse(e)));
    line.setExecutionExceptionHandler((e, _, _) -> {
      if (bot.verbose()) {
        e.printStackTrace(terminal.err());
      }
      return say(terminal, e instanceof SettingsException ? WRONG_USE : FAILED, failure(e, bot.verbose()));
    });
    return line.execute(args);
  }

  private static int say(Terminal terminal, int code, String text) {
    terminal.err().println("bot: " + text.strip().replaceAll("\\s*\\R\\s*", " "));
    return code;
  }

  /** Commands throw {@link StartException} and {@link SettingsException} with a line that is meant for the operator. */
  private static String failure(Exception e, boolean verbose) {
    if (e instanceof StartException || e instanceof SettingsException) {
      return String.valueOf(e.getMessage());
    }
    return "It failed unexpectedly (" + e.getClass().getSimpleName() + ")"
        + (verbose ? "" : ": run it again with --verbose to see where");
  }

  private static String wrongUse(ParameterException e) {
    var command = e.getCommandLine();
    var path = command.getCommandSpec().qualifiedName(" ");
    var help = ". See ./" + path + " --help";
    if (e instanceof UnmatchedArgumentException unmatched && !unmatched.getUnmatched().isEmpty()) {
      return unknown(command, printable(unmatched.getUnmatched().getFirst())) + help.replaceFirst("^\\.", "");
    }
    if (e instanceof MissingParameterException missing) {
      return path + " needs " + missing.getMissing().stream().map(Main::shown).collect(Collectors.joining(" and "))
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
    return clean.length() > 200 ? clean.substring(0, 200) + "…" : clean;
  }
}
