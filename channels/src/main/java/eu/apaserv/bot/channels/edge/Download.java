package eu.apaserv.bot.channels.edge;

import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a provider's file over HTTP within bounds: so many bytes, so much time in all, and no redirect is followed by
 * itself. Addresses hold secrets, so none leaves this class, in no outcome and no exception.
 */
public final class Download {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration LATER = Duration.ofSeconds(30);
  private static final int CONNECTIONS = 4;

  private final Vertx vertx;
  private final HttpClient client;
  private final Duration patience;

  /** @param patience how long a whole file may take */
  public Download(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
    this.client = vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
  }

  /**
   * What came of one request.
   *
   * @param elsewhere where the server sends us instead, if it does
   */
  public record Outcome(Fetched fetched, Optional<URI> elsewhere) {
    private static Outcome of(Fetched fetched) {
      return new Outcome(fetched, Optional.empty());
    }
  }

  /**
   * Waits for a file on the calling thread, which must not be an event loop.
   *
   * @param authorization the header of that name, null for none
   * @param inlet where its bytes go; of a file that it does not want no more is read
   */
  public Outcome get(URI address, @Nullable String authorization, Inlet inlet) {
    var outcome = Promise.<Outcome>promise();
    vertx.runOnContext(_ -> {
      long limit = vertx.setTimer(patience.toMillis(), _ -> outcome.tryComplete(Outcome.of(
          new Fetched.Retry(SOON, "the file did not come in time"))));
      var done = outcome.future().onComplete(_ -> vertx.cancelTimer(limit));
      request(address, authorization).compose(request -> {
        done.onComplete(_ -> request.reset());
        return request.send().compose(response -> read(response, inlet));
      }).onComplete(result -> outcome.tryComplete(result.succeeded() ? result.result() : broken(result.cause())));
    });
    return outcome.future().toCompletionStage().toCompletableFuture().join();
  }

  public Future<Void> close() {
    return client.close();
  }

  private Future<HttpClientRequest> request(URI address, @Nullable String authorization) {
    return Future.succeededFuture().compose(_ -> {
      var options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(address.toString())
          .setConnectTimeout(Math.min(CONNECT_LIMIT.toMillis(), patience.toMillis()))
          .putHeader("User-Agent", "apaserv-bot");
      return client.request(authorization == null ? options : options.putHeader("Authorization", authorization));
    });
  }

  private static Future<Outcome> read(HttpClientResponse response, Inlet inlet) {
    // What is given up in the middle is no news: the outcome says why.
    response.exceptionHandler(_ -> {});
    if (response.statusCode() / 100 != 2) {
      return Future.succeededFuture(refused(response));
    }
    if (announced(response) > inlet.most()) {
      return Future.succeededFuture(notKept(inlet.tooLarge()));
    }
    var whole = Promise.<Outcome>promise();
    response.exceptionHandler(why -> whole.tryComplete(broken(why)));
    response.handler(part -> {
      var taken = inlet.take(part);
      if (!taken.succeeded()) { // the server waits until there is room again
        response.pause();
        taken.onSuccess(_ -> response.resume()).onFailure(why -> whole.tryComplete(notKept(why)));
      }
    });
    response.endHandler(_ -> inlet.end()
        .onSuccess(_ -> whole.tryComplete(Outcome.of(new Fetched.Whole())))
        .onFailure(why -> whole.tryComplete(notKept(why))));
    return whole.future();
  }

  private static Outcome refused(HttpClientResponse response) {
    int status = response.statusCode();
    var reason = "the server answered " + status;
    return switch (status) {
      case 301, 302, 303, 307, 308 ->
        new Outcome(new Fetched.Refused("redirect", "the file is elsewhere"), target(response.getHeader("Location")));
      case 401, 403 -> Outcome.of(new Fetched.Alarm(Integer.toString(status), "the server does not let us in"));
      case 404, 410 -> Outcome.of(new Fetched.Refused("gone", reason));
      case 408, 429 -> Outcome.of(new Fetched.Retry(LATER, reason));
      default -> Outcome.of(status >= 500
          ? new Fetched.Retry(LATER, reason)
          : new Fetched.Refused("http_" + status, reason));
    };
  }

  private static Optional<URI> target(@Nullable String location) {
    try {
      return Optional.ofNullable(location).map(URI::create).filter(uri -> uri.getHost() != null);
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }

  private static long announced(HttpClientResponse response) {
    var length = response.getHeader("Content-Length");
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
  }

  private static Outcome notKept(Throwable why) {
    return Outcome.of(why instanceof Inlet.Unwanted unwanted
        ? unwanted.refused()
        : new Fetched.Retry(SOON, "the file could not be kept: " + why.getClass().getSimpleName()));
  }

  private static Outcome broken(Throwable why) {
    return Outcome.of(new Fetched.Retry(SOON, "the file did not come: " + why.getClass().getSimpleName()));
  }
}
