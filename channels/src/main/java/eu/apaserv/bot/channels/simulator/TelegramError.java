package eu.apaserv.bot.channels.simulator;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A refusal of the Bot API, in its own words. */
final class TelegramError extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final int code;

  TelegramError(int code, String description) {
    super(description, null, false, false);
    this.code = code;
  }

  static TelegramError bad(String what) {
    return new TelegramError(400, "Bad Request: " + what);
  }

  Answer answer() {
    return answer(code, String.valueOf(getMessage()), null);
  }

  /** An ordered refusal, with the words that go with its code. */
  static Answer answer(int code, @Nullable Duration after) {
    return answer(code, switch (code) {
      case 401 -> "Unauthorized";
      case 403 -> "Forbidden: bot was blocked by the user";
      case 429 -> "Too Many Requests: retry after " + (after == null ? 1 : after.toSeconds());
      case 502 -> "Bad Gateway";
      default -> code >= 500 ? "Internal Server Error" : "Bad Request: simulated";
    }, after);
  }

  static Answer answer(int code, String description, @Nullable Duration after) {
    var body = new JsonObject().put("ok", false).put("error_code", code).put("description", description);
    if (after != null) {
      body.put("parameters", new JsonObject().put("retry_after", after.toSeconds()));
    }
    return Answer.json(code, body);
  }
}
