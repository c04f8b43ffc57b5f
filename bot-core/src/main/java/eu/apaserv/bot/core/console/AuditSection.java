package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who did or saw what. */
final class AuditSection implements Section {
  private static final int DEEDS = 100;

  private final AuditLog audit;
  private final Templates templates;

  AuditSection(Database database, Templates templates) {
    this.audit = new AuditLog(database);
    this.templates = templates;
  }

  /** One row, in words. */
  record Row(String when, String iso, String staff, String action, String subject, String reason) {}

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
    var deeds = audit.read(asked, Visit.row(visit.asked("before")).orElse(Long.MAX_VALUE), DEEDS + 1);
    var shown = deeds.subList(0, Math.min(DEEDS, deeds.size()));
    var rows = shown.stream().map(deed -> new Row(words.day(deed.at()) + " " + words.time(deed.at()),
        words.iso(deed.at()), deed.staff(), words.or("deed", deed.action()), deed.subject(), deed.reason())).toList();
    var older = shown.size() == deeds.size()
        ? null
        : path("?q=" + Words.encoded(asked) + "&before="
            + shown.getLast().id());
    return templates.page(visit, "audit", words.say("nav.audit"), new Audit(words, asked, rows, older));
  }
}
