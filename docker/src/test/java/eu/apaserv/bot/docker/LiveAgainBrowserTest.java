package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A page of staff whose stream is answered an error, as a proxy does while no bot is there. */
class LiveAgainBrowserTest {
  private static final String PAGE = """
    <!doctype html><body data-live="/live"><p id="waiting">nobody</p>
    <script>window.htmx = {swap: (place, html) => { place.innerHTML = html; }};</script><script src="/console.js"></script>""";

  private final AtomicInteger asked = new AtomicInteger();
  private final Vertx vertx = Vertx.vertx();
  private HttpServer server;

  @BeforeEach
  void open() {
    server = Database.await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1"));
  }

  @AfterEach
  void close() {
    Database.await(vertx.close());
  }

  @Test
  void thePageIsToldAgainOnceTheBotIsBack() {
    try (var browser = Chromium.open("http://127.0.0.1:" + server.actualPort())) {
      browser.go("/");
      browser.awaits("three wait");
      assertThat(asked).hasValue(2);
    }
  }

  private void answer(HttpServerRequest request) {
    var response = request.response();
    switch (Objects.requireNonNull(request.path())) {
      case "/console.js" -> response.putHeader("Content-Type", "text/javascript").end(script());
      case "/live" -> {
        if (asked.incrementAndGet() == 1) {
          response.setStatusCode(502).end();
        } else {
          response.setChunked(true).putHeader("Content-Type", "text/event-stream")
              .write("event: waiting\ndata: \"three wait\"\n\n");
        }
      }
      default -> response.putHeader("Content-Type", "text/html").end(PAGE);
    }
  }

  private static String script() {
    try (InputStream found = LiveAgainBrowserTest.class.getResourceAsStream("/console/console.js")) {
      return new String(Objects.requireNonNull(found).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
