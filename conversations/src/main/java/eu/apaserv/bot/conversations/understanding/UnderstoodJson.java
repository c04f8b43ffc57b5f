package eu.apaserv.bot.conversations.understanding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.apaserv.bot.core.understanding.Entity;
import eu.apaserv.bot.core.understanding.Labelled;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was understood, as JSON with the product's entity keys and normal forms. */
final class UnderstoodJson {
  /** The entities the product promises; others that are found serve the dialogue only. */
  static final Set<String> KEYS = Set.of("client_code", "index_value", "readings", "meter_serial", "invoice_number",
      "month", "year", "period", "count", "amount", "street", "street_number", "locality", "alert_type", "channel",
      "email",
      "phone", "fault_type", "quality_issue", "change_type", "complaint_topic", "contact_topic", "privacy_right",
      "language");
  private static final Set<String> NUMBERS = Set.of("index_value", "month", "year", "count");
  private static final Set<String> PLACES = Set.of("street", "street_number", "locality");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_NUMBER = 18;

  private UnderstoodJson() {}

  static String write(Understood understood) {
    var json = JSON.createObjectNode();
    json.put("text", understood.text());
    var language = understood.language();
    json.put("language", language == null ? null : language.code());
    json.put("intent", understood.best().intent());
    json.put("confidence", rounded(understood.best().confidence()));
    json.set("entities", entities(promised(understood)));
    var alternatives = json.putArray("alternatives");
    understood.guesses().stream().skip(1)
        .forEach(g -> alternatives.addObject().put("intent", g.intent()).put("confidence", rounded(g.confidence())));
    var parts = json.putArray("parts");
    understood.parts().forEach(p -> parts.addObject().put("text", p.text()).put("intent", p.best().intent())
        .put("confidence", rounded(p.best().confidence()))
        .set("entities", entities(promised(p.best().intent(), p.entities()))));
    return json.toString();
  }

  /**
   * The entities the product promises of a message. The dialogue gets more: what a message that is none of ours, or a
   * mere greeting, happens to name may still answer its question.
   */
  static List<Entity> promised(Understood understood) {
    return promised(understood.best().intent(), understood.entities());
  }

  private static List<Entity> promised(String intent, List<Entity> entities) {
    boolean courtesy = Intents.COURTESIES.contains(intent);
    return entities.stream().filter(e -> KEYS.contains(e.key()))
        .filter(e -> !intent.equals(Understood.OUT_OF_SCOPE) && !(courtesy && PLACES.contains(e.key()))).toList();
  }

  /** Reads {@code {"text","intent","entities"}}; {@code "language"} is the conversation's and may be left out. */
  static Labelled labelled(String line, String where) {
    try {
      var json = JSON.readTree(line);
      if (!json.path("text").isTextual() || !json.path("intent").isTextual()) {
        throw new IllegalArgumentException(where + ": write {\"text\": …, \"intent\": …, \"entities\": {…}}");
      }
      var language = json.path("language").asText("ro").equals("en") ? Language.EN : Language.RO;
      return new Labelled(json.get("text").asText(), language, json.get("intent").asText(),
          values(json.path("entities")));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          where + ": this is no JSON: " + e.getOriginalMessage().toLowerCase(Locale.ROOT), e);
    }
  }

  private static Map<String, List<String>> values(JsonNode entities) {
    var values = new HashMap<String, List<String>>();
    entities.properties().forEach(e -> {
      if (e.getValue().isArray() && !e.getKey().equals("readings")) {
        var several = new ArrayList<String>();
        e.getValue().forEach(v -> several.add(v.asText()));
        values.put(e.getKey(), several);
      } else {
        values.put(e.getKey(), List.of(e.getValue().isValueNode() ? e.getValue().asText() : e.getValue().toString()));
      }
    });
    return values;
  }

  private static ObjectNode entities(List<Entity> entities) {
    var json = JSON.createObjectNode();
    entities.forEach(entity -> add(json, entity.key(), value(entity.key(), entity.value())));
    return json;
  }

  /** A key found again with another value becomes a list. */
  private static void add(ObjectNode json, String key, JsonNode value) {
    var before = json.get(key);
    if (before == null) {
      json.set(key, value);
    } else if (!key.equals("readings") && !before.equals(value)) {
      ArrayNode both = before instanceof ArrayNode list ? list : JSON.createArrayNode().add(before);
      both.add(value);
      json.set(key, both);
    }
  }

  private static JsonNode value(String key, String value) {
    if (key.equals("readings")) {
      return JSON.valueToTree(Readings.read(value));
    }
    return NUMBERS.contains(key) && value.length() <= LONGEST_NUMBER
        ? JSON.getNodeFactory().numberNode(Long.parseLong(value))
        : JSON.getNodeFactory().textNode(value);
  }

  private static double rounded(double confidence) {
    return Math.round(confidence * 10_000) / 10_000.0;
  }
}
