package eu.apaserv.bot.channels.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call, as a value. (The library's {@code deserializeResponse} throws for expected outcomes, and fails on
 * a success whose result it cannot read in full: a message that went out would look as if it had not.)
 */
sealed interface Reply {

  /** {@code "ok": true}. */
  record Done(JsonNode result) implements Reply {}

  /**
   * Telegram refused, so nothing was done.
   *
   * @param description Telegram's words, bounded
   * @param retryAfter how long it asks to wait, or null
   * @param movedTo the number the chat has now, or null
   */
  record Refused(int code, String description, @Nullable Duration retryAfter, @Nullable String movedTo)
      implements
        Reply {}

  /** Nothing was sent: no connection came about. */
  record Unreached(String reason) implements Reply {}

  /** It was sent, and what became of it is not known: a broken connection, a time-out, 5xx, a page instead of JSON. */
  record Lost(String reason) implements Reply {}

  /** Longest wait that is believed: Telegram asks for seconds to hours, a defect may ask for years. */
  Duration LONGEST_WAIT = Duration.ofDays(1);
  int LONGEST_DESCRIPTION = 200;

  /** In words, for a log or a finding; holds no address and no token. */
  default String reason() {
    return switch (this) {
      case Done done -> "done";
      case Refused r -> "error " + r.code + " (" + r.description + ")";
      case Unreached u -> "not reached: " + u.reason;
      case Lost l -> "no clear answer: " + l.reason;
    };
  }

  static Reply read(int status, Buffer body) {
    var json = Wire.object(body).orElse(null);
    if (json == null || !json.path("ok").isBoolean()) {
      // What stands in front of the API refuses with a page of its own, before anything is done.
      return switch (status) {
        case 413 -> new Refused(status, "the request is too large", null, null);
        case 429 -> new Refused(status, "too many requests", null, null);
        default -> new Lost("status " + status + " without the API's JSON");
      };
    }
    if (json.path("ok").booleanValue()) {
      return new Done(json.path("result"));
    }
    var code = json.path("error_code").asInt(status);
    return code >= 500
        ? new Lost("error " + code)
        : new Refused(code, bounded(json.path("description").asText()),
            wait(json.path("parameters").path("retry_after")),
            chat(json.path("parameters").path("migrate_to_chat_id")));
  }

  private static @Nullable Duration wait(JsonNode seconds) {
    if (!seconds.canConvertToLong() || seconds.asLong() < 0) {
      return null;
    }
    return Duration.ofSeconds(Math.min(seconds.asLong(), LONGEST_WAIT.toSeconds()));
  }

  private static @Nullable String chat(JsonNode number) {
    return number.isIntegralNumber() && number.canConvertToLong() ? number.asText() : null;
  }

  private static String bounded(String words) {
    var line = words.replaceAll("\\p{Cntrl}+", " ");
    return line.length() <= LONGEST_DESCRIPTION ? line : line.substring(0, LONGEST_DESCRIPTION) + "…";
  }
}
