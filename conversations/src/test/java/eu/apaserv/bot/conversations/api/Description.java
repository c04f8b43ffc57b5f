package eu.apaserv.bot.conversations.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.Validator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.concurrent.ConcurrentHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What {@code openapi.json} says, held against what goes over the wire. */
final class Description {
  private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions().setDraft(Draft.DRAFT202012)
      .setBaseUri("https://bot.example.ro/").setOutputFormat(OutputFormat.Basic);

  private final JsonObject document;
  private final Map<String, Validator> validators = new ConcurrentHashMap<>();
  private final Set<String> answered = new TreeSet<>();

  Description(JsonObject document) {
    this.document = document;
  }

  /**
   * One call as it is described.
   *
   * @param path with {@code :name} for the named parts
   * @param known its parameters, or the fields of its body
   */
  record Described(String method, String path, String operation, String scope, Set<String> known) {}

  List<Described> all() {
    var all = new ArrayList<Described>();
    for (var path : document.getJsonObject("paths")) {
      for (var method : (JsonObject) path.getValue()) {
        var operation = (JsonObject) method.getValue();
        all.add(new Described(method.getKey().toUpperCase(Locale.ROOT),
            path.getKey().replace("{", ":").replace("}", ""), operation.getString("operationId"),
            operation.getJsonArray("security").getJsonObject(0).getJsonArray("token").getString(0),
            method.getKey().equals("get") ? parameters(operation) : fields(operation)));
      }
    }
    return all;
  }

  private static Set<String> parameters(JsonObject operation) {
    var names = new TreeSet<String>();
    operation.getJsonArray("parameters", new JsonArray()).stream().map(JsonObject.class::cast)
        .filter(one -> "query".equals(one.getString("in"))).forEach(one -> names.add(one.getString("name")));
    return names;
  }

  private Set<String> fields(JsonObject operation) {
    return asked(operation).map(name -> document.getJsonObject("components").getJsonObject("schemas")
        .getJsonObject(name).getJsonObject("properties").fieldNames()).orElse(Set.of());
  }

  private static Optional<String> asked(JsonObject operation) {
    return Optional.ofNullable(operation.getJsonObject("requestBody"))
        .map(body -> schema(body.getJsonObject("content").getJsonObject("application/json")));
  }

  private static String schema(JsonObject media) {
    return media.getJsonObject("schema").getString("$ref").replace("#/components/schemas/", "");
  }

  /** Operations that have answered with 200, each answer as described. */
  Set<String> answered() {
    return answered;
  }

  /** Fails when an answer, or what was asked where it was done, is not as described. */
  void check(String method, String address, Buffer asked, HttpResponse<Buffer> answer) {
    var operation = operation(method, address.replaceAll("\\?.*", ""));
    if (operation == null) {
      assertThat(answer.statusCode()).as(address).isEqualTo(address.equals("/openapi.json") ? 200 : 404);
      return;
    }
    var response = operation.getJsonObject("responses").getJsonObject(String.valueOf(answer.statusCode()));
    assertThat(response).as(() -> method + " " + address + " says nothing of " + answer.statusCode() + ": "
        + answer.bodyAsString()).isNotNull();
    var media = resolved(response).getJsonObject("content").getJsonObject(answer.getHeader("Content-Type"));
    valid(schema(media), Objects.requireNonNull(answer.bodyAsJsonObject()));
    if (answer.statusCode() == 200) {
      answered.add(operation.getString("operationId"));
      asked(operation).ifPresent(name -> valid(name, asked.length() == 0 ? new JsonObject() : new JsonObject(asked)));
    }
  }

  private JsonObject resolved(JsonObject response) {
    var name = response.getString("$ref");
    return name == null
        ? response
        : document.getJsonObject("components").getJsonObject("responses")
            .getJsonObject(name.replace("#/components/responses/", ""));
  }

  private @Nullable JsonObject operation(String method, String address) {
    // Paths without a named part win, as they do in the router.
    return document.getJsonObject("paths").stream()
        .filter(path -> address.matches(path.getKey().replaceAll("\\{\\w+}", "[^/]+")))
        .min(Comparator.comparing(path -> path.getKey().contains("{")))
        .map(path -> ((JsonObject) path.getValue()).getJsonObject(method.toLowerCase(Locale.ROOT)))
        .orElse(null);
  }

  /** Fails when a body is not what the schema of this name says. */
  void valid(String name, JsonObject body) {
    var output = validators.computeIfAbsent(name, this::validator).validate(body);
    assertThat(output.getValid()).as(() -> name + ": " + output.getErrors() + "\n" + body.encodePrettily()).isTrue();
  }

  private Validator validator(String name) {
    var definitions = new JsonObject(document.getJsonObject("components").getJsonObject("schemas").encode()
        .replace("#/components/schemas/", "#/$defs/"));
    return Validator.create(JsonSchema.of(new JsonObject().put("$ref", "#/$defs/" + name).put("$defs", definitions)),
        OPTIONS);
  }
}
