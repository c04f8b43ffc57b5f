package eu.apaserv.bot.core.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom we call answers as it likes. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BoundedBodyTest {
  private static final int MOST = 1 << 20;
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong sent = new AtomicLong();
  private int port;
  private WebClient client;
  private HttpClient http;

  @BeforeEach
  void open() {
    port = Database.await(vertx.createHttpServer().requestHandler(this::answer).listen(0, "127.0.0.1")).actualPort();
    client = WebClient.create(vertx, new WebClientOptions().setIdleTimeout(2));
    http = vertx.createHttpClient();
  }

  @AfterEach
  void close() {
    Closing.await(vertx.close());
  }

  private void answer(HttpServerRequest request) {
    var response = request.response().setChunked(true);
    response.exceptionHandler(_ -> {});
    switch (String.valueOf(request.path())) {
      case "/short" -> response.end("gata");
      case "/whole" -> response.end(Buffer.buffer(new byte[MOST]));
      case "/endless" -> flood(request);
      default -> vertx.setPeriodic(100, timer -> response.write("x").onFailure(_ -> vertx.cancelTimer(timer)));
    }
  }

  private void flood(HttpServerRequest request) {
    request.response().write(Buffer.buffer(new byte[64 << 10])).onSuccess(_ -> {
      sent.addAndGet(64 << 10);
      flood(request);
    });
  }

  private Buffer get(String path) {
    var answer = client.get(port, "127.0.0.1", path).as(BoundedBody.of(MOST, LONGEST)).timeout(3000).send();
    return Objects.requireNonNull(Database.await(answer).body());
  }

  @Test
  void whatIsShortEnoughIsReadWhole() {
    assertThat(get("/short").toString()).isEqualTo("gata");
    assertThat(get("/whole").length()).isEqualTo(MOST);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/endless", "/dripping"})
  void whatDoesNotEndEndsAllTheSame(String path) {
    assertThatThrownBy(() -> get(path)).isNotNull();
    assertThat(sent.get()).as("beside what is on its way").isLessThan(32L << 20);
    assertThat(get("/short").toString()).isEqualTo("gata");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/endless", "/dripping"})
  void soDoesAnAnswerThatIsAtHand(String path) {
    assertThatThrownBy(() -> Database.await(atHand(path))).isNotNull();
    assertThat(Database.await(atHand("/whole")).length()).isEqualTo(MOST);
  }

  private Future<Buffer> atHand(String path) {
    var done = Promise.<Buffer>promise();
    vertx.runOnContext(_ -> http.request(HttpMethod.GET, port, "127.0.0.1", path)
        .compose(request -> request.send().compose(response -> BoundedBody.read(response, MOST, LONGEST))
            .onFailure(_ -> request.reset()))
        .onComplete(done));
    return done.future();
  }
}
