package eu.apaserv.bot.conversations.understanding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Several readings in one message: the entity {@code readings}, a JSON list of {@code {"meter","value"}}. */
public final class Readings {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST = 2000;
  private static final int LONGEST_NAME = 40;
  private static final int MOST = 10;

  private Readings() {}

  /**
   * One of them.
   *
   * @param meter how the customer calls it ("rece", "A", a serial), as typed
   * @param value whole m³
   */
  public record MeterValue(String meter, long value) {}

  /** The entity's value. */
  public static String write(List<MeterValue> readings) {
    try {
      return JSON.writeValueAsString(readings);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Readings that cannot be written", e);
    }
  }

  /**
   * The list behind the entity's value; empty when it is none. The value may come out of a forged button id: what is no
   * reading is left out.
   */
  public static List<MeterValue> read(String value) {
    return value.length() > LONGEST
        ? List.of()
        : tree(value).valueStream().filter(Readings::isReading).limit(MOST)
            .map(one -> new MeterValue(one.path("meter").asText(), one.path("value").asLong())).toList();
  }

  private static JsonNode tree(String value) {
    try {
      var tree = JSON.readTree(value);
      return tree.isArray() ? tree : JSON.createArrayNode();
    } catch (JsonProcessingException e) {
      return JSON.createArrayNode();
    }
  }

  private static boolean isReading(JsonNode one) {
    var meter = one.path("meter");
    var value = one.path("value");
    return meter.isTextual() && !meter.asText().isBlank() && meter.asText().length() <= LONGEST_NAME
        && value.isIntegralNumber() && value.canConvertToLong() && value.asLong() >= 0;
  }
}
