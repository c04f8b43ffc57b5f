package eu.apaserv.bot.core.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.vertx.core.json.jackson.HybridJacksonPool;

/** The product's own JSON: records as they are, times as ISO text, unknown fields of a newer version ignored. */
public final class Json {
  private static final ObjectMapper MAPPER = JsonMapper.builder(factory()).addModule(new Jdk8Module())
      .addModule(new JavaTimeModule()).disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
      .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private Json() {}

  /**
   * For whoever reads or writes JSON on the threads of turns and sends, which live for one: what is kept by thread would be made
   * anew for each text, a tenth of all that is allocated.
   */
  public static JsonFactory factory() {
    return JsonFactory.builder().recyclerPool(HybridJacksonPool.getInstance()).build();
  }

  /** A value as JSON text. */
  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("This cannot be kept as JSON: " + value.getClass().getName(), e);
    }
  }

  /** JSON text as a value. */
  public static <T> T read(String json, Class<T> type) {
    try {
      return MAPPER.readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON is no " + type.getSimpleName(), e);
    }
  }

  /** A value as a tree, to be kept inside another. */
  public static JsonNode tree(Object value) {
    return MAPPER.valueToTree(value);
  }

  /** A tree as a value. */
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Stored JSON is no " + type.getSimpleName(), e);
    }
  }
}
