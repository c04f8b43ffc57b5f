package eu.apaserv.bot.channels.telegram;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Optional;
import org.telegram.telegrambots.meta.api.methods.botapimethods.PartialBotApiMethod;

/** JSON as the Bot API speaks it: lenient to what is new, strict on what is no JSON. */
final class Wire {
  /** The Bot API nests about a dozen levels; a bound keeps hostile nesting off the stack. */
  private static final int DEEPEST = 64;

  private static final ObjectMapper JSON = JsonMapper
      .builder(JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build()).build())
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_INVALID_SUBTYPE)
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private Wire() {}

  /** The JSON object that these octets are, or empty. */
  static Optional<ObjectNode> object(Buffer body) {
    try {
      return JSON.readTree(body.getBytes()) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (IOException notJson) {
      return Optional.empty();
    }
  }

  /**
   * One of the library's types, from those fields alone that we act on: a field of tomorrow, in a shape that the library
   * does not know, cannot lose the message round it.
   */
  static <T> T read(JsonNode node, Collection<String> fields, Class<T> type) throws JsonProcessingException {
    if (!(node instanceof ObjectNode object)) {
      throw new IllegalArgumentException("Not an object: " + node.getNodeType());
    }
    return JSON.treeToValue(object.deepCopy().retain(fields), type);
  }

  /** The body of a call. */
  static Buffer body(PartialBotApiMethod<?> method) {
    try {
      return Buffer.buffer(JSON.writeValueAsBytes(method));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A call as the answer to a webhook: it names its method itself. */
  static String answer(PartialBotApiMethod<?> method) {
    ObjectNode call = JSON.valueToTree(method);
    return call.put("method", method.getMethod()).toString();
  }
}
