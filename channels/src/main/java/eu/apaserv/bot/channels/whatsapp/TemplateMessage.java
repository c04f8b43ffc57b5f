package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code template} part of a message: approved words with their blanks filled. Pure. */
final class TemplateMessage {
  private TemplateMessage() {}

  /**
   * @param mediaId what the upload of its document was named; null where the template has none
   * @param publicUrl where links of ours begin
   */
  static JsonObject of(Template template, Content.Notice notice, @Nullable String mediaId, String publicUrl) {
    var wording = template.wordings().get(notice.language());
    if (wording == null) {
      throw new IllegalArgumentException("Template " + template.name() + " has no words in this language");
    }
    var components = new JsonArray();
    if (mediaId != null && notice.body() instanceof Content.Document document) {
      components.add(new JsonObject().put("type", "header").put("parameters",
          new JsonArray().add(new JsonObject().put("type", "document").put("document",
              new JsonObject().put("id", mediaId).put("filename", MessageBody.fileName(document.fileName()))))));
    }
    if (!notice.parameters().isEmpty()) {
      components.add(new JsonObject().put("type", "body").put("parameters", fillings(notice.parameters(),
          template.longestFilling(wording))));
    }
    replies(wording, notice.body(), components);
    if (wording.link() != null && notice.body() instanceof Content.Link link) {
      components.add(button("url", wording.replies().size()).put("parameters", new JsonArray().add(new JsonObject()
          .put("type", "text").put("text", link.url().substring((publicUrl + wording.link().path()).length())))));
    }
    var json = new JsonObject().put("name", template.name()).put("language",
        new JsonObject().put("code", notice.language().code()));
    return components.isEmpty() ? json : json.put("components", components);
  }

  private static JsonArray fillings(List<String> parameters, int longest) {
    var fillings = new JsonArray();
    parameters.forEach(p -> fillings.add(new JsonObject().put("type", "text").put("text", filling(p, longest))));
    return fillings;
  }

  /** Meta takes no line ends, no runs of blanks and nothing empty. */
  private static String filling(String parameter, int longest) {
    var line = MessageBody.cut(MessageBody.oneLine(parameter), longest);
    return line.isEmpty() ? "–" : line;
  }

  /** Where the notice offers as many choices as the template has replies, a tap brings their ids; else its own words. */
  private static void replies(Template.Wording wording, Content body, JsonArray components) {
    var choices = body instanceof Content.Choices(String _, List<Choice> all) ? all : List.<Choice>of();
    for (var i = 0; choices.size() == wording.replies().size() && i < choices.size(); i++) {
      components.add(button("quick_reply", i).put("parameters", new JsonArray()
          .add(new JsonObject().put("type", "payload").put("payload", choices.get(i).id()))));
    }
  }

  private static JsonObject button(String type, int index) {
    return new JsonObject().put("type", "button").put("sub_type", type).put("index", String.valueOf(index));
  }
}
