package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.console.OidcProvider.Refused;
import eu.apaserv.bot.core.http.BoundedBody;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.StoreException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Calls of the sign-in provider. Whatever it does, none of them takes longer, or brings more, than a sign-in bears: anybody can
 * have us call it.
 */
final class OidcCalls {
  private static final int LARGEST = 1 << 20;
  private static final int AT_ONCE = 16;
  private static final int MOST_WAITING = 64;
  private static final int MILLISECONDS_TO_CONNECT = 5000;

  private final HttpClient http;
  private final Duration patience;

  /** @param patience with all of an answer */
  OidcCalls(Vertx vertx, Duration patience) {
    this.http = vertx.createHttpClient(
        new HttpClientOptions().setConnectTimeout(MILLISECONDS_TO_CONNECT),
        new PoolOptions().setHttp1MaxSize(AT_ONCE).setMaxWaitQueueSize(MOST_WAITING));
    this.patience = patience;
  }

  private record Reply(int status, Buffer body) {}

  JsonObject get(String address) throws Refused {
    return call(HttpMethod.GET, address, Map.of("Accept", "application/json"), Buffer.buffer());
  }

  /** @param login of ours, as a header */
  JsonObject post(String address, String login, String form) throws Refused {
    return call(HttpMethod.POST, address, Map.of("Accept", "application/json", "Authorization", login, "Content-Type",
        "application/x-www-form-urlencoded"), Buffer.buffer(form));
  }

  private JsonObject call(HttpMethod method, String address, Map<String, String> headers, Buffer body) throws Refused {
    try {
      var options = new RequestOptions().setMethod(method).setAbsoluteURI(address).setFollowRedirects(false);
      headers.forEach(options::putHeader);
      var reply = Database.await(http.request(options).compose(request -> reply(request, body)));
      if (reply.status() != 200) {
        throw new Refused("the provider answered HTTP " + reply.status() + " to " + method + " " + address);
      }
      return reply.body().toJsonObject();
    } catch (DecodeException | ClassCastException _) {
      throw new Refused("the provider answered no JSON object to " + method + " " + address);
    } catch (StoreException e) {
      var cause = e.getCause() == null ? e : e.getCause();
      throw new Refused("the provider did not answer " + method + " " + address + ": " + cause.getMessage());
    } catch (IllegalArgumentException _) {
      throw new Refused("the provider names an address that is none");
    }
  }

  private Future<Reply> reply(HttpClientRequest request, Buffer body) {
    return request.send(body).compose(response -> BoundedBody.read(response, LARGEST, patience)
        .map(all -> new Reply(response.statusCode(), all)))
        .timeout(patience.toMillis(), TimeUnit.MILLISECONDS).onFailure(_ -> request.reset());
  }
}
