package eu.apaserv.bot.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is counted, behind any number of proxies; lines of the header are divided by a semicolon here. */
class CallersTest {
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    Database.await(vertx.close());
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '"', value = {
      "1, 203.0.113.7, 203.0.113.7",
      "1, \"198.51.100.1, 203.0.113.7\", 203.0.113.7",
      "1, 198.51.100.1;203.0.113.7, 203.0.113.7",
      "2, \"203.0.113.7, 10.0.0.1\", 203.0.113.7",
      "2, \"198.51.100.1, 203.0.113.7, 10.0.0.1\", 203.0.113.7",
      "2, \"198.51.100.1, 203.0.113.7;10.0.0.1\", 203.0.113.7",
      "3, \"198.51.100.1, 203.0.113.7, 10.0.0.2, 10.0.0.1\", 203.0.113.7",
      "2, 203.0.113.7, 203.0.113.7"})
  void theCallerStandsBeforeWhatOurProxiesAdded(int proxies, String forwarded, String caller) {
    assertThat(of(proxies, forwarded)).isEqualTo(caller);
  }

  @Test
  void withoutAProxyNobodySaysWhoTheyAre() {
    assertThat(of(0, "203.0.113.7")).isEqualTo("127.0.0.1");
    assertThat(of(1, " ")).isEqualTo("127.0.0.1");
  }

  private String of(int proxies, String forwarded) {
    var found = new AtomicReference<String>();
    var server = Database.await(vertx.createHttpServer().requestHandler(request -> {
      found.set(new Callers(proxies).of(request));
      request.response().end();
    }).listen(0, "127.0.0.1"));
    Database.await(vertx.createHttpClient().request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
        .compose(request -> {
          for (var line : forwarded.split(";", -1)) {
            request.headers().add("X-Forwarded-For", line);
          }
          return request.send();
        }));
    return found.get();
  }
}
