package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.core.console.Console;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StaffNames;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Settings;
import eu.apaserv.bot.docker.SettingTable;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets somebody into the console. */
@Command(name = "add", description = "Creates a staff account and prints a link that signs in once, within 24 hours.")
final class StaffAddCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Parameters(paramLabel = "NAME", description = "As colleagues know the person.")
  private String name = "";

  @Option(names = "--role", required = true, paramLabel = "ROLE", description = "One of ${COMPLETION-CANDIDATES}.")
  private Role role = Role.VIEWER;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  StaffAddCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var wanted = name.strip();
    if (!StaffNames.isFit(wanted)) {
      throw new ParameterException(spec.commandLine(), "NAME takes 1 to 60 characters that can be read");
    }
    var settings = terminal.settings();
    var vertx = Vertx.vertx();
    try (var store = Store.share(settings); var database = Database.connect(vertx, store.address(), 1)) {
      var accounts = new StaffAccounts(database, Clock.systemUTC());
      var token = accounts.add(wanted, role).orElseThrow(() -> new StartException(accounts.alike(wanted)
          .map(other -> wanted + " looks like " + other
              + ", who has an account: choose a name that people can tell apart")
          .orElse(wanted
              + " has an account with another role: choose another name, or ask an admin to change the role")));
      terminal.out().println(Console.link(home(settings), token));
      return 0;
    } finally {
      Closing.await(vertx.close());
    }
  }

  private static URI home(Settings settings) {
    return settings.publicUrl()
        .orElseGet(() -> URI.create("http://127.0.0.1:" + settings.get(SettingTable.HTTP_PORT)));
  }
}
