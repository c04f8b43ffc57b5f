package eu.apaserv.bot.channels.simulator;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of one call of the Bot API, which may come in the query, as a form or as JSON; lists and objects in a form
 * are JSON in a string.
 */
record TelegramParameters(JsonObject values) {

  /** @throws DecodeException when the body says it is JSON and is not */
  static TelegramParameters of(Call call) {
    var values = new JsonObject();
    call.query().forEach(p -> values.put(p.getKey(), p.getValue()));
    call.form().forEach(p -> values.put(p.getKey(), p.getValue()));
    var type = call.headers().get("Content-Type");
    if (type != null && type.startsWith("application/json") && call.body().length() > 0) {
      values.mergeIn(new JsonObject(call.body()));
    }
    return new TelegramParameters(values);
  }

  String text(String name) {
    var value = values.getValue(name);
    return value == null ? "" : value.toString();
  }

  /** The number, or {@code otherwise} when there is none. */
  long number(String name, long otherwise) {
    try {
      return values.getValue(name) instanceof Number n ? n.longValue() : Long.parseLong(text(name));
    } catch (NumberFormatException none) {
      return otherwise;
    }
  }

  Optional<JsonObject> object(String name) {
    return decoded(name) instanceof JsonObject object ? Optional.of(object) : Optional.empty();
  }

  /** Empty when it is not there at all, which is not the same as an empty list. */
  Optional<JsonArray> list(String name) {
    return decoded(name) instanceof JsonArray list ? Optional.of(list) : Optional.empty();
  }

  Optional<List<String>> words(String name) {
    return list(name).map(list -> list.stream().map(String::valueOf).toList());
  }

  private Object decoded(String name) {
    var value = values.getValue(name);
    if (!(value instanceof String json)) {
      return value == null ? "" : value;
    }
    try {
      return json.isBlank() ? "" : Json.decodeValue(json);
    } catch (DecodeException plain) {
      return "";
    }
  }
}
