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
   * Tells that a delivery without a name of its own has come, and what it is to be called: by its old name when it came
   * before, to whichever process, and was not answered, or came while this process had not read it. Who had their answer to it
   * long ago says something new.
   */
  default Future<String> begun(Unnamed delivery) {
    return Future.succeededFuture(delivery.name());
  }

  /** The provider knows that we have what was begun by that name: the same once more is another message. */
  default Future<Void> answered(String channel, String key, String name) {
    return Future.succeededFuture();
  }

  /**
   * Completes once the piece is durable, and its text taken if it was the last of it. A text whose other pieces never come
   * is taken as far as it came: what the provider was told we have is never lost.
   */
  default Future<Void> piece(Piece piece) {
    return Future.failedFuture(new IllegalStateException("Nobody keeps pieces of messages here"));
  }
}
