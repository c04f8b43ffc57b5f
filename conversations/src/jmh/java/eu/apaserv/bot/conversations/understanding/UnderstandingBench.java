package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Labelled;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds and bytes a message takes in steady state on one core, over the messages of the evaluation set. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(value = 1, jvmArgs = {"-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders"})
public class UnderstandingBench {
  private final Understanding understanding = UtilityUnderstanding.load();
  private List<Labelled> messages = List.of();
  private int next;

  /** Reads the messages. */
  @Setup
  public void read() throws IOException {
    try (var in = UnderstandingBench.class.getResourceAsStream("/understanding/evaluation.jsonl")) {
      messages = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8).lines()
          .map(line -> UnderstoodJson.labelled(line, "evaluation.jsonl")).toList();
    }
  }

  /** One message: intent, language, entities, parts. */
  @Benchmark
  public Understood message() {
    var message = messages.get(next);
    next = next + 1 == messages.size() ? 0 : next + 1;
    return understanding.understand(message.text(), message.language());
  }
}
