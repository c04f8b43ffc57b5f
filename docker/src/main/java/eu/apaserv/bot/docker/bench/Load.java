package eu.apaserv.bot.docker.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Open-loop load: messages leave when they are due, whether or not earlier ones were answered. A person writes several in
 * a row, the next once the one before it was taken. All on one event loop.
 */
final class Load {
  /**
   * Who writes what.
   *
   * @param people who write, in turn
   * @param texts what they write, in turn
   * @param burst how many messages each writes in a row
   * @param duplicateOneIn every so many deliveries come twice; 0: none
   */
  record Script(int people, List<String> texts, int burst, int duplicateOneIn) {}

  /** Between people who write one after the other; a prime number. */
  private static final int APART = 6_151;

  private final Vertx vertx;
  private final Wire wire;
  private final Script script;
  /** Nobody has seen a message of these before. */
  private final String unique = Long.toString(System.nanoTime(), 36);
  private int runs;
  /** Somewhere else each time: on a database that is measured again, other people write. */
  private int nextPerson;
  private @Nullable Flight flight;
  private IntConsumer taken = _ -> {};

  Load(Vertx vertx, Wire wire, Script script) {
    this.vertx = vertx;
    this.wire = wire;
    this.script = script;
    this.nextPerson = Math.floorMod((int) System.nanoTime(), script.people());
  }

  /** Sends at {@code rate} a second for {@code seconds}; completes when all is answered, or nothing was for 20 s. */
  Future<Flight> run(int rate, double seconds) {
    var started = new Flight("wamid." + unique + "r" + ++runs + ".", script.burst(), rate, (int) (rate * seconds));
    int first = nextPerson;
    nextPerson = (nextPerson + started.bursts()) % script.people();
    flight = started;
    vertx.setPeriodic(1, timer -> {
      for (int burst = started.nextDue(); burst >= 0; burst = started.nextDue()) {
        send(started, first, burst, 0);
      }
      if (started.isOver()) {
        vertx.cancelTimer(timer);
        started.over();
      }
    });
    return started.future();
  }

  private void send(Flight to, int first, int burst, int place) {
    int message = burst * script.burst() + place;
    int person = person(first + burst);
    var body = body(to.id(message), Population.address(person).substring(1),
        script.texts().get(message % script.texts().size()));
    post(body, status -> {
      to.taken(message, status);
      taken.accept(person);
      if (place + 1 < script.burst()) {
        later(to.dueAt(message + 1), () -> send(to, first, burst, place + 1));
      }
    });
    if (script.duplicateOneIn() > 0 && message % script.duplicateOneIn() == 0) {
      post(body, _ -> {});
    }
  }

  /** Nobody is near who wrote before them in any table, as those who write are not in life. */
  private int person(int turn) {
    return (int) ((long) turn * APART % script.people());
  }

  private void post(String body, Consumer<Integer> answered) {
    wire.post(body).onComplete(status -> answered.accept(status.succeeded() ? status.result() : 0));
  }

  private void later(long at, Runnable what) {
    long millis = (at - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      what.run();
    } else {
      vertx.setTimer(millis, _ -> what.run());
    }
  }

  /** @param told of each message that was taken: whose it was, by their number among the people */
  void watch(IntConsumer told) {
    taken = told;
  }

  /** A message was answered. */
  void replied(String id) {
    var current = flight;
    if (current != null) {
      current.replied(id);
    }
  }

  /** Receipts of what was sent. */
  void receipts(String body) {
    wire.post(body);
  }

  private static String body(String id, String person, String text) {
    return envelope("""
      "contacts":[{"profile":{"name":"Ana"},"wa_id":"%1$s"}],"messages":[{"from":"%1$s","id":"%2$s",\
      "timestamp":"%4$d","type":"text","text":{"body":"%3$s"}}]"""
        .formatted(person, id, text, System.currentTimeMillis() / 1000));
  }

  /** One call of Meta about our number. */
  static String envelope(String what) {
    return "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"id\":\"1\",\"changes\":[{\"field\":\"messages\",\"value\":{"
        + "\"messaging_product\":\"whatsapp\",\"metadata\":{\"display_phone_number\":\"40310001111\",\"phone_number_id\":\"100\"},"
        + what + "}}]}]}";
  }
}
