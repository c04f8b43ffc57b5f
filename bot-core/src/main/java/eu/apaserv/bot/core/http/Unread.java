package eu.apaserv.bot.core.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers that callers have not taken yet. They are memory of ours, beside the heap and as much as the heap at most, of which the
 * database's connections need some too: who asks for much and reads nothing could take all of it.
 */
final class Unread {
  private final Map<String, Pile> piles = new HashMap<>();
  private long all;

  private record Left(HttpConnection connection, long bytes) {}

  /** What one caller has left, the first of it first. */
  private static final class Pile {
    private final Deque<Left> left = new ArrayDeque<>();
    private long bytes;
  }

  /** Bytes that we keep for a connection, as the network's library knows them. */
  static long of(HttpConnection connection) {
    if (!(connection instanceof HttpServerConnection ours)) {
      return 0;
    }
    var waiting = ours.channelHandlerContext().channel().unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  /** At once: to close in good order would be to wait until all was taken. */
  static void hangUp(HttpConnection connection) {
    if (connection instanceof HttpServerConnection ours) {
      var _ = ours.channelHandlerContext().close();
    } else {
      connection.close();
    }
  }

  /** One that is open, those first that have waited longest. */
  void add(String caller, HttpConnection connection) {
    long bytes = of(connection);
    if (bytes > 0) {
      var pile = piles.computeIfAbsent(caller, _ -> new Pile());
      pile.left.addLast(new Left(connection, bytes));
      pile.bytes += bytes;
      all += bytes;
    }
  }

  /** Those to hang up on until no more than {@code most} is left: always the first of whoever has left the most by then. */
  List<HttpConnection> beyond(long most) {
    var over = new ArrayList<HttpConnection>();
    while (all > most) {
      var largest = piles.values().stream().max(Comparator.comparingLong(pile -> pile.bytes)).orElseThrow();
      var first = largest.left.removeFirst();
      largest.bytes -= first.bytes();
      all -= first.bytes();
      over.add(first.connection());
    }
    return over;
  }
}
