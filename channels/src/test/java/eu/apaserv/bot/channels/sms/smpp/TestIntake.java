package eu.apaserv.bot.channels.sms.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Intake;
import eu.apaserv.bot.core.channel.Piece;
import eu.apaserv.bot.core.channel.Unnamed;
import eu.apaserv.bot.core.message.Event;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what a channel hands over, and fails to when told. */
final class TestIntake implements Intake {
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  /** What is answered from now on is not known to others. */
  volatile boolean dying;
  private final Map<String, String> unanswered = new ConcurrentHashMap<>();
  final List<Piece> pieces = new CopyOnWriteArrayList<>();
  final AtomicInteger failures = new AtomicInteger();
  volatile Future<Void> gate = Future.succeededFuture();

  @Override
  public Future<Void> take(List<Event> taken) {
    if (failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      return Future.failedFuture(new IllegalStateException("The database is away"));
    }
    events.addAll(taken);
    return gate;
  }

  @Override
  public Future<String> begun(Unnamed delivery) {
    var name = Objects.requireNonNullElse(delivery.again(), delivery.name());
    return Future.succeededFuture(
        unanswered.merge(delivery.key(), name, (older, now) -> older.equals(delivery.settled()) ? now : older));
  }

  @Override
  public Future<Void> answered(String channel, String key, String name) {
    if (!dying) {
      unanswered.remove(key, name);
    }
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> piece(Piece piece) {
    pieces.add(piece);
    return gate;
  }

  Event next() {
    try {
      var event = events.poll(10, TimeUnit.SECONDS);
      assertThat(event).as("something is handed over within ten seconds").isNotNull();
      return event;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  int waiting() {
    return events.size();
  }
}
