package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.RawCalls.send;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.http.Patience;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.work.Thrift;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Callers who begin large bodies and drip, over real sockets: a server with room for three bodies without a length. */
class LargeBodiesTest {
  private static final int LENGTH = 100_000;
  private static final int ROOM = 3 * (6 << 20);
  /** After which a body that has not become whole may have to give way: until then the last to come are not asked. */
  private static final Duration UNDISTURBED = Duration.ofSeconds(2);

  private final List<Socket> sockets = new ArrayList<>();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    var much = Duration.ofMinutes(5);
    server = new Front("127.0.0.1", 0, 1, 100, 40, Thrift.Bounds.NONE, Duration.ZERO,
        new Patience.Limits(much, much, much, much, 100, ROOM, 100_000_000), List.of()).open(vertx, routes -> {
          routes.get("/seen").handler(context -> context.response().end("yes"));
          routes.post("/all")
              .handler(context -> context.request().body().onSuccess(_ -> context.response().end("all")));
        });
  }

  @AfterEach
  void close() throws IOException {
    for (var socket : sockets) {
      socket.close();
    }
    Front.close(server);
    Database.await(vertx.close());
  }

  @Test
  void whoDripsGivesWayToWhoComesLongBeforeTheirTimeIsOver() throws IOException {
    for (int i = 0; i < 3; i++) {
      drip("10.0.0." + i, "Transfer-Encoding: chunked");
    }
    Eventually.until(() -> whole("10.0.0.9") == 200);
  }

  @Test
  void firstAreThoseOfWhoHasTheMostOnTheirWay() throws IOException {
    var slow = drip("10.0.0.1", "Content-Length: " + LENGTH);
    for (int i = 0; i < 2; i++) {
      drip("10.0.0.2", "Transfer-Encoding: chunked");
    }
    drip("10.0.0.2", "Content-Length: " + ((6 << 20) - LENGTH));
    long begun = System.nanoTime();
    Eventually.until(() -> System.nanoTime() - begun > UNDISTURBED.toNanos());
    Eventually.until(() -> whole("10.0.0.9") == 200);
    send(slow, "a".repeat(LENGTH - 3));
    assertThat(RawCalls.status(slow)).isEqualTo(200);
  }

  /** Begins a body, and says no more of it than three letters; returns when that was seen. */
  private Socket drip(String caller, String length) throws IOException {
    var socket = connect();
    var begin = length.startsWith("Transfer") ? "3\r\nabc\r\n" : "abc";
    send(socket, head(caller) + length + "\r\n\r\n" + begin);
    seen();
    return socket;
  }

  /** A call of another, answered by the same loop after all that came before. */
  private void seen() throws IOException {
    try (var socket = RawCalls.connect(server.actualPort())) {
      send(socket, "GET /seen HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(RawCalls.status(socket)).isEqualTo(200);
    }
  }

  private int whole(String caller) {
    try (var socket = RawCalls.connect(server.actualPort())) {
      send(socket, head(caller) + "Content-Length: " + LENGTH + "\r\n\r\n" + "a".repeat(LENGTH));
      return RawCalls.status(socket);
    } catch (SocketException e) {
      return 0; // turned away while it still sent
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String head(String caller) {
    return "POST /all HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + caller + "\r\n";
  }

  private Socket connect() throws IOException {
    var socket = RawCalls.connect(server.actualPort());
    sockets.add(socket);
    return socket;
  }
}
