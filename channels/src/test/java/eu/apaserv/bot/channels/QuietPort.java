package eu.apaserv.bot.channels;

import static eu.apaserv.bot.core.Eventually.eventually;

import io.vertx.core.Future;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * A free port below those that systems give to outgoing connections: one that is closed and opened again in a test would else
 * be taken, now and then, by a client, even by the one that tries to connect to it.
 */
final class QuietPort {
  private static final int FIRST = 20_000;
  private static final int BEYOND = 30_000;

  private QuietPort() {}

  static int free() {
    while (true) {
      var port = ThreadLocalRandom.current().nextInt(FIRST, BEYOND);
      try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // The next one.
      }
    }
  }

  /** Starts who is to listen at such a port, as soon as nobody else does: others who look for a free port hold it for a moment. */
  static void open(Supplier<Future<Void>> start) {
    eventually(() -> {
      try {
        start.get().toCompletionStage().toCompletableFuture().get();
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause() instanceof BindException ? "somebody listens there" : "it fails", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("Interrupted", e);
      }
    });
  }
}
