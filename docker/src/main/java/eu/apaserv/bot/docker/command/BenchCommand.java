package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.Terminal;
import eu.apaserv.bot.docker.bench.Bench;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures. */
@Command(name = "bench", description = "Measures the assistant on this machine: its own process, its own PostgreSQL with "
    + "fsync, a simulated provider, open-loop load. Linux only.")
final class BenchCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Option(names = "--rates", split = ",", paramLabel = "N", description = "Messages a second, one run each (${DEFAULT-VALUE}).")
  private List<Integer> rates = List.of(100, 400);

  @Option(names = "--seconds", paramLabel = "N", description = "Of each measured run (${DEFAULT-VALUE}).")
  private int seconds = 20;

  @Option(names = "--people", paramLabel = "N", description = "Who write in turn (${DEFAULT-VALUE}).")
  private int people = 2000;

  @Option(names = "--text", paramLabel = "TEXT", description = "What they write; may be given again (balance and thanks).")
  private List<String> texts = List.of("cat am de plata?", "multumesc");

  @Option(names = "--provider-ms", paramLabel = "N", description = "How long the provider takes (${DEFAULT-VALUE}).")
  private int providerMillis;

  @Option(names = "--refuse-one-in", paramLabel = "N", description = "The provider refuses every Nth send (0: none).")
  private int refuseOneIn;

  @Option(names = "--duplicate-one-in", paramLabel = "N", description = "Every Nth delivery comes twice (0: none).")
  private int duplicateOneIn;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    new Bench(new Bench.Plan(rates, seconds, people, texts, providerMillis, refuseOneIn, duplicateOneIn),
        terminal.out())
        .run();
    return 0;
  }
}
