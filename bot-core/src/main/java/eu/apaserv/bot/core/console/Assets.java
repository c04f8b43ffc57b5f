package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Token;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * A file that pages need: the style sheet, htmx from its webjar, our few lines of script. Its address changes with its
 * bytes, so browsers may keep it.
 */
record Assets(String path, String type, Buffer bytes, String link) {
  private static final String JAR = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/";
  private static final String SCRIPTS = "text/javascript; charset=utf-8";

  static final Assets STYLE = read("/style.css", "text/css; charset=utf-8", "/console/style.css");
  static final Assets SCRIPT = read("/console.js", SCRIPTS, "/console/console.js");
  static final Assets HTMX = read("/htmx.js", SCRIPTS, JAR + "htmx.min.js");
  static final List<Assets> ALL = List.of(STYLE, SCRIPT, HTMX);

  void send(HttpServerResponse response) {
    response.putHeader("Content-Type", type).putHeader("Cache-Control", "public, max-age=31536000, immutable")
        .end(bytes);
  }

  private static Assets read(String path, String type, String resource) {
    try (var stream = Objects.requireNonNull(Assets.class.getResourceAsStream(resource), resource)) {
      var bytes = stream.readAllBytes();
      var mark = HexFormat.of().formatHex(Token.hash(new String(bytes, StandardCharsets.UTF_8)), 0, 6);
      return new Assets(path, type, Buffer.buffer(bytes), Console.PATH + path + "?" + mark);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
