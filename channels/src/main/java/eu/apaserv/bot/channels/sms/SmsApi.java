package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Exchange;
import eu.apaserv.bot.core.channel.Exchanges;
import eu.apaserv.bot.core.http.BoundedBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/** A provider's HTTP API: sends are waited for, told, and classed. No redirect is followed: it could send twice. */
public final class SmsApi {
  private static final int CONNECT_MILLIS = 5_000;
  private static final int LARGEST_ANSWER = 256 << 10;
  /** A connection on which nothing more is read is closed a moment after its call has had its time. */
  private static final int AFTER = 1000;
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final long LONGEST_WAIT = 3600;

  private final WebClient client;
  private final Duration patience;
  private volatile Exchanges exchanges = Exchanges.NONE;

  /**
   * @param connections how many calls go on at once
   * @param patience with an answer
   */
  public SmsApi(Vertx vertx, int connections, Duration patience) {
    this.patience = patience;
    this.client = WebClient.create(vertx,
        new WebClientOptions().setConnectTimeout(CONNECT_MILLIS).setKeepAliveTimeout(30).setFollowRedirects(false)
            .setIdleTimeout((int) patience.toMillis() + AFTER).setIdleTimeoutUnit(TimeUnit.MILLISECONDS),
        new PoolOptions().setHttp1MaxSize(connections));
  }

  /** A call whose answer is waited for no longer, and read no further, than it is worth. */
  public HttpRequest<Buffer> request(HttpMethod method, String address) {
    return client.requestAbs(method, address).as(BoundedBody.of(LARGEST_ANSWER, patience)).timeout(patience.toMillis());
  }

  /** From now on sends are told there. */
  public void report(Exchanges to) {
    exchanges = to;
  }

  /**
   * Waits for the answer to a send on the calling thread, which must not be an event loop.
   *
   * @param id of the message
   * @param request what is told of it, without credentials
   * @param meaning what an answer, whichever, means for the message
   */
  public Delivery send(long id, String request, Future<HttpResponse<Buffer>> call,
      Function<HttpResponse<Buffer>, Delivery> meaning) {
    long begun = System.nanoTime();
    return call.transform(done -> {
      var outcome = done.succeeded() ? meaning.apply(done.result()) : lost(done.cause());
      exchanges.keep(new Exchange(id, request, done.succeeded() ? done.result().statusCode() : 0,
          done.succeeded() ? String.valueOf(done.result().bodyAsString()) : outcome.toString(),
          Duration.ofNanos(System.nanoTime() - begun)));
      return Future.succeededFuture(outcome);
    }).toCompletionStage().toCompletableFuture().join();
  }

  public void close() {
    client.close();
  }

  /** What a {@code Retry-After} asks for, an hour at most; {@code usual} where it is absent or a date. */
  public static Duration wait(@Nullable String retryAfter, Duration usual) {
    var asked = asked(retryAfter);
    return asked == null ? usual : asked;
  }

  /** What a {@code Retry-After} asks for, an hour at most; null where it is absent or a date. */
  public static @Nullable Duration asked(@Nullable String retryAfter) {
    return retryAfter != null && retryAfter.matches("[0-9]{1,9}")
        ? Duration.ofSeconds(Math.clamp(Long.parseLong(retryAfter), 1, LONGEST_WAIT))
        : null;
  }

  /** What it means that there is no answer: only a request that never left may be sent again. */
  private static Delivery lost(Throwable broken) {
    boolean neverLeft = broken instanceof ConnectException || broken instanceof UnknownHostException
        || broken instanceof SSLHandshakeException;
    var reason = broken.getClass().getSimpleName();
    return neverLeft
        ? new Delivery.Retry(SOON, "no connection: " + reason)
        : new Delivery.Unknown("no answer: " + reason);
  }
}
