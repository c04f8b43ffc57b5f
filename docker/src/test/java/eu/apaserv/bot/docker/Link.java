package eu.apaserv.bot.docker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between a node and PostgreSQL: it can be cut so that both sides know, or so that neither does, and healed. What
 * was connected while it was cut in silence stays dead, as behind a firewall that forgot it: neither side is told.
 */
final class Link implements AutoCloseable {
  private final int port;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private volatile int target;
  private volatile boolean silent;
  private volatile ServerSocket door;

  /** One connection and how it goes on; what arrives on a dead one is thrown away. */
  private static final class Pair {
    private final Socket near;
    private final Socket far;
    private volatile boolean dead;
    private volatile boolean broken;

    Pair(Socket near, Socket far) {
      this.near = near;
      this.far = far;
    }
  }

  /** @param target port of PostgreSQL on this machine */
  Link(int target) throws IOException {
    this.target = target;
    this.port = RunningAssistant.freePort();
    this.door = open();
  }

  /** Where a node finds PostgreSQL. */
  int port() {
    return port;
  }

  /** PostgreSQL has moved. */
  void leadTo(int other) {
    target = other;
  }

  /** Both sides know: connections are reset, new ones refused. */
  void refuse() throws IOException {
    door.close();
    for (var pair : pairs) {
      pair.broken = true;
      reset(pair);
    }
  }

  /** Nobody is told: what is sent arrives nowhere, and nobody answers new connections. */
  void beSilent() {
    silent = true;
    pairs.forEach(pair -> pair.dead = true);
  }

  /** New connections work again. */
  void heal() throws IOException {
    silent = false;
    if (door.isClosed()) {
      door = open();
    }
  }

  @Override
  public void close() throws IOException {
    refuse();
  }

  private ServerSocket open() throws IOException {
    var opened = new ServerSocket();
    opened.setReuseAddress(true);
    opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    Thread.ofVirtual().start(() -> accept(opened));
    return opened;
  }

  private void accept(ServerSocket at) {
    while (!at.isClosed()) {
      try {
        join(at.accept());
      } catch (IOException e) {
        if (!at.isClosed()) {
          throw new UncheckedIOException("Nobody can connect to port " + port, e);
        }
      }
    }
  }

  private void join(Socket near) {
    var far = new Socket();
    try {
      far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
    } catch (IOException e) {
      close(near, true); // PostgreSQL is down
      return;
    }
    var pair = new Pair(near, far);
    pair.dead = silent;
    pairs.add(pair);
    Thread.ofVirtual().start(() -> carry(pair, near, far));
    Thread.ofVirtual().start(() -> carry(pair, far, near));
  }

  private void carry(Pair pair, Socket from, Socket to) {
    var part = new byte[16_384];
    try {
      for (int length = from.getInputStream().read(part); length >= 0; length = from.getInputStream().read(part)) {
        if (!pair.dead) {
          to.getOutputStream().write(part, 0, length);
        }
      }
    } catch (IOException e) {
      // One side is gone, which the other is told like any end.
      pair.broken = true;
    }
    end(pair, from);
  }

  /** The other side of a dead connection learns nothing of its end. */
  private void end(Pair pair, Socket ended) {
    if (pair.dead) {
      close(ended, true);
    } else {
      reset(pair);
      pairs.remove(pair);
    }
  }

  private static void reset(Pair pair) {
    close(pair.near, pair.broken);
    close(pair.far, pair.broken);
  }

  /** @param hard with a reset instead of a farewell */
  private static void close(Socket socket, boolean hard) {
    try {
      if (hard && !socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException("A socket cannot be closed", e);
    }
  }
}
