package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StaffSignIn.UnderWay;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sign-in provider that is slow, endless or wrong, over real sockets. */
class HostileOidcTest {
  private static final UnderWay BEGUN = new UnderWay("n", "v");

  private final AtomicLong now = new AtomicLong();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicLong written = new AtomicLong();
  private Vertx vertx;
  private HttpServer server;
  private OidcProvider provider;
  private volatile Consumer<HttpServerResponse> answer = response -> response.end("{}");

  @BeforeEach
  void start() {
    vertx = Vertx.vertx();
    server = Database.await(vertx.createHttpServer().requestHandler(request -> {
      asked.incrementAndGet();
      request.body().onSuccess(_ -> answer.accept(request.response()));
    }).listen(0, "127.0.0.1"));
    provider = new OidcProvider(new OidcCalls(vertx, Duration.ofSeconds(2)),
        new OidcSettings(URI.create(issuer()), "us", "s3cret", "role"), "http://us/back", now::get);
  }

  @AfterEach
  void close() {
    Database.await(vertx.close());
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEnd() {
    answer = response -> endless(response.setChunked(true));
    refused();
    assertThat(written).as("1 MB, and what was under way").hasValueLessThan(32 << 20);
  }

  @Test
  void anAnswerThatDripsIsNotWaitedFor() {
    answer = response -> {
      response.setChunked(true).write("{");
      vertx.setPeriodic(50, _ -> response.write(" "));
    };
    refused();
  }

  @Test
  void silenceIsNotWaitedFor() {
    answer = _ -> {};
    refused();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[1]", "7", "null", "<html>", "{\"issuer\":\"http://evil\"}", "{\"issuer\":7}"})
  void whatIsNoConfigurationLetsNobodyIn(String garbage) {
    answer = response -> response.end(garbage);
    refused();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "\"/authorize\"", "\"javascript:alert(1)\"", "null", "{}"})
  void nobodyIsSentToWhatIsNoAddress(String place) {
    answer = response -> response.end(configuration().put("authorization_endpoint", "X").encode()
        .replace("\"X\"", place));
    refused();
  }

  @Test
  void anAddressThatNamesAPolicyKeepsIt() throws OidcProvider.Refused {
    answer = response -> response.end(configuration().put("authorization_endpoint", issuer() + "/authorize?p=staff")
        .put("end_session_endpoint", issuer() + "/out?p=staff").encode());
    assertThat(provider.begin("s", BEGUN)).startsWith(issuer() + "/authorize?p=staff&response_type=code&");
    assertThat(provider.end("http://us")).hasValue(
        issuer() + "/out?p=staff&client_id=us&post_logout_redirect_uri=http%3A%2F%2Fus");
  }

  @Test
  void anybodyMayHaveUsAskAndTheProviderIsAskedSeldom() throws OidcProvider.Refused {
    answer = response -> response.end(configuration().encode());
    for (int i = 0; i < 50; i++) {
      assertThat(provider.begin("s", BEGUN)).startsWith(issuer() + "/authorize?");
    }
    assertThat(asked).hasValue(1);
    now.addAndGet(Duration.ofMinutes(6).toNanos());
    answer = response -> response.setStatusCode(500).end();
    assertThat(provider.begin("s", BEGUN)).as("what was read before").startsWith(issuer() + "/authorize?");
    assertThat(asked).hasValue(2);
  }

  @Test
  void aProviderThatFailsIsAskedAgainAfterAMomentOnly() throws OidcProvider.Refused {
    answer = response -> response.setStatusCode(500).end();
    for (int i = 0; i < 50; i++) {
      refused();
    }
    assertThat(asked).hasValue(1);
    now.addAndGet(Duration.ofSeconds(6).toNanos());
    answer = response -> response.end(configuration().encode());
    assertThat(provider.begin("s", BEGUN)).startsWith(issuer() + "/authorize?");
  }

  private void refused() {
    assertThatThrownBy(() -> provider.begin("s", BEGUN)).isInstanceOf(OidcProvider.Refused.class);
  }

  private void endless(HttpServerResponse response) {
    response.write(Buffer.buffer(new byte[1 << 16])).onSuccess(_ -> {
      if (written.addAndGet(1 << 16) < 200 << 20) {
        endless(response);
      } else {
        response.end();
      }
    });
  }

  private JsonObject configuration() {
    return new JsonObject().put("issuer", issuer()).put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + "/token").put("jwks_uri", issuer() + "/jwks");
  }

  private String issuer() {
    return "http://127.0.0.1:" + server.actualPort();
  }
}
