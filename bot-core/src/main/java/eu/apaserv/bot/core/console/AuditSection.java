package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Who did or saw what. */
final class AuditSection implements Section {
  private static final int DEEDS = 100;
  private static final int SHOWN = 8;
  private static final String DEED = "deed.";

  private final AuditLog audit;
  private final Templates templates;

  AuditSection(Database database, Templates templates) {
    this.audit = new AuditLog(database);
    this.templates = templates;
  }

  /** One row, in words. */
  record Row(String when, String iso, String staff, String action, String subject, @Nullable String link,
      String reason) {}

  /** @param older the address of the next page, or null */
  record Audit(Words words, String asked, List<Row> rows, @Nullable String older) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("audit", Group.HOUSE, Role.ADMIN);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.ADMIN, this::show));
  }

  private Answer show(Visit visit) {
    var words = visit.words();
    var asked = visit.asked("q");
    var deeds = audit.read(asked, actions(words, asked), Visit.row(visit.asked("before")).orElse(Long.MAX_VALUE),
        DEEDS + 1);
    var shown = deeds.subList(0, Math.min(DEEDS, deeds.size()));
    var rows = shown.stream().map(deed -> new Row(words.day(deed.at()) + " " + words.time(deed.at()),
        words.iso(deed.at()), deed.staff(), words.or("deed", deed.action()), subject(words, deed.subject()),
        Visit.uuid(deed.subject()).map(id -> Console.PATH + "/" + ConversationSection.NAME + "/" + id).orElse(null),
        reason(words, deed.reason()))).toList();
    var older = shown.size() == deeds.size()
        ? null
        : path("?q=" + Words.encoded(asked) + "&before="
            + shown.getLast().id());
    return templates.page(visit, "audit", words.say("nav.audit"), new Audit(words, asked, rows, older));
  }

  /** Those whose words have this, with diacritics or without. */
  static List<String> actions(Words words, String asked) {
    var wanted = folded(asked);
    return wanted.isEmpty()
        ? List.of()
        : words.texts().keys(words.language()).stream().filter(key -> key.startsWith(DEED)
            && folded(words.say(key)).contains(wanted)).map(key -> key.substring(DEED.length())).toList();
  }

  private static String folded(String text) {
    return Normalizer.normalize(text.strip().toLowerCase(Locale.ROOT), Normalizer.Form.NFD).replaceAll("\\p{M}", "");
  }

  /** What the log keeps as a word of the program and a number or name, in words; of a conversation enough to tell it. */
  static String subject(Words words, String kept) {
    if (Visit.uuid(kept).isPresent()) {
      return words.say("audit_subject.conversation", "name", kept.substring(0, SHOWN));
    }
    var parts = kept.split(" ", 2);
    var key = "audit_subject." + parts[0];
    return parts.length == 2 && words.has(key) ? words.say(key, "name", parts[1]) : words.or("channel", kept);
  }

  /** What colleagues gave stays as it is; before it, or alone, may stand a word of the program. */
  static String reason(Words words, String kept) {
    var parts = kept.split(": ", 2);
    if (parts.length == 2) {
      return words.or("reveal", parts[0]) + ": " + parts[1];
    }
    return kept.equals(words.or("role", kept)) ? words.or("privacy.kind", kept) : words.or("role", kept);
  }
}
