package eu.apaserv.bot.conversations.understanding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;

/** Several readings in one message: the entity {@code readings}, a JSON list of {@code {"meter","value"}}. */
public final class Readings {
  private static final ObjectMapper JSON = new ObjectMapper();

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

  /** The list behind the entity's value; empty when it is none. */
  public static List<MeterValue> read(String value) {
    try {
      return JSON.readValue(value, new TypeReference<>() {
      });
    } catch (JsonProcessingException e) {
      return List.of();
    }
  }
}
