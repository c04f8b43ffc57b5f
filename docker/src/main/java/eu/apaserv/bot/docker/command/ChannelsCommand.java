package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.LeftBehind;
import eu.apaserv.bot.core.store.LeftBehind.Left;
import eu.apaserv.bot.core.store.StartException;
import eu.apaserv.bot.docker.Channels;
import eu.apaserv.bot.docker.Store;
import eu.apaserv.bot.docker.Terminal;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What waits on each channel; for one that is switched off for good, its end. */
@Command(name = "channels", description = "What waits on each channel, also on those that are switched off.")
final class ChannelsCommand implements Runnable {
  private final Terminal terminal;

  @Spec
  private CommandSpec spec = CommandSpec.create();

  ChannelsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Say what to do: ./bot channels list or drop");
  }

  @Command(name = "list", description = "Each channel that was ever on: whether it is on here, whether staff paused it, what waits.")
  int list() {
    with((database, on) -> {
      var waits = new LeftBehind(database).all();
      var all = new ChannelStates(database).all();
      if (all.isEmpty()) {
        terminal.out().println("No channel was ever on");
      }
      all.forEach(state -> {
        var left = waits.stream().filter(one -> one.channel().equals(state.channel())).findFirst()
            .orElse(new Left(state.channel(), 0, 0));
        terminal.out().println("%s  %s%s  %d to answer  %d to send".formatted(state.channel(),
            on.contains(state.channel()) ? "on" : "off", state.paused() ? ", paused" : "", left.heard(), left.due()));
      });
    });
    return 0;
  }

  @Command(name = "drop", description = "Closes what waits on a channel that is switched off and will not come back; it stays in "
      + "the transcript.")
  int drop(@Parameters(paramLabel = "CHANNEL", description = "As list names it.") String channel) {
    with((database, on) -> {
      if (on.contains(channel)) {
        throw new StartException(
            "Channel " + channel + " is on: what waits there is still answered and sent. Take its settings "
                + "away first, from the running bots too");
      }
      if (new ChannelStates(database).all().stream().noneMatch(state -> state.channel().equals(channel))) {
        throw new StartException("There is no channel " + channel + ": ./bot channels list names those there were");
      }
      var left = new LeftBehind(database).drop(channel);
      terminal.out().println("%d messages of people and %d to people are closed".formatted(left.heard(), left.due()));
    });
    return 0;
  }

  private void with(BiConsumer<Database, Set<String>> work) {
    var vertx = Vertx.vertx();
    var settings = terminal.settings();
    try (var store = Store.share(settings); var database = Database.connect(vertx, store.address(), 1)) {
      work.accept(database, Channels.of(settings, vertx, Clock.systemUTC()).stream().map(Channel::name)
          .collect(Collectors.toUnmodifiableSet()));
    } finally {
      Closing.await(vertx.close());
    }
  }
}
