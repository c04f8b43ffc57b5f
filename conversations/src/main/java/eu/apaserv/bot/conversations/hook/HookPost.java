package eu.apaserv.bot.conversations.hook;

import eu.apaserv.bot.conversations.hook.HookQueue.Held;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Seal;
import eu.apaserv.bot.core.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** One call: signed, within its time, to the address that was looked at; no redirect is followed, no answer is read. */
final class HookPost implements AutoCloseable {
  private static final Duration CONNECTING = Duration.ofSeconds(3);
  private static final int CONNECTIONS = 4;
  private static final int MOST_WAITING = 64;
  private static final long LARGEST_ANSWER = 64 << 10;

  private final Destinations destinations;
  private final Seal seal;
  private final Clock clock;
  private final Duration patience;
  private final HttpClient client;

  /** @param patience how long a call may take in all */
  HookPost(Vertx vertx, Destinations destinations, Seal seal, Clock clock, Duration patience) {
    this.destinations = destinations;
    this.seal = seal;
    this.clock = clock;
    this.patience = patience;
    this.client = vertx.createHttpClient(
        new HttpClientOptions().setConnectTimeout((int) CONNECTING.toMillis()).setKeepAliveTimeout(30)
            .setIdleTimeout((int) patience.toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(MOST_WAITING));
  }

  /** What came of it. */
  sealed interface Outcome {
    /** The other side answered with 2xx. */
    record Taken(int status) implements Outcome {}

    /** It answered with something else. */
    record Refused(int status) implements Outcome {}

    /** It did not answer, or may not be called; why, in words for staff. */
    record Unheard(String why) implements Outcome {}
  }

  /** Waits for its end. */
  Outcome send(Held one) {
    try {
      var secret = Base64.getDecoder().decode(seal.open(one.secret(), Hooks.place(one.name())));
      int status = Database.await(call(destinations.find(one.url()), one, secret));
      return status >= 200 && status < 300 ? new Outcome.Taken(status) : new Outcome.Refused(status);
    } catch (Destinations.Refused e) {
      return new Outcome.Unheard(String.valueOf(e.getMessage()));
    } catch (Seal.Closed e) {
      return new Outcome.Unheard("The secret is sealed with a key that is not among CONSOLE_KEYS");
    } catch (StoreException e) {
      var cause = Objects.requireNonNullElse(e.getCause(), e);
      return new Outcome.Unheard(cause.getClass().getSimpleName());
    }
  }

  private Future<Integer> call(Destinations.Place place, Held one, byte[] secret) {
    var body = body(one);
    var id = one.event().toString();
    long second = clock.instant().getEpochSecond();
    var path = place.url().getRawPath();
    var query = place.url().getRawQuery();
    var options = new RequestOptions().setMethod(HttpMethod.POST).setHost(place.url().getHost()).setPort(place.port())
        .setSsl(place.tls()).setServer(SocketAddress.inetSocketAddress(place.port(), place.address().getHostAddress()))
        .setURI((path == null || path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query))
        .setFollowRedirects(false).setTimeout(patience.toMillis())
        .putHeader("Content-Type", "application/json").putHeader("User-Agent", "apaserv-bot")
        .putHeader("webhook-id", id).putHeader("webhook-timestamp", Long.toString(second))
        .putHeader("webhook-signature", HookSignature.of(secret, id, second, body));
    return client.request(options).compose(request -> request.send(body).map(this::status)
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS).onFailure(_ -> request.reset()));
  }

  /** Only the status counts: what else comes is let go by, and cut off when it is much or takes long. */
  private int status(HttpClientResponse response) {
    var connection = response.request().connection();
    var heard = new AtomicLong();
    response.handler(part -> {
      if (heard.addAndGet(part.length()) > LARGEST_ANSWER) {
        connection.close().onFailure(_ -> response.request().reset());
      }
    });
    response.end().timeout(patience.toMillis(), TimeUnit.MILLISECONDS).onFailure(_ -> connection.close());
    return response.statusCode();
  }

  /** The same bytes at each attempt. */
  static String body(Held one) {
    return new JsonObject().put("id", one.event().toString()).put("type", one.kind()).put("at", one.at().toString())
        .put("data", new JsonObject(one.data())).encode();
  }

  @Override
  public void close() {
    Database.await(client.close());
  }
}
