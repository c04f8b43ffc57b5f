package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.dialogue.Wording;
import eu.apaserv.bot.core.dialogue.WordingCheck;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.TextVersions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the assistant says: found, written anew, compared with what is said now, published, taken back. */
final class TextSection implements Section {
  private static final int MOST = 200;

  private final Texts texts;
  private final WordingCheck check;
  private final TextVersions versions;
  private final AuditLog audit;
  private final Templates templates = Templates.of(Console.class);

  TextSection(Texts texts, WordingCheck check, TextVersions versions, AuditLog audit) {
    this.texts = texts;
    this.check = check;
    this.versions = versions;
    this.audit = audit;
  }

  /** @param changed staff have written another one, which is said */
  record Row(String key, String pattern, boolean changed) {}

  record ListPage(Words words, String language, String asked, boolean changedOnly, List<Row> rows, boolean cut) {}

  /** @param said it is what is said now */
  record Past(TextVersions.Version version, boolean said) {}

  /**
   * One text.
   *
   * @param builtIn as it is built in; empty: the short variant has none
   * @param said what is said now
   * @param typed what stands in the form
   * @param problems what is wrong with it
   * @param cost of a short one, or null
   */
  record OnePage(Visit visit, Words words, String language, String key, String builtIn, String said, String typed,
      List<String> problems, WordingCheck.@Nullable Cost cost, List<Difference.Piece> difference, List<Past> past,
      List<String> slots) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("texts", Group.ASSISTANT, Role.DISPATCHER).saying(WorkSections.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.DISPATCHER, this::list), Route.get("/:language/:key", Role.DISPATCHER,
        visit -> one(visit, visit.asked("from").isEmpty() ? null : visit.asked("from"))),
        Route.post("/:language/:key/check", Role.DISPATCHER, visit -> one(visit, visit.field("pattern"))),
        Route.post("/:language/:key/write", Role.ADMIN, this::write),
        Route.post("/:language/:key/publish", Role.ADMIN, visit -> decided(visit, "published",
            at -> at.version().map(id -> versions.publish(id, at.by())).orElse(TextVersions.Outcome.MISSING))),
        Route.post("/:language/:key/back", Role.ADMIN, visit -> decided(visit, "rolled_back",
            at -> versions.rollBack(at.language(), at.key(), at.by()))),
        Route.post("/:language/:key/withdraw", Role.ADMIN, visit -> decided(visit, "withdrawn",
            at -> versions.withdraw(at.language(), at.key(), at.by()))));
  }

  /** What a form is about. */
  private record At(Language language, String key, Optional<Long> version, String by) {}

  private Answer list(Visit visit) {
    var language = language(visit.asked("language"));
    var asked = visit.asked("q").toLowerCase(Locale.ROOT);
    boolean changedOnly = visit.asked("changed").equals("1");
    Map<String, String> changed = versions.published().stream().filter(v -> v.wording().language() == language)
        .collect(Collectors.toMap(v -> v.wording().key(), v -> v.wording().pattern()));
    var rows = texts.keys(language).stream().sorted()
        .map(key -> new Row(key, changed.getOrDefault(key, texts.pattern(language, key)), changed.containsKey(key)))
        .filter(row -> !changedOnly || row.changed())
        .filter(row -> asked.isEmpty() || row.key().contains(asked)
            || row.pattern().toLowerCase(Locale.ROOT).contains(asked))
        .limit(MOST + 1).toList();
    return templates.page(visit, "texts", visit.words().say("nav.texts"), new ListPage(visit.words(), language.code(),
        visit.asked("q"), changedOnly, rows.subList(0, Math.min(MOST, rows.size())), rows.size() > MOST));
  }

  private static Language language(String code) {
    return code.equals("en") ? Language.EN : Language.RO;
  }

  private Answer one(Visit visit, @Nullable String typed) {
    var language = language(visit.part("language"));
    var key = visit.part("key");
    var longKey = new Wording(language, key, "").longKey();
    if (!texts.has(language, longKey)) {
      return said("", "no_text");
    }
    var builtIn = texts.pattern(language, key);
    var all = versions.versions(language, key);
    var now = versions.published().stream()
        .filter(v -> v.wording().language() == language && v.wording().key().equals(key)).findFirst();
    var said = now.map(v -> v.wording().pattern()).orElse(builtIn);
    var form = typed == null ? said : typed;
    var verdict = check.check(new Wording(language, key, form));
    var problems = form.isEmpty() ? List.<String>of() : problems(visit.words(), verdict);
    return templates.page(visit, "text", key, new OnePage(visit, visit.words(), language.code(), key, builtIn, said,
        form, problems, verdict.cost(), Difference.of(said, form), all.stream()
            .map(v -> new Past(v, now.isPresent() && now.get().id() == v.id())).toList(),
        texts.slots(language, texts.has(language, key) ? key : longKey).stream().sorted().toList()));
  }

  private static List<String> problems(Words words, WordingCheck.Verdict verdict) {
    return verdict.problems().stream().map(problem -> words.say("text_fault."
        + problem.fault().name().toLowerCase(Locale.ROOT), "detail", problem.detail())).toList();
  }

  private Answer write(Visit visit) {
    var at = at(visit);
    var pattern = visit.field("pattern");
    if (!texts.has(at.language(), new Wording(at.language(), at.key(), "").longKey())) {
      return said("", "no_text");
    }
    return switch (versions.write(new Wording(at.language(), at.key(), pattern), at.by())) {
      case TextVersions.Written.Kept _ -> {
        audit.write(visit.staff(), "text.written", at.language().code() + " " + at.key(), "");
        yield Answer.redirect(back(visit)).saying("text_kept").taken(visit);
      }
      case TextVersions.Written.Refused _ -> one(visit, pattern).status(422);
    };
  }

  private String back(Visit visit) {
    return path("/" + language(visit.part("language")).code() + "/" + Words.encoded(visit.part("key")));
  }

  private static At at(Visit visit) {
    return new At(language(visit.part("language")), visit.part("key"), Visit.row(visit.field("version")),
        visit.staff().name());
  }

  private Answer decided(Visit visit, String deed, Function<At, TextVersions.Outcome> step) {
    var at = at(visit);
    var outcome = step.apply(at);
    if (outcome == TextVersions.Outcome.PUBLISHED) {
      audit.write(visit.staff(), "text." + deed, at.language().code() + " " + at.key(), "");
    }
    return Answer.redirect(back(visit)).saying("text_" + outcome.name().toLowerCase(Locale.ROOT));
  }
}
