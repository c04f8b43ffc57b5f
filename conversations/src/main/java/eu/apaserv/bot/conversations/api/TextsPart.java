package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.Wording;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.store.TextVersions;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the assistant says: as it is built in, and as staff wrote it instead. */
final class TextsPart implements ApiPart {
  private static final int USUAL = 100;
  private static final int MOST = 500;

  private final Texts texts;
  private final WordingCheck check;

  TextsPart(Texts texts, WordingCheck check) {
    this.texts = texts;
    this.check = check;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(
        Endpoint.get("/texts", "texts", Scope.TEXTS_READ, this::list, "language", "q", "cursor", "limit"),
        Endpoint.get("/texts/:language/:key", "text", Scope.TEXTS_READ, this::one));
  }

  private JsonObject list(Call call) {
    var language = call.oneOf("language", "ro", "en").equals("en") ? Language.EN : Language.RO;
    var asked = call.asked("q").toLowerCase(Locale.ROOT);
    var after = call.asked("cursor");
    int limit = call.limit(USUAL, MOST);
    var written = written(call, language);
    var found = texts.keys(language).stream().sorted().filter(key -> key.compareTo(after) > 0)
        .filter(key -> asked.isEmpty() || key.contains(asked)
            || said(language, key, written).toLowerCase(Locale.ROOT).contains(asked))
        .limit(limit + 1L).toList();
    var shown = found.subList(0, Math.min(limit, found.size()));
    return new JsonObject().put("texts", Fields.list(shown, key -> text(language, key, written))).put("next",
        shown.size() == found.size() ? null : shown.getLast());
  }

  /** What is said in place of built-in texts, by key. */
  private Map<String, String> written(Call call, Language language) {
    return new TextVersions(call.database(), check).published().stream()
        .filter(version -> version.wording().language() == language)
        .collect(Collectors.toMap(version -> version.wording().key(), version -> version.wording().pattern()));
  }

  private String said(Language language, String key, Map<String, String> written) {
    return written.getOrDefault(key, texts.pattern(language, key));
  }

  private JsonObject text(Language language, String key, Map<String, String> written) {
    return new JsonObject().put("language", language.code()).put("key", key)
        .put("pattern", said(language, key, written))
        .put("changed", written.containsKey(key));
  }

  private JsonObject one(Call call) {
    var language = language(call.part("language"));
    var key = call.part("key");
    if (language == null || !texts.has(language, new Wording(language, key, "").longKey())) {
      throw Problem.missing("There is no text of this language and key");
    }
    var versions = new TextVersions(call.database(), check).versions(language, key);
    return text(language, key, written(call, language)).put("built_in", texts.pattern(language, key))
        .put("slots", new JsonArray(texts.slots(language, new Wording(language, key, "").longKey()).stream().sorted()
            .toList()))
        .put("versions", Fields.list(versions, version -> new JsonObject().put("id", version.id())
            .put("pattern", version.wording().pattern()).put("written_by", version.by())
            .put("written_at", version.at().toString())));
  }

  private static @Nullable Language language(String code) {
    return switch (code) {
      case "ro" -> Language.RO;
      case "en" -> Language.EN;
      default -> null;
    };
  }
}
