package eu.apaserv.bot.core.channel;

import eu.apaserv.bot.core.message.Event;
import io.vertx.core.Future;
import java.util.List;

/** Where a channel that fetches its own events (long polling, a kept connection) hands them over. */
@FunctionalInterface
public interface Intake {

  /** Completes once the events are durable; only then may the provider be told that we have them. */
  Future<Void> take(List<Event> events);

  /**
   * Completes once the piece is durable, and its text taken if it was the last of it. A text whose other pieces never come
   * is taken as far as it came: what the provider was told we have is never lost.
   */
  default Future<Void> piece(Piece piece) {
    return Future.failedFuture(new IllegalStateException("Nobody keeps pieces of messages here"));
  }
}
