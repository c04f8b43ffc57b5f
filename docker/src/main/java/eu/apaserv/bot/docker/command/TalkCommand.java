package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.demo.Demo;
import eu.apaserv.bot.docker.Terminal;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Chat in the terminal. */
@Command(name = "talk", description = "Chats with the assistant here, against the demo's invented customers.")
final class TalkCommand implements Callable<Integer> {
  /** The phone it plays. */
  enum Phone {
    SMS, WHATSAPP, TELEGRAM;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Option(names = "--channel", paramLabel = "CHANNEL", description = "One of ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private Phone channel = Phone.WHATSAPP;

  @Option(names = "--as", paramLabel = "NUMBER", description = "Whose phone it is (${DEFAULT-VALUE}).")
  private String number = "+40740000001";

  @Spec
  private CommandSpec spec = CommandSpec.create();

  TalkCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    if (!number.matches("\\+[1-9][0-9]{6,14}")) {
      throw new ParameterException(spec.commandLine(), "--as takes a number like +40740000001");
    }
    return Demo.talk(terminal, channel.toString(), number);
  }
}
