package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.RunBook;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.List;
import java.util.function.BiPredicate;

/** What is said to many: how far it is; held, gone on with, called off. */
final class RunsPart implements ApiPart {
  private static final int USUAL = 50;
  private static final int MOST = 200;

  private final Clock clock;

  RunsPart(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/runs", "runs", Scope.RUNS_READ, this::list, "cursor", "limit"),
        Endpoint.get("/runs/:id", "run", Scope.RUNS_READ, call -> one(call.database(), call.number("id"))),
        steer("pause", "pauseRun", "paused", RunBook::pause), steer("resume", "resumeRun", "resumed", RunBook::resume),
        steer("cancel", "cancelRun", "cancelled", RunBook::cancel));
  }

  private JsonObject list(Call call) {
    int limit = call.limit(USUAL, MOST);
    var runs = new RunBook(call.database(), clock).before(call.cursor(Long.MAX_VALUE), limit + 1);
    return Fields.page("runs", runs, limit, RunsPart::fields, Run::id);
  }

  private JsonObject one(Database database, long id) {
    var book = new RunBook(database, clock);
    var run = book.find(id).orElseThrow(() -> Problem.missing("There is no run " + id));
    return fields(run).put("recipients", Fields.list(book.progress(id).tallies(), tally -> new JsonObject()
        .put("state", tally.state()).put("reason", tally.reason()).put("count", tally.recipients())));
  }

  private static JsonObject fields(Run run) {
    return new JsonObject().put("id", run.id()).put("kind", run.kind()).put("title", run.title())
        .put("state", run.state().word()).put("urgent", run.urgent()).put("started_by", run.startedBy())
        .put("created_at", run.createdAt().toString()).put("started_at", Fields.moment(run.startedAt()))
        .put("ended_at", Fields.moment(run.endedAt()));
  }

  private Endpoint steer(String step, String operation, String deed, BiPredicate<RunBook, Long> move) {
    return Endpoint.post("/runs/:id/" + step, operation, Scope.RUNS_WRITE, call -> {
      long id = call.number("id");
      var run = one(call.database(), id);
      if (!move.test(new RunBook(call.database(), clock), id)) {
        throw Problem.conflict("run_state", "The run is " + run.getString("state") + ", so this cannot be done");
      }
      call.audit("run." + deed, "run " + id, "");
      return one(call.database(), id);
    });
  }
}
