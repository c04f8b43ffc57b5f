package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Misunderstandings;
import eu.apaserv.bot.core.store.ModelVersions;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.work.Learning;
import java.util.List;

/** What was not understood: labelled by staff, learnt from; each model compared before it answers, and taken back. */
final class UnderstandingSection implements Section {
  private static final int SHOWN = 50;
  private static final int VERSIONS = 20;

  private final Learning learning;
  private final Misunderstandings misunderstandings;
  private final List<String> intents;
  private final AuditLog audit;
  private final Templates templates = Templates.of(Console.class);

  UnderstandingSection(Learning learning, Misunderstandings misunderstandings, List<String> intents, AuditLog audit) {
    this.learning = learning;
    this.misunderstandings = misunderstandings;
    this.intents = intents;
    this.audit = audit;
  }

  /** @param confusions what was taken for what, and how often */
  record Page(Visit visit, Words words, List<Misunderstandings.Entry> open, List<String> intents,
      List<Misunderstandings.Confusion> confusions, List<Version> versions, long current) {}

  /** @param share of the checked messages it got right, in percent */
  record Version(ModelVersions.Version made, String when, String share, boolean answers) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("understanding", Group.ASSISTANT, Role.OPERATOR).saying(WorkSections.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.OPERATOR, this::show),
        Route.post("/:id/label", Role.OPERATOR, this::label), Route.post("/:id/dismiss", Role.OPERATOR, this::dismiss),
        Route.post("/train", Role.ADMIN, this::train), Route.post("/choose", Role.ADMIN, this::choose));
  }

  private Answer show(Visit visit) {
    var words = visit.words();
    var current = learning.current();
    var versions = learning.versions(VERSIONS).stream().map(version -> new Version(version,
        words.day(version.madeAt()) + " " + words.time(version.madeAt()), share(version),
        version.number() == current)).toList();
    return templates.page(visit, "understanding", words.say("nav.understanding"), new Page(visit, words,
        learning.open(SHOWN), intents, misunderstandings.confusions(SHOWN), versions, current));
  }

  private static String share(ModelVersions.Version version) {
    var made = version.made();
    return made.messages() == 0 ? "–" : String.valueOf(Math.round(1000.0 * made.right() / made.messages()) / 10.0);
  }

  private Answer label(Visit visit) {
    var intent = visit.field("intent");
    boolean done = intents.contains(intent)
        && visit.id("id").map(id -> learning.label(id, intent, visit.staff().name())).orElse(false);
    return noted(visit, done, "understanding.labelled", intent, "labelled");
  }

  private Answer dismiss(Visit visit) {
    boolean done = visit.id("id").map(id -> learning.dismiss(id, visit.staff().name())).orElse(false);
    return noted(visit, done, "understanding.dismissed", "", "dismissed");
  }

  private Answer train(Visit visit) {
    learning.want(visit.staff().name());
    return noted(visit, true, "understanding.trained", "", "training");
  }

  private Answer choose(Visit visit) {
    var version = visit.field("version");
    boolean done = Visit.row(version).filter(id -> learning.choose(id, visit.staff().name())).isPresent();
    return noted(visit, done, "understanding.chosen", "version " + version, "chosen");
  }

  private Answer noted(Visit visit, boolean done, String deed, String detail, String said) {
    if (done) {
      audit.write(visit.staff(), deed, "understanding", detail);
    }
    return said("", done ? "understanding_" + said : "understanding_unchanged");
  }
}
