package eu.apaserv.bot.conversations.billing;

import eu.apaserv.bot.core.http.BoundedBody;
import eu.apaserv.bot.core.http.NoAnswer;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StoreException;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Billing's own API, as docs/billing-api.md describes it. Calls wait on the calling thread, which must not be an event loop.
 * After some failures in a row nothing is asked for a while: a billing system that is down must not make each customer wait.
 */
public final class BillingApi implements AutoCloseable {
  private static final int FAILURES = 5;
  private static final Duration PAUSE = Duration.ofSeconds(20);
  private static final int CONNECTIONS = 16;
  private static final int LARGEST = 5 << 20;
  /** A connection on which nothing more is read is closed a moment after its call has had its time. */
  private static final int AFTER = 1000;

  private final WebClient client;
  private final CircuitBreaker breaker;
  private final Access access;

  /**
   * How it is called.
   *
   * @param url without a slash at the end
   * @param timeout for a whole answer
   */
  public record Access(URI url, String token, Duration timeout) {}

  public BillingApi(Vertx vertx, Access access) {
    this.access = access;
    int timeout = (int) access.timeout().toMillis();
    client = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(timeout).setIdleTimeout(timeout + AFTER)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS).setFollowRedirects(false)
        .setUserAgent("apaserv-bot").setMaxChunkSize(1 << 16), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    breaker = CircuitBreaker.create("billing", vertx, new CircuitBreakerOptions().setMaxFailures(FAILURES)
        .setTimeout(timeout).setResetTimeout(PAUSE.toMillis()));
  }

  /** Billing did not answer, or not as agreed. */
  static final class Silent extends Exception {
    private static final long serialVersionUID = 1;

    Silent(String why, Throwable cause) {
      super(why, cause);
    }
  }

  /** All billing has of a customer; empty when it has no such customer. */
  Optional<JsonObject> customer(String clientCode) throws Silent {
    var answer = call(() -> request(HttpMethod.GET, "/customers/" + clientCode).send());
    return answer.statusCode() == 404 ? Optional.empty() : Optional.of(body(answer));
  }

  /** What is wrong with it, for the operator; empty when it answers as agreed, be it that it has no such customer. */
  public Optional<String> check() {
    try {
      customer("0");
      return Optional.empty();
    } catch (Silent e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /** Hands a reading over; the same reference again is the same reading. */
  JsonObject reading(String reference, JsonObject reading) throws Silent {
    return body(call(() -> request(HttpMethod.PUT, "/readings/" + reference).sendJsonObject(reading)));
  }

  private HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client.requestAbs(method, access.url() + path).as(BoundedBody.of(LARGEST, access.timeout()))
        .bearerTokenAuthentication(access.token())
        .timeout(access.timeout().toMillis());
  }

  private HttpResponse<Buffer> call(Supplier<Future<HttpResponse<Buffer>>> sending) throws Silent {
    try {
      return Database.await(breaker.execute(promise -> sending.get()
          .compose(answer -> answered(answer.statusCode())
              ? Future.succeededFuture(answer)
              : Future.failedFuture(new Status(answer.statusCode())))
          .onComplete(promise)));
    } catch (StoreException e) {
      throw new Silent("Billing does not answer: " + reason(e.getCause() == null ? e : e.getCause()), e);
    }
  }

  /** Never what the client says: it names the address, and that the client code. */
  private static String reason(Throwable cause) {
    return cause instanceof Status status ? "status " + status.code : NoAnswer.why(cause);
  }

  /** Billing answered with a status that was not agreed. */
  private static final class Status extends IOException {
    private static final long serialVersionUID = 1;

    private final int code;

    Status(int code) {
      super("status " + code);
      this.code = code;
    }
  }

  private static boolean answered(int status) {
    return status == 200 || status == 201 || status == 404;
  }

  private static JsonObject body(HttpResponse<Buffer> answer) throws Silent {
    try {
      var buffer = answer.body();
      if (answer.statusCode() != 404 && buffer != null && buffer.length() <= LARGEST) {
        return buffer.toJsonObject();
      }
      throw new Silent("Billing answers " + answer.statusCode() + " with nothing, or with more than 5 MB",
          new IOException());
    } catch (DecodeException | ClassCastException e) {
      throw new Silent("Billing's answer is not a JSON object", e);
    }
  }

  @Override
  public void close() {
    breaker.close();
    client.close();
  }
}
