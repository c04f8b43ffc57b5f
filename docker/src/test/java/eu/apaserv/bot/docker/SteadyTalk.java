package eu.apaserv.bot.docker;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/**
 * People who write one after the other at a steady rate, whatever comes of it: each sends one reading, some sooner than others, and
 * begins, leaves and ends conversations of several turns.
 */
final class SteadyTalk implements AutoCloseable {
  /** What needs one turn, and questions that are left; a reading takes the place of every second, so that none is open then. */
  private static final List<String> TEXTS = List.of("cat am de plata?", "factura", "vreau sa depun o sesizare",
      "renunt",
      "transmit indexul", "renunt", "program de lucru", "multumesc");
  private static final String READING = "INDEX 12";

  private final BiConsumer<String, String> say;
  private final List<String> people;
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final AtomicLong said = new AtomicLong();
  private final ScheduledFuture<?> talk;

  /**
   * @param say what a person does to send a text
   * @param rate messages a second
   */
  SteadyTalk(BiConsumer<String, String> say, List<String> people, int rate) {
    this.say = say;
    this.people = people;
    talk = clock.scheduleAtFixedRate(this::next, 0, TimeUnit.SECONDS.toNanos(1) / rate, TimeUnit.NANOSECONDS);
  }

  private void next() {
    long n = said.getAndIncrement();
    int person = (int) (n % people.size());
    say.accept(people.get(person), text(person, n / people.size()));
  }

  /** A person's reading is their first message, second, …: so that some come in each round. */
  private String text(int person, long round) {
    return round == person % TEXTS.size() ? READING : TEXTS.get((int) ((round + person) % TEXTS.size()));
  }

  /** Everybody falls silent. Returns how many messages there were. */
  long end() throws InterruptedException {
    if (talk.isDone()) {
      throw new IllegalStateException("Everybody fell silent by themselves", talk.exceptionNow());
    }
    clock.shutdown();
    if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("A message could not be handed to the provider in 10 s");
    }
    return said.get();
  }

  /** How many people have sent their reading. */
  long readings() {
    long n = said.get();
    return IntStream.range(0, people.size()).filter(person -> n > (long) person % TEXTS.size() * people.size() + person)
        .count();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
