package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Token;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Objects;

/** The one style sheet: its address changes with its text, so browsers may keep it. */
final class Style {
  static final String PATH = "/style.css";
  private static final String TEXT = read();
  /** Where pages find it. */
  static final String LINK = Console.PATH + PATH + "?" + HexFormat.of().formatHex(Token.hash(TEXT), 0, 6);

  private Style() {}

  static void send(HttpServerResponse response) {
    response.putHeader("Content-Type", "text/css; charset=utf-8")
        .putHeader("Cache-Control", "public, max-age=31536000, immutable").end(TEXT);
  }

  private static String read() {
    try (var stream = Objects.requireNonNull(Style.class.getResourceAsStream("/console" + PATH))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
