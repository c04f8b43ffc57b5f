package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.RawCalls.send;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.http.Patience;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.work.Thrift;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Large answers that callers do not read, or slowly: over real sockets. */
class UnreadTest {
  /** The machine's own buffers take up to 6 MB or so of it. */
  private static final int LARGE = 16 << 20;
  private static final int MOST = 40 << 20;
  private static final Duration BETWEEN = Duration.ofMillis(300);

  private final List<Socket> readers = new ArrayList<>();
  private final AtomicInteger given = new AtomicInteger();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    var patience = new Patience.Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30), BETWEEN,
        100, 100_000, MOST);
    var large = Buffer.buffer(new byte[LARGE]);
    server = new Front("127.0.0.1", 0, 1, 5, 40, Thrift.Bounds.NONE, Duration.ZERO, patience, List.of()).open(vertx,
        routes -> routes.get("/large").handler(context -> {
          context.response().end(large);
          given.incrementAndGet();
        }));
  }

  @AfterEach
  void close() throws IOException {
    for (var one : readers) {
      one.close();
    }
    Front.close(server);
    Database.await(vertx.close());
  }

  @Test
  void whoLeavesTheMostUnreadLosesTheFirstOfIt() throws IOException {
    var other = ask("203.0.113.8");
    var first = ask("203.0.113.7");
    var second = ask("203.0.113.7");
    assertThat(read(first)).as("the first of who has two").isLessThan(LARGE);
    assertThat(read(second)).as("what fits beside it").isGreaterThan(LARGE);
    assertThat(read(other)).as("who came before, and has one").isGreaterThan(LARGE);
  }

  @Test
  void whoReadsSlowlyIsWaitedForLongerThanWhoSaysNothing() throws IOException {
    var slow = ask("203.0.113.7");
    var silent = ask("203.0.113.8");
    assertThat(read(silent)).as("hung up on when it has read and says nothing").isGreaterThan(LARGE);
    assertThat(read(slow)).as("whose answer was on its way all the time").isGreaterThan(LARGE);
  }

  /** Waits until its answer is given, so that the first is the first. */
  private Socket ask(String caller) throws IOException {
    var socket = new Socket();
    readers.add(socket);
    socket.setReceiveBufferSize(1 << 16);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
    socket.setSoTimeout(10_000);
    int before = given.get();
    send(socket, "GET /large HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + caller + "\r\n\r\n");
    for (long end = System.nanoTime() + 60_000_000_000L; given.get() == before && System.nanoTime() < end;) {
      Thread.onSpinWait();
    }
    assertThat(given.get()).isEqualTo(before + 1);
    return socket;
  }

  /** How much came until the end of it. */
  private static long read(Socket socket) throws IOException {
    long length = 0;
    var piece = new byte[1 << 16];
    for (int some = socket.getInputStream().read(piece); some >= 0; some = socket.getInputStream().read(piece)) {
      length += some;
    }
    return length;
  }
}
