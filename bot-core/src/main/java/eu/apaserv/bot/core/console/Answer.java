package eu.apaserv.bot.core.console;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a browser gets.
 *
 * @param location where to go instead, or null
 * @param disposition what the browser does with a file, or null
 * @param kept what the browser keeps from now on; null: as it was
 * @param stream writes the answer itself, on the event loop; or null
 */
public record Answer(int status, String type, Buffer body, @Nullable String location, @Nullable String disposition,
    @Nullable Kept kept, @Nullable Consumer<RoutingContext> stream) {
  private static final String HTML = "text/html; charset=utf-8";

  /**
   * Secrets of a browser.
   *
   * @param session empty: forget it
   * @param device null: as it was
   */
  record Kept(String session, @Nullable String device) {}

  static Answer page(int status, String html) {
    return new Answer(status, HTML, Buffer.buffer(html), null, null, null, null);
  }

  /** Goes to another page; after a form, so that reloading does not send it again. */
  public static Answer redirect(String location) {
    return new Answer(303, HTML, Buffer.buffer(), location, null, null, null);
  }

  /**
   * A file to keep.
   *
   * @param name what the browser calls it: letters, digits, dots and dashes
   */
  public static Answer file(String type, String name, Buffer bytes) {
    return new Answer(200, type, bytes, null, "attachment; filename=\"" + name.replaceAll("[^\\w.-]", "_") + "\"", null,
        null);
  }

  /** A picture shown in a page. */
  public static Answer picture(String type, Buffer bytes) {
    return new Answer(200, type, bytes, null, "inline", null, null);
  }

  static Answer streaming(Consumer<RoutingContext> stream) {
    return new Answer(200, "text/event-stream", Buffer.buffer(), null, null, null, stream);
  }

  /** With another status, such as 422 for a form that has to be mended. */
  public Answer status(int code) {
    return new Answer(code, type, body, location, disposition, kept, stream);
  }

  /** A redirect after which the page says the words of {@code said.<word>}. */
  public Answer saying(String word) {
    if (location == null) {
      throw new IllegalStateException("Only a redirect says something on the next page");
    }
    var joint = location.contains("?") ? "&" : "?";
    return new Answer(status, type, body,
        location + joint + "said=" + URLEncoder.encode(word, StandardCharsets.UTF_8), disposition, kept, stream);
  }

  /**
   * A redirect to a part of the page, where the keyboard is then; said last.
   *
   * @param id of what can be written in or pressed
   */
  Answer at(String id) {
    return new Answer(status, type, body, location + "#" + id, disposition, kept, stream);
  }

  /** A redirect that tells the page what it kept of the form it comes from can be forgotten: it was taken. */
  public Answer taken(Visit visit) {
    var key = visit.field("key");
    if (location == null || !key.matches("[\\w-]{1,64}")) {
      return this;
    }
    return new Answer(status, type, body, location + (location.contains("?") ? "&" : "?") + "taken=" + key, disposition,
        kept, stream);
  }

  /** @param token the session from now on; empty: none */
  Answer keeping(String token) {
    return new Answer(status, type, body, location, disposition, new Kept(token, null), stream);
  }

  /** @param device the word by which the browser is known from now on */
  Answer keeping(String token, String device) {
    return new Answer(status, type, body, location, disposition, new Kept(token, device), stream);
  }
}
