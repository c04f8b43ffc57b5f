package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Quarantine;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What could not be answered: shown, tried again, or closed. */
@Command(name = "quarantine", description = "Messages that were put aside because their turn failed again and again.")
final class QuarantineCommand implements Runnable {
  private final Terminal terminal;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  QuarantineCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: ./bot quarantine list, replay or drop");
  }

  @Command(name = "list", description = "Names them, without what they say: number, when they came, channel, kind, attempts.")
  int list() {
    with(quarantine -> {
      var all = quarantine.list();
      all.forEach(entry -> terminal.out().println(entry.message() + "  " + entry.receivedAt() + "  " + entry.channel()
          + "  " + entry.kind() + "  " + entry.attempts() + " attempts"));
      if (all.isEmpty()) {
        terminal.out().println("No message is put aside");
      }
    });
    return 0;
  }

  @Command(name = "replay", description = "Lets the assistant try again, once what was wrong is mended.")
  int replay(
      @Parameters(arity = "0..*", paramLabel = "MESSAGE", description = "Numbers that list shows.") @Nullable List<Long> messages,
      @Option(names = "--all", description = "All that are put aside.") boolean all) {
    return change(messages, all, Quarantine::replay, "is tried again");
  }

  @Command(name = "drop", description = "Closes them for good; they stay in the transcript.")
  int drop(
      @Parameters(arity = "0..*", paramLabel = "MESSAGE", description = "Numbers that list shows.") @Nullable List<Long> messages,
      @Option(names = "--all", description = "All that are put aside.") boolean all) {
    return change(messages, all, Quarantine::drop, "is closed");
  }

  private int change(@Nullable List<Long> messages, boolean all, BiPredicate<Quarantine, Long> how, String done) {
    var named = messages == null ? List.<Long>of() : messages;
    if (all != named.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "Name messages by their numbers, or say --all");
    }
    with(quarantine -> {
      var wanted = all ? quarantine.list().stream().map(Quarantine.Entry::message).toList() : named;
      for (var message : wanted) {
        if (!how.test(quarantine, message)) {
          throw new StartException(
              "Message " + message + " is not put aside: ./bot quarantine list names those that are");
        }
        terminal.out().println("Message " + message + " " + done);
      }
    });
    return 0;
  }

  private void with(Consumer<Quarantine> work) {
    var vertx = Vertx.vertx();
    try (var store = Store.share(terminal.settings());
        var database = Database.connect(vertx, store.address(), 1)) {
      work.accept(new Quarantine(database));
    } finally {
      Closing.await(vertx.close());
    }
  }
}
