package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** A template as Meta is asked to approve it ({@code POST {waba}/message_templates}). Pure. */
final class TemplateShape {
  /** The example of a link's end, for the reviewers. */
  private static final String TOKEN = "AbC1dE2fG3";

  private TemplateShape() {}

  static JsonObject of(Template template, Language language, String publicUrl) {
    return new JsonObject().put("name", template.name()).put("language", language.code())
        .put("category", "UTILITY").put("components", components(template, language, publicUrl));
  }

  static JsonArray components(Template template, Language language, String publicUrl) {
    var wording = template.wordings().get(language);
    if (wording == null) {
      throw new IllegalArgumentException("Template " + template.name() + " has no words in this language");
    }
    var components = new JsonArray();
    if (template.document()) {
      components.add(new JsonObject().put("type", "HEADER").put("format", "DOCUMENT"));
    }
    var body = new JsonObject().put("type", "BODY").put("text", template.numbered(wording));
    if (!template.blanks().isEmpty()) {
      var examples = new JsonArray();
      template.blanks().values().forEach(blank -> examples.add(blank.get(language)));
      body.put("example", new JsonObject().put("body_text", new JsonArray().add(examples)));
    }
    components.add(body);
    if (wording.footer() != null) {
      components.add(new JsonObject().put("type", "FOOTER").put("text", wording.footer()));
    }
    var buttons = buttons(wording, publicUrl);
    return buttons.isEmpty()
        ? components
        : components.add(new JsonObject().put("type", "BUTTONS").put("buttons", buttons));
  }

  private static JsonArray buttons(Template.Wording wording, String publicUrl) {
    var buttons = new JsonArray();
    wording.replies().forEach(reply -> buttons.add(new JsonObject().put("type", "QUICK_REPLY").put("text", reply)));
    var link = wording.link();
    if (link != null) {
      buttons.add(new JsonObject().put("type", "URL").put("text", link.title())
          .put("url", publicUrl + link.path() + "{{1}}")
          .put("example", new JsonArray().add(publicUrl + link.path() + TOKEN)));
    }
    return buttons;
  }

  /** What a customer reads and taps of it; examples and what Meta adds of its own are no difference. */
  static List<String> said(JsonNode components) {
    var said = new ArrayList<String>();
    for (var component : components) {
      said.add(Wire.text(component.path("type")) + " " + Wire.text(component.path("format"))
          + Wire.text(component.path("text")));
      for (var button : component.path("buttons")) {
        said.add(Wire.text(button.path("type")) + " " + Wire.text(button.path("text")) + " "
            + Wire.text(button.path("url")));
      }
    }
    return said;
  }
}
