package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.multipart.MultipartForm;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Meta's Graph API: one call, one {@link Reply}, never an exception. Waits on the calling thread, which must not be an event
 * loop. The access token goes into the header and nowhere else.
 */
final class GraphApi {
  /** Meta takes 80 messages a second from a number; each takes a few tenths of a second. */
  private static final int CONNECTIONS = 64;
  private static final int LONGEST_WAIT_SECONDS = 86_400;
  private final WebClient client;
  private final String base;
  private final String token;
  private final Duration patience;

  GraphApi(Vertx vertx, WhatsAppSettings settings, Duration patience) {
    var connectTimeout = (int) Math.min(patience.toMillis(), 5000);
    client = WebClient.create(vertx, new WebClientOptions().setConnectTimeout(connectTimeout).setFollowRedirects(false)
        .setUserAgent("apaserv-bot").setKeepAliveTimeout(30), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
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
  Reply upload(String path, String mimeType, Buffer bytes) {
    var form = MultipartForm.create().attribute("messaging_product", "whatsapp").attribute("type", mimeType)
        .binaryFileUpload("file", "document", bytes, mimeType);
    return reply(request(HttpMethod.POST, path).sendMultipartForm(form));
  }

  void close() {
    client.close();
  }

  private HttpRequest<Buffer> request(HttpMethod method, String path) {
    return client.requestAbs(method, base + path).bearerTokenAuthentication(token).timeout(patience.toMillis());
  }

  private static Reply reply(Future<HttpResponse<Buffer>> response) {
    try {
      var answer = response.toCompletionStage().toCompletableFuture().get();
      return new Reply.Answered(answer.statusCode(), wait(answer.getHeader("Retry-After")), json(answer.body()));
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
