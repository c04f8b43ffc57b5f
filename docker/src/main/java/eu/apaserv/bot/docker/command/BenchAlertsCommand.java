package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.Terminal;
import eu.apaserv.bot.docker.bench.AlertBench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures runs of alerts. */
@Command(name = "bench-alerts", description = "Measures runs of alerts on a PostgreSQL of its own: seeing and making the "
    + "recipients of an outage among very many wishes, then sending, with the sender killed twice. Linux only.")
final class BenchAlertsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--wishes", paramLabel = "N", description = "Of half as many people (${DEFAULT-VALUE}).")
  private int wishes = 1_000_000;

  @Option(names = "--affected", paramLabel = "N", description = "People the outage reaches (${DEFAULT-VALUE}).")
  private int affected = 200_000;

  @Option(names = "--sends", paramLabel = "N", description = "Alerts that are sent (${DEFAULT-VALUE}).")
  private int sends = 20_000;

  @Option(names = "--rate", paramLabel = "N", description = "Most a second the channel may send (${DEFAULT-VALUE}).")
  private int rate = 1_000;

  BenchAlertsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    new AlertBench(new AlertBench.Plan(wishes, affected, sends, rate), terminal.out()).run();
    return 0;
  }
}
