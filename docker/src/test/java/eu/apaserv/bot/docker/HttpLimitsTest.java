package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.RawCalls.send;
import static eu.apaserv.bot.docker.RawCalls.status;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import eu.apaserv.bot.core.http.Patience;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.work.Thrift;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Callers who are slow, too large, too many, or try doors: over real sockets. */
class HttpLimitsTest {
  private static final int MISSES = 5;
  private static final long ENDLESS = 64 << 20;

  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    var patience = new Patience.Limits(Duration.ofMillis(400), Duration.ofMillis(400), Duration.ofMillis(800),
        Duration.ofSeconds(30), 20, 100_000, 100_000_000);
    var front = new Front("127.0.0.1", 0, 1, MISSES, 40, Thrift.Bounds.NONE, Duration.ZERO, patience, List.of());
    server = front.open(vertx, routes -> {
      routes.get("/asks").handler(context -> context.response().end(String.valueOf(context.request().getParam("a"))));
      routes.get("/large").handler(context -> {
        context.response().setChunked(true);
        write(context.response());
      });
      routes.get("/events").handler(context -> context.response().setChunked(true)
          .putHeader("Content-Type", "text/event-stream").write(": on\n\n"));
      routes.route("/health/*").handler(context -> context.response().end());
      routes.get("/there").handler(context -> context.response().end("yes"));
      routes.post("/there").handler(context -> context.request().body().onSuccess(_ -> context.response().end("all")));
    });
  }

  @AfterEach
  void close() {
    Front.close(server);
    Database.await(vertx.close());
  }

  @Test
  void whoDripsHeadersIsHungUpOn() throws IOException {
    try (var socket = connect()) {
      assertThat(
          drip(socket, "GET /there HTTP/1.1\r\nHost: x\r\nX-Slow: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"))
          .isTrue();
    }
  }

  @Test
  void whoDripsABodyIsHungUpOn() throws IOException {
    try (var socket = connect()) {
      send(socket, "POST /there HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
      assertThat(drip(socket, "a".repeat(80))).isTrue();
    }
  }

  @Test
  void whoseLinkWasCutReadsSoInTheirLanguage() throws IOException {
    try (var socket = connect()) {
      send(socket, "GET /cut HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
      assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8)).startsWith("HTTP/1.1 404 ")
          .contains("<html lang=\"ro\">", "name=\"viewport\"", "Pagina nu există",
              "<p lang=\"en\">There is no such page");
    }
  }

  @Test
  void whoIsQuickMayStay() throws IOException {
    try (var socket = connect()) {
      for (int i = 0; i < 3; i++) {
        send(socket, "GET /there HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(status(socket)).isEqualTo(200);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(300));
      }
    }
  }

  @Test
  void whoDoesNotTakeTheAnswerIsHungUpOnAndWhoListensToEventsIsNot() throws IOException {
    try (var events = connect(); var slow = connect()) {
      send(events, "GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(status(events)).isEqualTo(200);
      send(slow, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(status(slow)).isEqualTo(200);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1600));
      long taken = 0;
      for (var part = slow.getInputStream().readNBytes(1 << 20); part.length > 0 && taken < ENDLESS;) {
        taken += part.length;
        part = slow.getInputStream().readNBytes(1 << 20);
      }
      assertThat(taken).as("only what was under way").isLessThan(ENDLESS);
      events.setSoTimeout(50);
      assertThatThrownBy(() -> events.getInputStream().readAllBytes()).as("still open")
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  /** As much as is taken, without end. */
  private static void write(HttpServerResponse response) {
    response.write(Buffer.buffer(new byte[1 << 16])).onSuccess(_ -> write(response));
  }

  @Test
  void largeBodiesFillOnlySoMuchMemoryAndSmallOnesAreReadAllTheSame() throws IOException {
    var head = "POST /there HTTP/1.1\r\nHost: x\r\n";
    var small = head + "Content-Length: 10000\r\n\r\n" + "a".repeat(10_000);
    try (var large = connect()) {
      send(large, head + "Content-Length: 80000\r\n\r\nabc");
      assertThat(ask(small)).as("after the large one was seen").isEqualTo(200);
      assertThat(ask(head + "Content-Length: 80000\r\n\r\n")).isEqualTo(503);
      assertThat(ask(head + "Transfer-Encoding: chunked\r\n\r\n")).isEqualTo(503);
      assertThat(ask(small)).isEqualTo(200);
      assertThat(drip(large, "a".repeat(80))).as("it is hung up on, and its place is free").isTrue();
    }
    assertThat(ask(small)).isEqualTo(200);
    assertThat(ask(head + "Content-Length: 80000\r\n\r\n" + "a".repeat(80_000))).isEqualTo(200);
  }

  @Test
  void headersAndAddressesHaveALength() throws IOException {
    assertThat(ask("GET /there HTTP/1.1\r\nHost: x\r\nX-Large: " + "a".repeat(20_000) + "\r\n\r\n")).isEqualTo(431);
    assertThat(ask("GET /there?" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(414);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/x/../there", "/x/%2e%2e/there", "/x/%2E./there", "/./there", "//there", "/x//there"})
  void anAddressThatMeansAnotherIsTurnedAway(String written) throws IOException {
    assertThat(ask("GET " + written + " HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/asks?%zz", "/asks?a=%", "/asks?a=b&%f"})
  void aQueryThatCannotBeReadIsTheCallersMistake(String written) throws IOException {
    assertThat(ask("GET " + written + " HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(400);
    assertThat(ask("GET /asks?a=%41 HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 3\r\nTransfer-Encoding: chunked", "Content-Length: 3\r\nContent-Length: 4",
      "Content-Length: 3, 3", "Content-Length: +3", "Content-Length: -1", "Transfer-Encoding : chunked",
      "Transfer-Encoding: chunked, identity", "Transfer-Encoding: xchunked", "Transfer-Encoding: \u000bchunked"})
  void aBodyWhoseLengthMayBeReadInTwoWaysIsTurnedAway(String lengths) throws IOException {
    try (var socket = connect()) {
      send(socket, "POST /there HTTP/1.1\r\nHost: x\r\n" + lengths
          + "\r\n\r\n0\r\n\r\nGET /there HTTP/1.1\r\nHost: x\r\n\r\n");
      var all = new String(socket.getInputStream().readAllBytes(), US_ASCII);
      assertThat(all).startsWith("HTTP/1.1 400").as("and nothing behind it is a second call").doesNotContain("200 OK");
    }
  }

  @Test
  void whoAsksOnAndOnWithoutReadingIsHungUpOnAndFillsNoLog() throws IOException {
    var lines = new AtomicInteger();
    var ear = new AppenderBase<ILoggingEvent>() {
      @Override
      protected void append(ILoggingEvent event) {
        lines.incrementAndGet();
      }
    };
    var all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    Logging.QUIET.apply();
    ear.start();
    all.addAppender(ear);
    try (var socket = connect()) {
      send(socket, "GET /there HTTP/1.1\r\nHost: x\r\n\r\n".repeat(2000));
      socket.getInputStream().readAllBytes();
    } catch (SocketException e) {
      assertThat(e).as("hung up on while it wrote").hasMessageMatching(".*(reset|Broken pipe).*");
    } finally {
      all.detachAppender(ear);
      ((Logger) LoggerFactory.getLogger("eu.apaserv.bot")).setLevel(null);
    }
    assertThat(lines).hasValueLessThan(10);
  }

  @Test
  void whoTriesDoorsIsNotListenedToAndOthersAre() throws IOException {
    for (int i = 0; i < MISSES; i++) {
      assertThat(ask(from("203.0.113.7", "/nothing" + i))).isEqualTo(404);
    }
    assertThat(ask(from("203.0.113.7", "/there"))).isEqualTo(429);
    assertThat(ask(from("203.0.113.8", "/there"))).isEqualTo(200);
    // What a caller writes there itself stands before what the proxy adds, and does not count.
    assertThat(ask(from("203.0.113.8, 203.0.113.7", "/there"))).isEqualTo(429);
  }

  @Test
  void probesFromTheAddressOfWhoTriesDoorsAreAnsweredAndNothingElseBesideThem() throws IOException {
    for (int i = 0; i < MISSES; i++) {
      assertThat(ask(from("203.0.113.7", "/nothing" + i))).isEqualTo(404);
    }
    for (var probe : List.of("/health/ready", "/health/live")) {
      assertThat(ask(from("203.0.113.7", probe))).as(probe).isEqualTo(200);
      assertThat(ask(from("203.0.113.7", probe).replace("GET", "POST"))).as(probe).isEqualTo(429);
    }
    for (var other : List.of("/health/", "/health/other", "/health/ready/", "/health/../there", "/Health/ready")) {
      assertThat(ask(from("203.0.113.7", other))).as(other).isEqualTo(429);
    }
  }

  @Test
  void aHouseholdOfIpv6AddressesIsOneCaller() throws IOException {
    for (int i = 0; i < MISSES; i++) {
      assertThat(ask(from("2001:db8:1:2:" + i + "::1", "/nothing"))).isEqualTo(404);
    }
    assertThat(ask(from("2001:db8:1:2:ffff::9", "/there"))).isEqualTo(429);
    assertThat(ask(from("2001:db8:1:3::1", "/there"))).isEqualTo(200);
  }

  @Test
  void aNetworkIsKnownHoweverItsAddressesAreWritten() throws IOException {
    for (int i = 1; i <= MISSES; i++) {
      assertThat(ask(from("2001:db8::" + i + ":2:3:4", "/nothing"))).isEqualTo(404);
    }
    assertThat(ask(from("2001:DB8:0:0::9", "/there"))).isEqualTo(429);
    assertThat(ask(from("2001:db8:0:1::9", "/there"))).isEqualTo(200);
    assertThat(ask(from("::ffff:203.0.113.9", "/there"))).isEqualTo(200);
  }

  private static String from(String caller, String path) {
    return "GET " + path + " HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: " + caller + "\r\n\r\n";
  }

  private Socket connect() throws IOException {
    return RawCalls.connect(server.actualPort());
  }

  private int ask(String request) throws IOException {
    try (var socket = connect()) {
      send(socket, request);
      return status(socket);
    }
  }

  /** A byte every 50 ms, which is never idle; true when the other side ends it before all is said. */
  private static boolean drip(Socket socket, String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      try {
        send(socket, text.substring(i, i + 1));
      } catch (SocketException e) {
        return true;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
    return socket.getInputStream().read() < 0;
  }
}
