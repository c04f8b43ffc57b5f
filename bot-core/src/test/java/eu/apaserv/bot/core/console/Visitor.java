package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.multipart.MultipartForm;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A browser without eyes: keeps cookies, fills in forms, follows nothing. */
final class Visitor {
  private final Map<String, String> cookies = new HashMap<>();
  private final WebClient web;
  private int port;
  private String address = "";

  Visitor(Vertx vertx, int port) {
    this.web = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
    this.port = port;
  }

  Map<String, String> cookies() {
    return cookies;
  }

  /** Calls from there, as a proxy says. */
  Visitor from(String forwarded) {
    address = forwarded;
    return this;
  }

  /** Goes to another server, as somebody unknown. */
  void move(int to) {
    port = to;
    cookies.clear();
  }

  /** Uses a sign-in link. */
  void signIn(String token) {
    var link = path(token);
    assertThat(post(link, formWord(get(link))).statusCode()).isEqualTo(303);
  }

  static String path(String token) {
    return URI.create(Console.link(URI.create("http://127.0.0.1/"), token)).getRawPath();
  }

  static String formWord(HttpResponse<Buffer> page) {
    var found = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(page.bodyAsString());
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  String page(String address) {
    return Objects.requireNonNull(get(address).bodyAsString());
  }

  HttpResponse<Buffer> get(String address) {
    return kept(Database.await(web.request(HttpMethod.GET, port, "127.0.0.1", address).putHeaders(headers()).send()));
  }

  /** Goes to another site and says where it sends the browser. */
  String elsewhere(String address) {
    return Objects.requireNonNull(Database.await(web.getAbs(address).send()).getHeader("Location"));
  }

  HttpResponse<Buffer> post(String address, @Nullable String csrf, String... fields) {
    var form = MultiMap.caseInsensitiveMultiMap();
    if (csrf != null) {
      form.add("csrf", csrf);
    }
    for (int i = 0; i < fields.length; i += 2) {
      form.add(fields[i], fields[i + 1]);
    }
    return kept(Database.await(web.post(port, "127.0.0.1", address).putHeaders(headers()).sendForm(form)));
  }

  /** A form with a PDF. */
  HttpResponse<Buffer> upload(String address, String csrf, String key, String words) {
    var form = MultipartForm.create().attribute("csrf", csrf).attribute("key", key).attribute("body", words)
        .binaryFileUpload("file", "a.pdf", Buffer.buffer("%PDF-1.7 and more of it"), "application/pdf");
    return kept(Database.await(web.post(port, "127.0.0.1", address).putHeaders(headers()).sendMultipartForm(form)));
  }

  private MultiMap headers() {
    var headers = MultiMap.caseInsensitiveMultiMap();
    if (!cookies.isEmpty()) {
      headers.add("Cookie",
          String.join("; ", cookies.entrySet().stream().map(c -> c.getKey() + "=" + c.getValue()).toList()));
    }
    if (!address.isEmpty()) {
      headers.add("X-Forwarded-For", address);
    }
    return headers;
  }

  private HttpResponse<Buffer> kept(HttpResponse<Buffer> answer) {
    for (var cookie : answer.cookies()) {
      var pair = cookie.split(";", 2)[0].split("=", 2);
      cookies.put(pair[0], pair[1]);
    }
    return answer;
  }
}
