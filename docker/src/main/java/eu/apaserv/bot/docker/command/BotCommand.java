package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** All there is to call. */
@Command(name = "bot", version = "bot 0.1.0", description = "The assistant of a water utility on WhatsApp, Telegram and SMS.", footer = {
    "",
    "To see it work, with nothing to set up: ./bot demo"})
public final class BotCommand implements Runnable {
  @Option(names = {"-h", "--help"}, usageHelp = true, scope = ScopeType.INHERIT, description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  @Option(names = "--version", versionHelp = true, description = "Show the version.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Log more, and show where a failure happened.")
  private boolean verbose;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  /** This command with all the others below it. */
  public CommandLine commandLine(Terminal terminal) {
    return new CommandLine(this)
        .addSubcommand(new DemoCommand(terminal))
        .addSubcommand(new ServeCommand(terminal))
        .addSubcommand(new ImportCommand(terminal)).addSubcommand(new ImportUblCommand(terminal))
        .addSubcommand(new CommandLine(new ExportCommand()).addSubcommand(new ExportReadingsCommand(terminal)))
        .addSubcommand(new CommandLine(new StaffCommand()).addSubcommand(new StaffAddCommand(terminal)))
        .addSubcommand(new CommandLine(new UnderstandCommand(terminal))
            .addSubcommand(new UnderstandEvaluateCommand(terminal))
            .addSubcommand(new UnderstandBenchmarkCommand(terminal)))
        .addSubcommand(new OutageCommand(terminal))
        .addSubcommand(new TokenCommand(terminal)).addSubcommand(new TemplatesCommand(terminal))
        .addSubcommand(new QuarantineCommand(terminal)).addSubcommand(new ChannelsCommand(terminal))
        .addSubcommand(new ResealCommand(terminal))
        .addSubcommand(new TalkCommand(terminal)).addSubcommand(new CheckCommand(terminal))
        .addSubcommand(new BenchCommand(terminal)).addSubcommand(new TranscriptCommand(terminal))
        .addSubcommand(new BenchImportCommand(terminal)).addSubcommand(new BenchOutageCommand(terminal))
        .addSubcommand(new BenchAlertsCommand(terminal));
  }

  public boolean verbose() {
    return verbose;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do, for example ./bot demo");
  }
}
