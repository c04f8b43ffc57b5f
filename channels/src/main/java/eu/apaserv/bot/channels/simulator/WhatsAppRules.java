package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.channels.simulator.PhoneMessage.Button;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What Meta refuses (Cloud API reference, messages): required fields, lengths, counts, uniqueness. */
final class WhatsAppRules {
  private static final int INVALID = 131009;
  private static final int MISSING = 131008;
  private final Set<String> media;

  WhatsAppRules(Set<String> media) {
    this.media = Set.copyOf(media);
  }

  /** Why a message is refused. */
  record Violation(int code, String details) {}

  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int code;

    Refused(int code, String details) {
      super(details);
      this.code = code;
    }
  }

  /** Null when Meta would take it. */
  @Nullable
  Violation violation(JsonObject message) {
    try {
      check(message);
      return null;
    } catch (Refused refused) {
      return new Violation(refused.code, String.valueOf(refused.getMessage()));
    } catch (ClassCastException otherType) {
      return new Violation(100, "A parameter has the wrong type");
    }
  }

  private void check(JsonObject message) {
    must("whatsapp".equals(message.getString("messaging_product")), 100, "messaging_product must be whatsapp");
    must("individual".equals(message.getString("recipient_type", "individual")), 100, "recipient_type");
    var to = message.getString("to");
    var recipient = message.getString("recipient");
    must(to != null || recipient != null, MISSING, "to is required");
    must(to == null || to.matches("\\+?[0-9]{7,15}"), INVALID, "to is not a phone number");
    must(recipient == null || recipient.matches("[A-Z]{2}\\.[A-Za-z0-9.]{1,128}"), INVALID, "recipient is no user id");
    must(message.getString("biz_opaque_callback_data", "").length() <= 512, INVALID, "biz_opaque_callback_data");
    var context = message.getJsonObject("context");
    must(context == null || context.getString("message_id") != null, MISSING, "context.message_id is required");
    var type = message.getString("type", "");
    var part = message.getJsonObject(type);
    must(part != null, MISSING, type + " is required");
    switch (type) {
      case "text" -> length(part.getString("body"), 4096, "text.body");
      case "interactive" -> interactive(part);
      case "document" -> document(part);
      case "image" -> image(part);
      case "template" -> template(part);
      default -> throw new Refused(131051, "type " + type + " is not supported");
    }
  }

  private static void template(JsonObject template) {
    length(template.getString("name"), 512, "template.name");
    length(template.getJsonObject("language", new JsonObject()).getString("code"), 10, "template.language.code");
    for (var parameter : parameters(template)) {
      must(!parameter.matches("(?s).*([\\n\\t]| {5}).*"), 132018, "a parameter holds a line end, a tab or many blanks");
    }
  }

  /** What fills the blanks of the template's text. */
  static List<String> parameters(JsonObject template) {
    var filled = new ArrayList<String>();
    var components = template.getJsonArray("components", new JsonArray());
    for (var i = 0; i < components.size(); i++) {
      var parameters = components.getJsonObject(i).getJsonArray("parameters", new JsonArray());
      for (var k = 0; "body".equals(components.getJsonObject(i).getString("type")) && k < parameters.size(); k++) {
        filled.add(length(parameters.getJsonObject(k).getString("text"), 1024, "parameter"));
      }
    }
    return filled;
  }

  private void image(JsonObject image) {
    must(media.contains(image.getString("id", "")), INVALID, "image.id is not a media id");
    must(image.getString("caption", "").length() <= 1024, INVALID, "image.caption is longer than 1024");
    must(!image.containsKey("filename"), 100, "image.filename is not a parameter");
  }

  private void document(JsonObject document) {
    must(media.contains(document.getString("id", "")), INVALID, "document.id is not a media id");
    must(document.getString("caption", "").length() <= 1024, INVALID, "document.caption is longer than 1024");
    length(document.getString("filename", "-"), 240, "document.filename");
  }

  private static void interactive(JsonObject interactive) {
    var action = interactive.getJsonObject("action");
    var body = interactive.getJsonObject("body");
    must(action != null && body != null, MISSING, "interactive.body and action are required");
    length(body.getString("text"), 1024, "interactive.body.text");
    switch (interactive.getString("type", "")) {
      case "button" -> buttons(action.getJsonArray("buttons", new JsonArray()));
      case "list" -> list(action);
      case "cta_url" -> link(action);
      case "location_request_message" -> must("send_location".equals(action.getString("name")), INVALID, "action.name");
      case "request_contact_info" ->
        must("request_contact_info".equals(action.getString("name")), INVALID, "action.name");
      default -> throw new Refused(INVALID, "interactive.type");
    }
  }

  private static void link(JsonObject action) {
    must("cta_url".equals(action.getString("name")), INVALID, "action.name must be cta_url");
    var parameters = action.getJsonObject("parameters", new JsonObject());
    length(parameters.getString("display_text"), 20, "display_text");
    must(length(parameters.getString("url"), 2000, "url").matches("https?://\\S+"), INVALID, "url is no address");
  }

  private static void buttons(JsonArray buttons) {
    must(!buttons.isEmpty() && buttons.size() <= 3, INVALID, "1 to 3 buttons");
    var ids = new HashSet<String>();
    var titles = new HashSet<String>();
    for (var i = 0; i < buttons.size(); i++) {
      must("reply".equals(buttons.getJsonObject(i).getString("type")), INVALID, "button type");
      var reply = buttons.getJsonObject(i).getJsonObject("reply", new JsonObject());
      must(ids.add(length(reply.getString("id"), 256, "button id")), INVALID, "button ids must be unique");
      must(titles.add(length(reply.getString("title"), 20, "button title")), INVALID, "button titles must be unique");
    }
  }

  private static void list(JsonObject action) {
    length(action.getString("button"), 20, "list button");
    var sections = action.getJsonArray("sections", new JsonArray());
    must(!sections.isEmpty() && sections.size() <= 10, INVALID, "1 to 10 sections");
    var ids = new HashSet<String>();
    for (var i = 0; i < sections.size(); i++) {
      var section = sections.getJsonObject(i);
      must(sections.size() == 1 || section.getString("title") != null, MISSING, "section title");
      must(section.getString("title", "").length() <= 24, INVALID, "section title is longer than 24");
      var rows = section.getJsonArray("rows", new JsonArray());
      for (var k = 0; k < rows.size(); k++) {
        var row = rows.getJsonObject(k);
        must(ids.add(length(row.getString("id"), 200, "row id")), INVALID, "row ids must be unique");
        length(row.getString("title"), 24, "row title");
        must(row.getString("description", "").length() <= 72, INVALID, "row description is longer than 72");
      }
    }
    must(!ids.isEmpty() && ids.size() <= 10, INVALID, "1 to 10 rows in all");
  }

  private static String length(@Nullable String text, int longest, String what) {
    if (text == null || text.isBlank()) {
      throw new Refused(MISSING, what + " is required");
    }
    must(text.length() <= longest, INVALID, what + " is longer than " + longest);
    return text;
  }

  private static void must(boolean holds, int code, String details) {
    if (!holds) {
      throw new Refused(code, details);
    }
  }

  /** What a phone shows of an action that was taken. */
  static List<Button> buttons(JsonObject action) {
    var shown = new ArrayList<Button>();
    var buttons = action.getJsonArray("buttons", new JsonArray());
    for (var i = 0; i < buttons.size(); i++) {
      var reply = buttons.getJsonObject(i).getJsonObject("reply");
      shown.add(Button.button(reply.getString("id"), reply.getString("title")));
    }
    if (action.containsKey("parameters")) {
      var link = action.getJsonObject("parameters");
      shown.add(Button.link(link.getString("display_text"), link.getString("url")));
    }
    if (action.getString("name", "").matches("send_location|request_contact_info")) {
      shown.add(Button.request(action.getString("name"), action.getString("name")));
    }
    var sections = action.getJsonArray("sections", new JsonArray());
    for (var i = 0; i < sections.size(); i++) {
      var rows = sections.getJsonObject(i).getJsonArray("rows");
      for (var k = 0; k < rows.size(); k++) {
        var row = rows.getJsonObject(k);
        shown.add(new Button(row.getString("id"), row.getString("title"), row.getString("description"),
            Button.Kind.ROW));
      }
    }
    return shown;
  }
}
