package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.RawCalls.send;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.http.Patience;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.work.Thrift;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that go on and on, over real sockets: a server that is patient with slow ones. */
class EndlessBodiesTest {
  private static final byte[] CHUNK = ("10000\r\n" + "x".repeat(1 << 16) + "\r\n").getBytes(US_ASCII);
  private static final int PATIENCE_SECONDS = 60;

  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    var much = Duration.ofSeconds(PATIENCE_SECONDS);
    server = new Front("127.0.0.1", 0, 1, 100, 40, Thrift.Bounds.NONE, Duration.ZERO,
        new Patience.Limits(much, much, much, much, 20, 100_000_000, 100_000_000), List.of()).open(vertx, routes -> {
          routes.get("/at-once").handler(context -> context.response().end("yes"));
          routes.post("/all").handler(context -> {
            var request = context.request().handler(_ -> {});
            request.end().onSuccess(_ -> context.response().end("all"));
          });
        });
  }

  @AfterEach
  void close() {
    Front.close(server);
    Database.await(vertx.close());
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST /all HTTP/1.1\r\nTransfer-Encoding: chunked",
      "GET /at-once HTTP/1.1\r\nTransfer-Encoding: chunked",
      "POST /all HTTP/1.1\r\nContent-Length: 900000000000"})
  void whoSendsOnAndOnIsHungUpOnLongBeforeTheirTimeIsOver(String head) throws IOException {
    long began = System.nanoTime();
    try (var socket = RawCalls.connect(server.actualPort())) {
      send(socket, head + "\r\nHost: x\r\n\r\n");
      assertThat(isCutOff(socket)).isTrue();
    }
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(PATIENCE_SECONDS / 2));
  }

  @Test
  void asMuchAsARouteReadsIsNotCutOff() throws IOException {
    try (var socket = RawCalls.connect(server.actualPort())) {
      send(socket, "POST /all HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 90; i++) {
        socket.getOutputStream().write(CHUNK);
      }
      send(socket, "0\r\n\r\n");
      assertThat(RawCalls.status(socket)).isEqualTo(200);
    }
  }

  private static boolean isCutOff(Socket socket) throws IOException {
    long until = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS / 2).toNanos();
    try {
      while (System.nanoTime() < until) {
        socket.getOutputStream().write(CHUNK);
      }
      return false;
    } catch (SocketException e) {
      return true;
    }
  }
}
