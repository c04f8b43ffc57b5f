package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.docker.Terminal;
import eu.apaserv.bot.docker.bench.Bench;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Measures. */
@Command(name = "bench", description = "Measures the assistant on this machine: its own process, its own PostgreSQL with "
    + "fsync, a simulated provider, open-loop load. Linux only.")
final class BenchCommand implements Callable<Integer> {
  private static final int SOAK_RATE = 200;

  private final Terminal terminal;

  @Option(names = "--rates", split = ",", paramLabel = "N", description = "Messages a second, one run each. Without: the "
      + "highest that is kept up with is looked for, and compared with a bare bot and with pgbench.")
  private List<Integer> rates = List.of();

  @Option(names = "--seconds", paramLabel = "N", description = "Of each run (${DEFAULT-VALUE}).")
  private int seconds = 8;

  @Option(names = "--warm-up", paramLabel = "N", description = "Seconds before the first, at least (${DEFAULT-VALUE}).")
  private int warmUp = 40;

  @Option(names = "--people", paramLabel = "N", description = "Who write in turn (${DEFAULT-VALUE}).")
  private int people = 20_000;

  @Option(names = "--text", paramLabel = "TEXT", description = "What they write; may be given again (balance and thanks).")
  private List<String> texts = List.of("cat am de plata?", "multumesc");

  @Option(names = "--burst", paramLabel = "N", description = "How many messages each writes in a row (${DEFAULT-VALUE}).")
  private int burst = 3;

  @Option(names = "--duplicate-one-in", paramLabel = "N", description = "Every Nth delivery comes twice (${DEFAULT-VALUE}; "
      + "0: none).")
  private int duplicateOneIn = 20;

  @Option(names = "--provider-ms", paramLabel = "N", description = "How long the provider takes (${DEFAULT-VALUE}).")
  private int providerMillis;

  @Option(names = "--refuse-one-in", paramLabel = "N", description = "The provider refuses every Nth send (0: none).")
  private int refuseOneIn;

  @Option(names = "--receipts", paramLabel = "N", description = "Of each message that is sent (${DEFAULT-VALUE}).")
  private int receipts = 3;

  @Option(names = "--statements", description = "Print what PostgreSQL spends its time on at the end.")
  private boolean statements;

  @Option(names = "--soak", paramLabel = "MINUTES", description = "The first rate (200) for so long instead; prints each "
      + "minute what the program holds, and at the end whether it grew.")
  private int soak;

  @Option(names = "--sealed", description = "The given rates (200) once more with what people say sealed (TRANSCRIPT_KEYS).")
  private boolean sealed;

  @Option(names = "--messages", paramLabel = "N", description = "Then the same in a database of so many messages (0: not).")
  private int messages;

  @Option(names = "--conversations", paramLabel = "N", description = "Which they are of (${DEFAULT-VALUE}).")
  private int conversations = 1_000_000;

  @Option(names = "--data", paramLabel = "FOLDER", description = "Where that database is kept: generated once, measured "
      + "often. Without: thrown away.")
  private @Nullable Path data;

  @Option(names = "--plans", paramLabel = "FILE", description = "Only that database; then write PostgreSQL's plans of all "
      + "statements to a file.")
  private @Nullable Path plans;

  BenchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    var large = messages == 0 ? null : new Bench.Large(conversations, messages, data, plans);
    new Bench(
        new Bench.Plan((soak > 0 || sealed) && rates.isEmpty() ? List.of(SOAK_RATE) : rates, seconds, warmUp, people,
            texts, burst,
            duplicateOneIn, providerMillis, refuseOneIn, receipts, statements, soak, sealed, large),
        terminal.out()).run();
    return 0;
  }
}
