package eu.apaserv.bot.channels.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What the simulated provider answers to a {@link Call}. */
public record Answer(int status, Map<String, String> headers, Buffer body) {
  public Answer {
    headers = Map.copyOf(headers);
  }

  public static Answer json(int status, JsonObject body) {
    return of(status, "application/json; charset=UTF-8", body.encode());
  }

  public static Answer of(int status, String contentType, String body) {
    return new Answer(status, Map.of("Content-Type", contentType), Buffer.buffer(body));
  }

  public Answer with(String header, String value) {
    var all = new HashMap<>(headers);
    all.put(header, value);
    return new Answer(status, all, body);
  }
}
