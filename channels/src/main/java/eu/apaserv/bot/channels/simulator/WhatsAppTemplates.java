package eu.apaserv.bot.channels.simulator;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The templates of a simulated business account: created, approved, listed by pages, filled as strictly as Meta does. */
final class WhatsAppTemplates {
  private static final int PAGE = 5;
  private static final Pattern BLANK = Pattern.compile("\\{\\{([0-9]+)}}");

  private final Map<String, JsonObject> templates = new ConcurrentSkipListMap<>();
  private final String account;
  private final Consumer<JsonObject> told;

  /**
   * @param account path of the business account
   * @param told a template whose status changed, to be told by webhook
   */
  WhatsAppTemplates(String account, Consumer<JsonObject> told) {
    this.account = account;
    this.told = told;
  }

  /** Empty for a call that is none about templates. */
  Optional<Answer> answer(Call call) {
    if (call.path().equals(account + "/message_templates")) {
      return Optional.of(call.method().equals("GET") ? list(call) : create(call));
    }
    var id = call.path().substring(call.path().lastIndexOf('/') + 1);
    return call.method().equals("POST")
        ? templates.values().stream().filter(t -> id.equals(t.getString("id"))).findFirst().map(t -> edit(t, call))
        : Optional.empty();
  }

  /** As the reviewers decide, in Meta's words: APPROVED, REJECTED, PAUSED, DISABLED. */
  void decide(String name, String language, String status) {
    var template = templates.get(key(name, language));
    if (template != null) {
      template.put("status", status);
      told.accept(template);
    }
  }

  private Answer list(Call call) {
    var after = String.valueOf(call.query().get("after"));
    var rest = templates.entrySet().stream()
        .filter(t -> after.equals("null") || t.getKey().compareTo(decoded(after)) > 0)
        .toList();
    var page = new JsonArray();
    rest.stream().limit(PAGE).forEach(t -> page.add(t.getValue().copy()));
    var paging = new JsonObject();
    if (rest.size() > PAGE) {
      paging.put("cursors", new JsonObject().put("after", encoded(rest.get(PAGE - 1).getKey()))).put("next",
          "https://…");
    }
    return Answer.json(200, new JsonObject().put("data", page).put("paging", paging));
  }

  private static String encoded(String key) {
    return key.replace('/', '-');
  }

  private static String decoded(String cursor) {
    return cursor.replace('-', '/');
  }

  private Answer create(Call call) {
    var template = object(call);
    var name = template.getString("name", "");
    var language = template.getString("language", "");
    var wrong = violation(template);
    if (wrong != null || !name.matches("[a-z0-9_]{1,512}") || language.isBlank()) {
      return WhatsAppProvider.error(400, 100, wrong == null ? "name or language" : wrong);
    }
    if (templates.containsKey(key(name, language))) {
      return WhatsAppProvider.error(400, 2388024, "Content in this language already exists");
    }
    template.put("id", String.valueOf(5_000_000_000L + templates.size())).put("status", "PENDING");
    templates.put(key(name, language), template);
    decide(name, language, "APPROVED");
    return Answer.json(200, new JsonObject().put("id", template.getString("id")).put("status", "PENDING")
        .put("category", template.getString("category")));
  }

  private Answer edit(JsonObject template, Call call) {
    var anew = object(call);
    var wrong = violation(anew);
    if (wrong != null) {
      return WhatsAppProvider.error(400, 100, wrong);
    }
    template.put("components", anew.getJsonArray("components"));
    decide(template.getString("name"), template.getString("language"), "APPROVED");
    return Answer.json(200, new JsonObject().put("success", true));
  }

  private static JsonObject object(Call call) {
    try {
      return call.body().toJsonObject();
    } catch (DecodeException | ClassCastException notAnObject) {
      return new JsonObject();
    }
  }

  /** Null for one that Meta would look at. */
  private static @Nullable String violation(JsonObject template) {
    var body = component(template, "BODY");
    if (body == null || body.getString("text", "").isBlank() || body.getString("text").length() > 1024) {
      return "a BODY of 1 to 1024 characters is required";
    }
    var blanks = BLANK.matcher(body.getString("text")).results().count();
    var examples = body.getJsonObject("example", new JsonObject()).getJsonArray("body_text", new JsonArray());
    if (blanks > 0 && (examples.isEmpty() || examples.getJsonArray(0).size() != blanks)) {
      return "an example for each variable is required";
    }
    if (body.getString("text").matches("(?s)\\{\\{.*|.*}}")) {
      return "variables can't be at the start or end";
    }
    var footer = component(template, "FOOTER");
    return footer != null && footer.getString("text", "").length() > 60 ? "the footer is longer than 60" : null;
  }

  private static @Nullable JsonObject component(JsonObject template, String type) {
    var components = template.getJsonArray("components", new JsonArray());
    for (var i = 0; i < components.size(); i++) {
      if (type.equalsIgnoreCase(components.getJsonObject(i).getString("type"))) {
        return components.getJsonObject(i);
      }
    }
    return null;
  }

  /** What a phone shows of a template message: its words with the blanks filled, its buttons; or why it is refused. */
  record Filled(String text, List<PhoneMessage.Button> buttons, @Nullable String mediaId, @Nullable Answer refused) {
    static Filled refused(int code, String details) {
      return new Filled("", List.of(), null, WhatsAppProvider.error(400, code, details));
    }
  }

  Filled fill(JsonObject message) {
    var language = message.getJsonObject("language", new JsonObject()).getString("code", "");
    var template = templates.get(key(message.getString("name", ""), language));
    if (template == null) {
      return Filled.refused(132001, "Template name does not exist in the translation");
    }
    switch (template.getString("status")) {
      case "PAUSED" -> {
        return Filled.refused(132015, "Template is paused");
      }
      case "DISABLED" -> {
        return Filled.refused(132016, "Template is disabled");
      }
      case "APPROVED" -> {
      }
      default -> {
        return Filled.refused(132001, "Template is not approved");
      }
    }
    var body = component(template, "BODY");
    var text = body == null ? "" : Objects.requireNonNullElse(body.getString("text"), "");
    var fillings = WhatsAppRules.parameters(message);
    if (BLANK.matcher(text).results().count() != fillings.size()) {
      return Filled.refused(132000, "Number of parameters does not match the expected number of params");
    }
    var header = component(template, "HEADER");
    var media = mediaId(message);
    if (header != null && media == null) {
      return Filled.refused(132012, "Parameter format does not match: header document is required");
    }
    var filled = BLANK.matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(fillings.get(Integer.parseInt(m.group(1)) - 1)));
    return filled.length() > 1024
        ? Filled.refused(132005, "Translated text too long")
        : new Filled(filled, buttons(template, message), media, null);
  }

  private static List<PhoneMessage.Button> buttons(JsonObject template, JsonObject message) {
    var shown = new ArrayList<PhoneMessage.Button>();
    var component = component(template, "BUTTONS");
    var buttons = component == null ? new JsonArray() : component.getJsonArray("buttons", new JsonArray());
    for (var i = 0; i < buttons.size(); i++) {
      var title = buttons.getJsonObject(i).getString("text");
      var given = parameter(message, i);
      shown.add(buttons.getJsonObject(i).getString("type").equals("URL")
          ? PhoneMessage.Button.link(title, buttons.getJsonObject(i).getString("url").replace("{{1}}",
              given == null ? "" : given))
          : new PhoneMessage.Button(given == null ? title : given, title, null, PhoneMessage.Button.Kind.TEMPLATE));
    }
    return shown;
  }

  private static @Nullable String parameter(JsonObject message, int button) {
    var components = message.getJsonArray("components", new JsonArray());
    for (var i = 0; i < components.size(); i++) {
      var component = components.getJsonObject(i);
      if (String.valueOf(button).equals(component.getString("index"))) {
        var parameter = component.getJsonArray("parameters").getJsonObject(0);
        return parameter.getString("payload", parameter.getString("text"));
      }
    }
    return null;
  }

  private static @Nullable String mediaId(JsonObject message) {
    var header = component(message, "header");
    return header == null
        ? null
        : header.getJsonArray("parameters").getJsonObject(0).getJsonObject("document").getString("id");
  }

  private static String key(String name, String language) {
    return name + "/" + language;
  }
}
