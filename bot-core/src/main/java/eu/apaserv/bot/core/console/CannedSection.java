package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.CannedAnswers;
import eu.apaserv.bot.core.store.Role;
import java.util.List;

/** Answers that are kept ready. */
final class CannedSection implements Section {
  private static final int LONGEST = 2000;

  private final CannedAnswers canned;
  private final Templates templates;

  CannedSection(CannedAnswers canned, Templates templates) {
    this.canned = canned;
    this.templates = templates;
  }

  record Cans(Words words, String formWord, List<CannedAnswers.Canned> all) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("canned", Group.ASSISTANT, Role.OPERATOR);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.OPERATOR, this::show), Route.post("", Role.OPERATOR, this::keep),
        Route.post("/remove", Role.OPERATOR, this::remove));
  }

  private Answer show(Visit visit) {
    return templates.page(visit, "canned", visit.words().say("nav.canned"),
        new Cans(visit.words(), visit.formWord(), canned.all("")));
  }

  private Answer keep(Visit visit) {
    var name = visit.field("name");
    var body = visit.field("body");
    if (name.isEmpty() || name.length() > 60 || body.isEmpty() || body.length() > LONGEST
        || !List.of("ro", "en").contains(visit.field("language"))) {
      return Answer.redirect(path(""));
    }
    canned.keep(visit.staff(), name, visit.field("language"), body);
    return said("", "canned_kept");
  }

  private Answer remove(Visit visit) {
    Visit.row(visit.field("id")).ifPresent(canned::remove);
    return said("", "canned_removed");
  }
}
