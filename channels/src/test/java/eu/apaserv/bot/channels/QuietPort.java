package eu.apaserv.bot.channels;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

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
}
