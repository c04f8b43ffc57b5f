package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.apaserv.bot.core.message.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of Meta's JSON that we read, by the names of its documentation. Anything may be absent: only what every message
 * carries is relied on.
 */
final class Wire {
  /** Meta adds fields and kinds without notice; what we do not know must not hurt. */
  static final JsonMapper JSON = JsonMapper.builder(Json.factory())
      .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Wire() {}

  /** What a string or number says; empty for anything else. */
  static String text(JsonNode node) {
    return node.isTextual() || node.isNumber() ? node.asText() : "";
  }

  /** {@code messages[].text}. */
  record Text(@Nullable String body) {}

  /** {@code messages[].interactive}: what was picked, by kind. */
  record Interactive(@Nullable String type, @Nullable Reply buttonReply, @Nullable Reply listReply) {}

  /** A tapped reply button or list row. */
  record Reply(@Nullable String id, @Nullable String title) {}

  /** {@code messages[].button}: the quick reply of a template. */
  record Button(@Nullable String payload, @Nullable String text) {}

  /** {@code messages[].image, video, audio, document, sticker}. */
  record Media(@Nullable String id, @Nullable String mimeType, @Nullable String caption, @Nullable Boolean voice) {}

  /** {@code messages[].location}, in degrees. */
  record Location(@Nullable Double latitude, @Nullable Double longitude, @Nullable String name,
      @Nullable String address) {}

  /** One of {@code messages[].contacts}. */
  record Card(@Nullable String origin, @Nullable List<@Nullable Phone> phones) {}

  /** A number on a card; {@code waId} only when it is on WhatsApp. */
  record Phone(@Nullable String phone, @Nullable String waId) {}

  /** {@code messages[].edit}: the message as it reads now. */
  record Edit(@Nullable String originalMessageId, @Nullable JsonNode message) {}

  /** {@code messages[].unsupported}. */
  record Unsupported(@Nullable String type) {}

  /** One of {@code errors[]}, and the {@code error} of an answer. */
  record Failure(@Nullable Integer code, @Nullable String message, @Nullable Integer errorSubcode,
      @Nullable Boolean isTransient, @Nullable String fbtraceId, @Nullable Details errorData) {}

  /** What exactly Meta did not like. */
  record Details(@Nullable String details) {}
}
