package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What became of one call of the Graph API. */
sealed interface Reply {

  /**
   * An answer came.
   *
   * @param retryAfter the wait the answer asks for, null when it asks for none
   * @param body the JSON, a missing node when it is none
   */
  record Answered(int status, @Nullable Duration retryAfter, JsonNode body) implements Reply {

    /** The error it carries, whatever the HTTP status says: some come with 200. */
    Wire.@Nullable Failure failure() {
      var error = body.path("error");
      try {
        return error.isObject() ? Wire.JSON.treeToValue(error, Wire.Failure.class) : null;
      } catch (JsonProcessingException otherShape) {
        return null;
      }
    }
  }

  /** The request was certainly not written. */
  record NotSent(String reason) implements Reply {}

  /** It may have been written; no answer came. */
  record Lost(String reason) implements Reply {}
}
