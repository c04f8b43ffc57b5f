package eu.apaserv.bot.channels.simulator;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One call that sends: the messages it brought, and whether its caller can have read the answer. Who reads an answer keeps the
 * connection; who has waited too long hangs up.
 */
final class Taking {
  private static final long AT_ONCE = Duration.ofSeconds(2).toNanos();

  private final Witness witness;
  private final List<String> ids = new CopyOnWriteArrayList<>();
  private volatile boolean answered;
  private volatile long answeredAt;

  Taking(Witness witness) {
    this.witness = witness;
  }

  /** Follows the call to the end of its connection, or to the next call on it. */
  void follow(HttpServerRequest request) {
    request.response().bodyEndHandler(end -> {
      answered = true;
      answeredAt = System.nanoTime();
    });
    request.connection().closeHandler(closed -> {
      if (!answered || System.nanoTime() - answeredAt < AT_ONCE) {
        unseen();
      }
    });
  }

  /** A message came with it. */
  void brought(String id) {
    ids.add(id);
  }

  /** Whatever the answer is, it does not say that they were taken. */
  void unseen() {
    ids.forEach(witness::unseen);
  }
}
