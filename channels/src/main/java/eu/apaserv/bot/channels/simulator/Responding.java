package eu.apaserv.bot.channels.simulator;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.function.Function;

/**
 * An answer on its way: whole, in pieces, or with a pause in its middle.
 *
 * @param after completes after a while
 */
record Responding(HttpServerResponse response, Function<Duration, Future<Void>> after) {
  /** Marks an answer that pauses in its middle, for so many milliseconds. */
  static final String TRICKLE = "X-Simulated-Pause";

  private static final int PIECE = 10_000;

  void with(Answer answer) {
    response.setStatusCode(answer.status());
    answer.headers().forEach(response::putHeader);
    var pace = answer.headers().get(Shelf.PACE);
    var trickle = answer.headers().get(TRICKLE);
    if (pace != null) {
      response.setChunked(true);
      write(answer.body(), Duration.ofMillis(Long.parseLong(pace)));
    } else if (trickle != null) {
      int half = answer.body().length() / 2;
      response.setChunked(true).write(answer.body().getBuffer(0, half));
      after.apply(Duration.ofMillis(Long.parseLong(trickle)))
          .onSuccess(waited -> response.end(answer.body().getBuffer(half, answer.body().length())));
    } else {
      response.end(answer.body());
    }
  }

  /** A body in pieces, so that nobody knows its length before its end. */
  private void write(Buffer rest, Duration pause) {
    int piece = Math.min(PIECE, rest.length());
    response.write(rest.getBuffer(0, piece)).onSuccess(written -> {
      if (piece == rest.length()) {
        response.end();
      } else {
        after.apply(pause).onSuccess(waited -> write(rest.getBuffer(piece, rest.length()), pause));
      }
    });
  }
}
