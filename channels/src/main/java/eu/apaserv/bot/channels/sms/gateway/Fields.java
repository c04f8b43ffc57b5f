package eu.apaserv.bot.channels.sms.gateway;

import eu.apaserv.bot.channels.edge.Untrusted;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.channels.sms.Form;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody posted, whatever its shape: JSON, a form, or the query alone. A field is named by its path, {@code a.b.0};
 * a form's names may hold the same path in brackets, {@code a[b]}.
 */
record Fields(@Nullable JsonNode json, Form form, MultiMap query, String text) {
  private static final int LONGEST_VALUE = 16_000;
  private static final ObjectMapper JSON = mapper();

  private static ObjectMapper mapper() {
    var mapper = new ObjectMapper();
    mapper.getFactory().setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(50).build());
    return mapper;
  }

  /** Never fails: what cannot be read has no fields. */
  static Fields read(Buffer body, MultiMap query) {
    var text = body.toString(StandardCharsets.UTF_8);
    var json = json(text);
    var form = json == null ? Form.read(body).orElse(new Form(List.of())) : new Form(List.of());
    return new Fields(json, form, query, text);
  }

  /** Whether there is anything at all to read. */
  boolean isEmpty() {
    return json == null && form.fields().isEmpty() && query.isEmpty();
  }

  /** The first of these paths that holds something. */
  Optional<String> get(List<String> paths) {
    return paths.stream().map(this::get).flatMap(Optional::stream).findFirst();
  }

  private Optional<String> get(String path) {
    var found = json == null ? posted(path) : inside(json, path);
    return Optional.ofNullable(found).or(() -> Optional.ofNullable(query.get(path)))
        .map(value -> Untrusted.text(value, LONGEST_VALUE))
        .filter(value -> !value.isEmpty());
  }

  private @Nullable String posted(String path) {
    var value = form.get(path);
    if (!value.isEmpty()) {
      return value;
    }
    var parts = path.split("\\.", 2);
    var bracketed = parts.length == 1 ? "" : form.get(parts[0] + "[" + parts[1].replace(".", "][") + "]");
    return bracketed.isEmpty() ? null : bracketed;
  }

  private static @Nullable String inside(JsonNode root, String path) {
    JsonNode node = root;
    for (var name : path.split("\\.", -1)) {
      node = node.isArray() && name.matches("[0-9]{1,4}") ? node.path(Integer.parseInt(name)) : node.path(name);
    }
    return node.isValueNode() && !node.isNull() ? node.asText() : null;
  }

  private static @Nullable JsonNode json(String text) {
    if (!text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[")) {
      return null;
    }
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      return null;
    }
  }
}
