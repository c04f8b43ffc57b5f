package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.Terminal;
import eu.apaserv.bot.docker.bench.OutageBench;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How long an outage for a fifth of all subscribers takes. */
@Command(name = "bench-outage", description = "Measures the preview and the publishing of an outage for a fifth of generated "
    + "subscribers, on a PostgreSQL of its own.")
final class BenchOutageCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--subscribers", paramLabel = "N", description = "With a place and a link each (${DEFAULT-VALUE}).")
  private int subscribers = 1_000_000;

  @Option(names = "--data", paramLabel = "FOLDER", description = "Where the database stays for the next time; without it, it "
      + "is gone afterwards.")
  private @Nullable Path data;

  BenchOutageCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    new OutageBench(subscribers, data, terminal.out()).run();
    return 0;
  }
}
