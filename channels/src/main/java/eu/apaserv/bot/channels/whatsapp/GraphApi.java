package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.channels.edge.FileForm;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.http.BoundedBody;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VertxException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Meta's Graph API: one call, one {@link Reply}, never an exception. Waits on the calling thread, which must not be an event
 * loop. The access token goes into the header and nowhere else.
 */
final class GraphApi {
  /** As many as are sent at once; Meta takes up to 1,000 messages a second, each a few tenths of a second. */
  private static final int CONNECTIONS = 512;
  private static final int LONGEST_WAIT_SECONDS = 86_400;
  private static final int LARGEST_ANSWER = 1 << 20;
  /** A connection on which nothing more is read is closed a moment after its call has had its time. */
  private static final int AFTER = 1000;
  private static final String AGENT = "apaserv-bot";

  private final Vertx vertx;
  private final HttpClient http;
  private final WebClient client;
  private final String base;
  private final String token;
  private final Duration patience;
  private final int connectTimeout;

  GraphApi(Vertx vertx, WhatsAppSettings settings, Duration patience) {
    this.vertx = vertx;
    connectTimeout = (int) Math.min(patience.toMillis(), 5000);
    var options = new WebClientOptions().setConnectTimeout(connectTimeout).setFollowRedirects(false)
        .setUserAgent(AGENT).setKeepAliveTimeout(30).setIdleTimeout((int) patience.toMillis() + AFTER)
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
    http = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    client = WebClient.wrap(http, options);
    base = settings.apiUrl() + "/" + settings.apiVersion() + "/";
    token = settings.accessToken();
    this.patience = patience;
  }

  Reply post(String path, JsonObject body) {
    return reply(request(HttpMethod.POST, path).putHeader("Content-Type", "application/json")
        .sendBuffer(body.toBuffer()));
  }

  Reply get(String path) {
    return reply(request(HttpMethod.GET, path).send());
  }

  /** Uploads a file for a message; the name the person sees comes with the message, not here. */
  Reply upload(String path, String mimeType, OwnFile file) {
    var form = new FileForm("file", "document", mimeType, file).with("messaging_product", "whatsapp")
        .with("type", mimeType);
    var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(base + path)
        .putHeader("Authorization", "Bearer " + token).putHeader("User-Agent", AGENT)
        .setConnectTimeout(connectTimeout).setIdleTimeout(patience.toMillis());
    var answer = Promise.<Reply>promise();
    // On an event loop from first to last: a caller's own thread would find responses that have already gone by.
    vertx.runOnContext(_ -> http.request(options).compose(form::send).compose(this::read).onComplete(answer));
    return waited(answer.future());
  }

  private Future<Reply> read(HttpClientResponse response) {
    return BoundedBody.read(response, LARGEST_ANSWER, patience).onFailure(_ -> response.request().reset())
        .map(body -> answered(response.statusCode(), response.getHeader("Retry-After"), body));
  }

  void close() {
    client.close();
  }

  private HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client.requestAbs(method, base + path).as(BoundedBody.of(LARGEST_ANSWER, patience))
        .bearerTokenAuthentication(token).timeout(patience.toMillis());
  }

  private static Reply reply(Future<HttpResponse<Buffer>> response) {
    return waited(
        response.map(answer -> answered(answer.statusCode(), answer.getHeader("Retry-After"), answer.body())));
  }

  private static Reply answered(int status, @Nullable String retryAfter, @Nullable Buffer body) {
    return new Reply.Answered(status, wait(retryAfter), json(body));
  }

  private static Reply waited(Future<Reply> reply) {
    try {
      return reply.toCompletionStage().toCompletableFuture().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Lost("The program was stopped while it waited for WhatsApp");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    }
  }

  private static Reply failed(Throwable why) {
    return switch (why) {
      case ConnectException refused -> new Reply.NotSent("WhatsApp's server does not take the connection");
      case UnknownHostException unknown -> new Reply.NotSent("The name of WhatsApp's server is not found");
      case NoRouteToHostException unreachable -> new Reply.NotSent("WhatsApp's server cannot be reached");
      case SSLHandshakeException distrusted -> new Reply.NotSent("WhatsApp's server has no certificate we trust");
      case ConnectionPoolTooBusyException busy -> new Reply.NotSent("Too many calls to WhatsApp at once");
      case TimeoutException late -> new Reply.Lost("WhatsApp did not answer in time");
      case FileForm.Broken unread -> new Reply.NotSent(String.valueOf(unread.getMessage()));
      case VertxException broken -> new Reply.Lost("The connection to WhatsApp broke before an answer");
      default -> new Reply.Lost("The call to WhatsApp failed: " + why.getClass().getSimpleName());
    };
  }

  private static @Nullable Duration wait(@Nullable String retryAfter) {
    if (retryAfter == null || !retryAfter.matches("[0-9]{1,6}")) {
      return null;
    }
    return Duration.ofSeconds(Math.clamp(Long.parseLong(retryAfter), 1, LONGEST_WAIT_SECONDS));
  }

  private static JsonNode json(@Nullable Buffer body) {
    try {
      return body == null ? MissingNode.getInstance() : Wire.JSON.readTree(body.getBytes());
    } catch (IOException notJson) {
      return MissingNode.getInstance();
    }
  }
}
