package eu.apaserv.bot.channels.telegram;

import eu.apaserv.bot.channels.edge.FileForm;
import eu.apaserv.bot.core.http.NoAnswer;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.function.Function;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;

/**
 * The Bot API's calls over Vert.x' HTTP client.
 *
 * <p>The token is in every path, and Vert.x names the path in the message of a time-out: so no address and no exception
 * leaves this class, only the kind of failure.
 */
final class TelegramApi {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  /** Shorter than servers keep a connection, so that it is not they who close one just as we write to it. */
  private static final int KEEP_ALIVE_SECONDS = 20;
  private static final int CONNECTIONS = 100;
  /** 100 updates of the greatest size are about 3 MB. */
  private static final int LONGEST_ANSWER = 16 << 20;

  private final Vertx vertx;
  private final HttpClient client;
  private final String base;
  private final Duration patience;

  /** @param patience how long Telegram may be silent after a call */
  TelegramApi(Vertx vertx, TelegramSettings settings, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
    this.client = vertx.createHttpClient(new HttpClientOptions().setKeepAliveTimeout(KEEP_ALIVE_SECONDS),
        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    this.base = settings.apiUrl() + "/bot" + settings.botToken() + "/";
  }

  /** The future never fails. */
  Future<Reply> call(PartialBotApiMethod<?> method) {
    return post(method.getMethod(), patience, Wire.body(method));
  }

  /** A call whose body the library's types cannot hold, as their offset is 32 bit; {@code limit} for its answer. */
  Future<Reply> post(String method, Duration limit, Buffer json) {
    return exchange(method, limit, request -> request.putHeader("Content-Type", "application/json").send(json));
  }

  /** A call with a file. */
  Future<Reply> upload(String method, FileForm form) {
    return exchange(method, patience, form::send);
  }

  Future<Void> close() {
    return client.close();
  }

  private Future<Reply> exchange(String method, Duration limit,
      Function<HttpClientRequest, Future<HttpClientResponse>> send) {
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(base + method)
        .setConnectTimeout(CONNECT_LIMIT.toMillis()).setIdleTimeout(limit.toMillis());
    var reply = Promise.<Reply>promise();
    // On an event loop from first to last: a caller's own thread would find responses that have already gone by.
    vertx.runOnContext(start -> exchange(options, send).onComplete(reply));
    return reply.future();
  }

  /** Two steps, for the cut between them decides: before the request exists nothing can have been done. */
  private Future<Reply> exchange(RequestOptions options,
      Function<HttpClientRequest, Future<HttpClientResponse>> send) {
    return Future.succeededFuture().compose(start -> client.request(options))
        .transform(connected -> connected.succeeded()
            ? send.apply(connected.result()).compose(TelegramApi::read).otherwise(TelegramApi::failed)
            : Future.succeededFuture(new Reply.Unreached(kind(connected.cause()))));
  }

  private static Future<Reply> read(HttpClientResponse response) {
    var whole = Promise.<Reply>promise();
    var body = Buffer.buffer();
    response.exceptionHandler(whole::tryFail);
    response.handler(part -> {
      if (body.length() + part.length() > LONGEST_ANSWER) {
        whole.tryComplete(new Reply.Lost("an answer of more than " + LONGEST_ANSWER + " bytes"));
        response.request().reset();
      } else {
        body.appendBuffer(part);
      }
    });
    response.endHandler(end -> whole.tryComplete(Reply.read(response.statusCode(), body)));
    return whole.future();
  }

  private static Reply failed(Throwable why) {
    return why instanceof FileForm.Broken broken
        ? new Reply.Unreached(String.valueOf(broken.getMessage()))
        : new Reply.Lost(kind(why));
  }

  private static String kind(Throwable failure) {
    return NoAnswer.why(failure);
  }
}
