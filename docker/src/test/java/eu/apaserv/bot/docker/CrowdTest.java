package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.RawCalls.send;
import static eu.apaserv.bot.docker.RawCalls.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.http.Patience;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.work.Thrift;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A crowd that takes places and says nothing: over real sockets. */
class CrowdTest {
  private static final int PLACES = 300;
  private static final int MISSES = 5;
  private static final String BODY_TO_COME = "POST /there HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nX-Forwarded-For: ";

  private final List<Socket> crowd = new ArrayList<>();
  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void open() {
    vertx = Vertx.vertx();
    var patience = new Patience.Limits(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(30),
        Duration.ofSeconds(30), PLACES, 100_000, 100_000_000);
    server = new Front("127.0.0.1", 0, 1, MISSES, 40, Thrift.Bounds.NONE, Duration.ZERO, patience, List.of())
        .open(vertx, routes -> {
          routes.get("/events").handler(context -> context.response().setChunked(true)
              .putHeader("Content-Type", "text/event-stream").write(": on\n\n"));
          routes.get("/works").handler(_ -> {}); // and answers later
          routes.get("/there").handler(context -> context.response().end("yes"));
          routes.post("/there")
              .handler(context -> context.request().body().onSuccess(_ -> context.response().end("all")));
        });
  }

  @AfterEach
  void close() throws IOException {
    for (var one : crowd) {
      one.close();
    }
    Front.close(server);
    Database.await(vertx.close());
  }

  @Test
  void whoComesWhenAllPlacesAreTakenGetsThatOfWhomWeWaitedForLongest() throws IOException {
    for (int i = 0; i < PLACES; i++) {
      say(i % 2 == 0 ? "GET /there HTTP/1.1\r\nHo" : BODY_TO_COME + "203.0.113.7\r\n\r\n");
    }
    try (var probe = connect()) {
      send(probe, "GET /there HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(status(probe)).isEqualTo(200);
    }
    assertThat(crowd.getFirst().getInputStream().read()).as("the first that came").isEqualTo(-1);
    send(crowd.get(2), "st: x\r\n\r\n");
    assertThat(status(crowd.get(2))).as("the others go on").isEqualTo(200);
  }

  @Test
  void nobodyIsHungUpOnWhoListensToEventsOrWaitsForUs() throws IOException {
    var events = say("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(status(events)).isEqualTo(200);
    var waits = say("GET /works HTTP/1.1\r\nHost: x\r\n\r\n");
    for (int i = 0; i < PLACES + 20; i++) {
      assertThat(status(say("GET /there HTTP/1.1\r\nHost: x\r\n\r\n"))).isEqualTo(200);
    }
    assertThat(crowd.get(2).getInputStream().readAllBytes()).as("who said the last word to us first").isNotNull();
    for (var one : List.of(events, waits)) {
      one.setSoTimeout(100);
      assertThatThrownBy(() -> one.getInputStream().readAllBytes()).as("still open")
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void bodiesThatDoNotComeAreWaitedForFromOneAddressOnlySoOften() throws IOException {
    for (int i = 0; i < 256; i++) {
      say(BODY_TO_COME + "203.0.113.7\r\n\r\n");
    }
    var status = whole("203.0.113.7");
    for (long end = System.nanoTime() + 60_000_000_000L; status != 429 && System.nanoTime() < end;) {
      status = whole("203.0.113.7"); // until the last of them is seen
    }
    assertThat(status).isEqualTo(429);
    assertThat(whole("203.0.113.8")).isEqualTo(200);
    send(crowd.getFirst(), "0123456789");
    assertThat(status(crowd.getFirst())).isEqualTo(200);
    assertThat(whole("203.0.113.7")).as("one has come").isEqualTo(200);
  }

  @Test
  void whoLeavesInTheMiddleOfBodiesTriesDoors() throws IOException {
    for (int i = 0; i < MISSES; i++) {
      var one = say(BODY_TO_COME + "203.0.113.7\r\n\r\n0123");
      one.shutdownOutput();
      assertThat(one.getInputStream().readAllBytes()).isEmpty();
    }
    assertThat(status(say("GET /there HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.7\r\n\r\n"))).isEqualTo(429);
    assertThat(status(say("GET /there HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 203.0.113.8\r\n\r\n"))).isEqualTo(200);
  }

  private int whole(String caller) throws IOException {
    try (var socket = connect()) {
      send(socket, BODY_TO_COME + caller + "\r\n\r\n0123456789");
      return status(socket);
    }
  }

  private Socket say(String text) throws IOException {
    var socket = connect();
    crowd.add(socket);
    send(socket, text);
    return socket;
  }

  private Socket connect() throws IOException {
    return RawCalls.connect(server.actualPort());
  }
}
