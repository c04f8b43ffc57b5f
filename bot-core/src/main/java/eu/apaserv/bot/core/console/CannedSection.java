package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.CannedAnswers;
import eu.apaserv.bot.core.store.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers that are kept ready. */
final class CannedSection implements Section {
  private static final int LONGEST = 2000;

  private final CannedAnswers canned;
  private final Templates templates;

  CannedSection(CannedAnswers canned, Templates templates) {
    this.canned = canned;
    this.templates = templates;
  }

  /** @param wrong what keeps the typed from being kept; null where nothing was typed yet */
  record Cans(Words words, String formWord, List<CannedAnswers.Canned> all, String name, String body,
      String language, @Nullable String wrong) {}

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
    return show(visit, null);
  }

  private Answer show(Visit visit, @Nullable String wrong) {
    return templates.page(visit, "canned", visit.words().say("nav.canned"), new Cans(visit.words(), visit.formWord(),
        canned.all(""), visit.field("name"), visit.field("body"), visit.field("language"), wrong));
  }

  private Answer keep(Visit visit) {
    var name = visit.field("name");
    var body = visit.field("body");
    if (name.isEmpty() || name.length() > 60 || body.isEmpty() || body.length() > LONGEST
        || !List.of("ro", "en").contains(visit.field("language"))) {
      return Answer.redirect(path(""));
    }
    var strange = CannedAnswers.strange(body);
    if (strange.isPresent()) {
      return show(visit, visit.words().say("canned.strange", "place", strange.get(), "name", "{name}", "colleague",
          "{colleague}")).status(422);
    }
    canned.keep(visit.staff(), name, visit.field("language"), body);
    return said("", "canned_kept");
  }

  private Answer remove(Visit visit) {
    Visit.row(visit.field("id")).ifPresent(canned::remove);
    return said("", "canned_removed");
  }
}
