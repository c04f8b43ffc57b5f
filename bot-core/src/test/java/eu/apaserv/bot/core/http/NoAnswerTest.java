package eu.apaserv.bot.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class NoAnswerTest {
  @Test
  void whatHappenedIsSaidInWordsAndWithoutTheAddress() {
    assertThat(NoAnswer.why(new TimeoutException("secret"))).isEqualTo("no answer in time");
    assertThat(NoAnswer.why(new CompletionException(new SSLHandshakeException("secret"))))
        .isEqualTo("it has no certificate that is trusted here");
    assertThat(NoAnswer.why(new SocketException("secret"))).isEqualTo("the connection broke");
    assertThat(NoAnswer.why(new UncheckedIOException(new IOException("secret")))).isEqualTo("IOException");
  }

  @Test
  void whatTheClientMeetsHasItsWords() {
    var vertx = Vertx.vertx();
    try {
      assertThat(met(vertx, "http://127.0.0.1:9/")).isEqualTo("nobody takes the connection");
      assertThat(met(vertx, "http://nowhere.invalid/")).isEqualTo("its name is not found");
    } finally {
      Database.await(vertx.close());
    }
  }

  private static String met(Vertx vertx, String address) {
    return Objects.requireNonNull(Database.await(WebClient.create(vertx).getAbs(address).send()
        .map("answered").otherwise(NoAnswer::why)));
  }
}
