package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A colleague's browser: pages and forms of whichever bot there is, with one session. What got no answer is empty. */
final class RolledBrowser {
  private static final Pattern WORD = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");
  private static final int PATIENCE_MS = 5000;

  private final WebClient web;
  private final IntSupplier port;
  private final String session;

  /** @param port of a bot that is ready, another one each time */
  RolledBrowser(Vertx vertx, IntSupplier port, String session) {
    this.web = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
    this.port = port;
    this.session = session;
  }

  String session() {
    return session;
  }

  Optional<HttpResponse<Buffer>> open(String path) {
    return open(port.getAsInt(), path);
  }

  /** At this bot. */
  Optional<HttpResponse<Buffer>> open(int at, String path) {
    return ask(request(HttpMethod.GET, at, path).send());
  }

  /** Sends a form with the word that the same bot's pages bear. */
  Optional<HttpResponse<Buffer>> send(String path, MultiMap fields) {
    return send(port.getAsInt(), path, fields);
  }

  /** The same, at this bot. */
  Optional<HttpResponse<Buffer>> send(int at, String path, MultiMap fields) {
    return open(at, "/console/me").map(page -> WORD.matcher(body(page))).filter(Matcher::find)
        .flatMap(found -> ask(request(HttpMethod.POST, at, path)
            .sendForm(MultiMap.caseInsensitiveMultiMap().addAll(fields).add("csrf", found.group(1)))));
  }

  static String body(HttpResponse<Buffer> page) {
    return Objects.requireNonNullElse(page.bodyAsString(), "");
  }

  private HttpRequest<Buffer> request(HttpMethod method, int at, String path) {
    return web.request(method, at, "127.0.0.1", path).timeout(PATIENCE_MS)
        .putHeader("Cookie", "bot_console=" + session);
  }

  private static Optional<HttpResponse<Buffer>> ask(Future<HttpResponse<Buffer>> call) {
    return Database.await(call.map(Optional::of).otherwise(Optional.empty()));
  }
}
