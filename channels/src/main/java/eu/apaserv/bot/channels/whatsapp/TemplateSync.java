package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.core.message.Standing;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Brings the templates of our files and those at Meta together. Waits for its answers: not for event loops. */
public final class TemplateSync {
  private static final int MOST_PAGES = 20;
  private static final String FIELDS = "fields=id,name,language,status,category,quality_score,rejected_reason,components"
      + "&limit=100";
  /** Meta lets these be written anew; others are being looked at. */
  private static final Set<String> OPEN = Set.of("APPROVED", "REJECTED", "PAUSED");

  private final GraphApi api;
  private final String account;
  private final TemplateBook book;
  private final Clock clock;

  TemplateSync(GraphApi api, String account, TemplateBook book, Clock clock) {
    this.api = api;
    this.account = account;
    this.book = book;
    this.clock = clock;
  }

  /**
   * One template in one language.
   *
   * @param status Meta's word; {@code MISSING} when it has none of that name
   * @param quality Meta's word, or empty
   * @param same what Meta has says what our file says
   * @param done created, rewritten, or why neither; empty when nothing was to do
   */
  public record Line(String name, String language, String status, String quality, boolean same, String done) {}

  /**
   * What was found.
   *
   * @param standings as they now are, to be kept
   * @param problem why the list could not be read; empty when it was
   */
  public record Report(List<Line> lines, List<Standing> standings, String problem) {}

  /** Looks, and changes nothing. */
  public Report status() {
    return report(false);
  }

  /** Creates what Meta does not have and writes anew what differs. Nothing is deleted. */
  public Report sync() {
    return report(true);
  }

  private Report report(boolean changes) {
    if (account.isBlank()) {
      return new Report(List.of(), List.of(), "WHATSAPP_BUSINESS_ACCOUNT_ID is not set: templates belong to it");
    }
    var listed = new LinkedHashMap<String, JsonNode>();
    var problem = list(listed);
    if (!problem.isEmpty()) {
      return new Report(List.of(), List.of(), problem);
    }
    var lines = new ArrayList<Line>();
    for (var template : book.all()) {
      template.wordings().keySet().stream().sorted().forEach(language -> lines.add(line(template, language,
          listed.getOrDefault(key(template.name(), language.code()), MissingNode.getInstance()), changes)));
    }
    var standings = new ArrayList<Standing>();
    listed.values().stream().filter(t -> book.find(Wire.text(t.path("name"))).isPresent())
        .forEach(t -> standings.addAll(TemplateNews.listed(t, clock.instant())));
    return new Report(lines, standings, "");
  }

  private Line line(Template template, Language language, JsonNode there, boolean changes) {
    var status = there.isMissingNode() ? "MISSING" : Untrusted.text(Wire.text(there.path("status")), 40);
    var ours = TemplateShape.of(template, language, book.publicUrl());
    var same = TemplateShape.said(there.path("components"))
        .equals(TemplateShape.said(tree(ours).path("components")));
    var done = changes ? change(ours, there, status, same) : "";
    return new Line(template.name(), language.code(), status,
        Untrusted.text(Wire.text(there.path("quality_score").path("score")), 20), same, done);
  }

  private String change(JsonObject ours, JsonNode there, String status, boolean same) {
    if (there.isMissingNode()) {
      return told("created, waits for approval", api.post(account + "/message_templates", ours));
    }
    if (same) {
      return "";
    }
    var id = Wire.text(there.path("id"));
    return OPEN.contains(status) && id.matches("[0-9]{1,40}")
        ? told("written anew, waits for approval",
            api.post(id, new JsonObject().put("components", ours.getJsonArray("components"))))
        : "differs, and cannot be changed while it is " + status;
  }

  private static String told(String done, Reply reply) {
    return switch (reply) {
      case Reply.Answered answer when answer.status() / 100 == 2 && answer.failure() == null -> done;
      case Reply.Answered answer -> "refused: " + Checkup.why(answer);
      case Reply.NotSent unsent -> "not done: " + unsent.reason();
      case Reply.Lost lost -> "perhaps done, look again: " + lost.reason();
    };
  }

  /** All pages. Empty: all went well; else why not. */
  private String list(Map<String, JsonNode> listed) {
    var after = "";
    for (var page = 0; page < MOST_PAGES; page++) {
      var reply = api.get(account + "/message_templates?" + FIELDS + after);
      if (!(reply instanceof Reply.Answered answer) || answer.status() != 200 || answer.failure() != null) {
        return told("", reply);
      }
      answer.body().path("data").forEach(t -> listed.put(key(Wire.text(t.path("name")), Wire.text(t.path("language"))),
          t));
      var cursor = Wire.text(answer.body().path("paging").path("cursors").path("after"));
      if (!answer.body().path("paging").has("next") || !cursor.matches("[A-Za-z0-9_=-]{1,500}")) {
        return "";
      }
      after = "&after=" + cursor;
    }
    return "";
  }

  private static String key(String name, String language) {
    return name + "/" + language;
  }

  private static JsonNode tree(JsonObject json) {
    try {
      return Wire.JSON.readTree(json.encode());
    } catch (IOException e) {
      throw new IllegalStateException("Our own JSON is none", e);
    }
  }
}
