package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.run.Progress;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.RunState;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.RunCosts;
import java.time.Clock;
import java.util.List;
import java.util.function.LongPredicate;

/** What is said to many: how far it is, who was left out and why; held, gone on with, called off. */
final class RunSection implements Section {
  private static final int SHOWN = 100;
  private static final int ENTRIES = 200;
  private static final List<String> STATES = List.of("waiting", "queued", "sent", "delivered", "skipped", "failed",
      "unknown");

  private final RunBook runs;
  private final AuditLog audit;
  private final Clock clock;
  private final Templates templates = Templates.of(Console.class);

  RunSection(RunBook runs, AuditLog audit, Clock clock) {
    this.runs = runs;
    this.audit = audit;
    this.clock = clock;
  }

  /** @param settled how many of all have come to an end, of a hundred */
  record Row(Run run, String kind, String state, String began, Progress progress, long settled) {}

  /** @param rows the newest first */
  record ListPage(Words words, List<Row> rows) {}

  /** Recipients in one state, for one reason. */
  record Tally(String state, String reason, long recipients) {}

  /**
   * @param cost in words; empty: it costs nothing and nobody has asked
   * @param over it is held because it costs more than was agreed to
   * @param chosen the state whose recipients are listed; empty: none
   */
  record OnePage(Visit visit, Words words, Row row, String cost, boolean over, List<Tally> tallies, String chosen,
      List<String> states,
      List<RunBook.Entry> entries) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("runs", Group.WORK, Role.OPERATOR).saying(WorkSections.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.OPERATOR, this::list), Route.get("/:id", Role.OPERATOR, this::one),
        Route.post("/:id/pause", Role.DISPATCHER, visit -> steered(visit, "paused", runs::pause)),
        Route.post("/:id/resume", Role.DISPATCHER, visit -> steered(visit, "resumed", runs::resume)),
        Route.post("/:id/cancel", Role.DISPATCHER, visit -> steered(visit, "cancelled", runs::cancel)));
  }

  private Answer list(Visit visit) {
    var rows = runs.latest(SHOWN).stream().map(run -> row(visit.words(), run)).toList();
    return templates.page(visit, "runs", visit.words().say("nav.runs"), new ListPage(visit.words(), rows));
  }

  private Row row(Words words, Run run) {
    var progress = runs.progress(run.id());
    long open = progress.in("waiting") + progress.in("queued");
    long settled = progress.total() == 0 ? 100 : 100 * (progress.total() - open) / progress.total();
    return new Row(run, kind(words, run), words.say("run_state." + run.state().word()),
        words.when(run.createdAt(), clock.instant()), progress, settled);
  }

  /** Such as: news, or news: corrected. */
  private static String kind(Words words, Run run) {
    var kind = words.or("run_kind", run.kind());
    return run.telling().isEmpty() ? kind : kind + ": " + words.or("run_telling", run.telling());
  }

  private Answer one(Visit visit) {
    var words = visit.words();
    return visit.number("id").flatMap(runs::find).map(run -> {
      var row = row(words, run);
      var tallies = row.progress().tallies().stream().map(tally -> new Tally(words.or("run_recipient", tally.state()),
          tally.reason().isEmpty() ? "" : reason(words, tally.reason()), tally.recipients())).toList();
      var chosen = STATES.contains(visit.asked("state")) ? visit.asked("state") : "";
      var cost = runs.cost(run.id());
      var page = new OnePage(visit, words, row, cost(words, cost), cost.isOver() && run.state() == RunState.PAUSED,
          tallies, chosen, STATES, chosen.isEmpty()
              ? List.of()
              : runs.entries(run.id(), chosen, ENTRIES));
      return visit.partly() ? templates.part("progress", page) : templates.page(visit, "run", run.title(), page);
    }).orElseGet(() -> said("", "no_run"));
  }

  /** Of a skip the kind's word, of a failure the provider's code. */
  static String reason(Words words, String reason) {
    var known = words.or("run_reason", reason);
    return known.equals(reason) ? words.failure(reason) : known;
  }

  /** What it is about: a number the kind gave it, as long as it calls nobody, or the word before that number. */
  static String subject(Words words, String subject) {
    var word = subject.split(" ", 2)[0];
    var known = words.or("run_subject", word);
    return known.equals(word) ? Masked.text(subject) : known;
  }

  private static String cost(Words words, RunCosts.Cost cost) {
    var budget = cost.budget();
    if (budget != null) {
      return words.say("run.spent_of", "spent", words.number(cost.spent()), "budget", words.number(budget));
    }
    return cost.spent().signum() == 0 ? "" : words.say("run.spent", "spent", words.number(cost.spent()));
  }

  private Answer steered(Visit visit, String done, LongPredicate step) {
    var id = visit.number("id");
    if (id.isPresent() && step.test(id.get())) {
      audit.write(visit.staff(), "run." + done, "run " + id.get(), "");
      return said("/" + id.get(), "run_" + done);
    }
    return said(id.map(n -> "/" + n).orElse(""), "run_unchanged");
  }

  /** Whether something of it may still be held or called off. */
  static boolean isOpen(Run run) {
    return run.state() == RunState.RUNNING || run.state() == RunState.PAUSED || run.state() == RunState.DRAFT;
  }
}
