package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.conversations.outage.Outage;
import eu.apaserv.bot.conversations.outage.OutageDesk;
import eu.apaserv.bot.conversations.outage.OutagePreview;
import eu.apaserv.bot.conversations.outage.Outcome;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * Outages from the first draft to their end. Whoever did not see the newest state is told so; a token counts as its owner, so
 * who wrote a draft cannot approve it by one.
 */
final class OutagesPart implements ApiPart {
  private final OutageDesk desk;

  OutagesPart(OutageDesk desk) {
    this.desk = desk;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/outages", "outages", Scope.OUTAGES_READ, this::list),
        Endpoint.get("/outages/:id", "outage", Scope.OUTAGES_READ, call -> one(call.database(), call.number("id"))),
        Endpoint.get("/outages/:id/preview", "previewOutage", Scope.OUTAGES_READ, this::preview),
        Endpoint.post("/outages", "draftOutage", Scope.OUTAGES_WRITE, this::draft, NoticeForm.FIELDS),
        step("edit", "editOutage", "drafted", (mine, call, id, who) -> mine.edit(id, who, call.whole("draft_no"),
            NoticeForm.read(call)), NoticeForm.EDITED),
        step("approve", "approveOutage", "approved",
            (mine, call, id, who) -> mine.approve(id, who, call.whole("draft_no")), "draft_no"),
        step("publish", "publishOutage", "published",
            (mine, call, id, who) -> mine.publish(id, who, call.whole("draft_no"), call.yes("late")), "draft_no",
            "late"),
        step("postpone", "postponeOutage", "postponed",
            (mine, call, id, who) -> mine.postpone(id, who, call.whole("version"), call.moment("starts_at"),
                call.moment("works_end_at"), call.moment("normal_at")),
            "version", "starts_at",
            "works_end_at", "normal_at"),
        step("restore", "restoreOutage", "restored",
            (mine, call, id, who) -> mine.restore(id, who, call.whole("version")), "version"),
        step("cancel", "cancelOutage", "cancelled",
            (mine, call, id, who) -> mine.cancel(id, who, call.whole("version")), "version"));
  }

  private JsonObject list(Call call) {
    return new JsonObject().put("outages", Fields.list(desk.in(call.database()).open(), OutagesPart::fields));
  }

  private static JsonObject fields(Outage outage) {
    var notice = outage.notice();
    var draft = outage.draft();
    return new JsonObject().put("id", outage.id()).put("status", outage.status().name().toLowerCase(Locale.ROOT))
        .put("version", outage.version()).put("notice", notice == null ? null : NoticeForm.of(notice))
        .put("draft", draft == null ? null : NoticeForm.of(draft)).put("draft_no", outage.draftNo())
        .put("drafted_by", outage.draftedBy()).put("approved_by", outage.approvedBy())
        .put("published_at", Fields.moment(outage.publishedAt())).put("changed_at", outage.changedAt().toString());
  }

  private JsonObject one(Database database, long id) {
    var mine = desk.in(database);
    var outage = mine.find(id).orElseThrow(() -> Problem.missing("There is no outage " + id));
    return fields(outage).put("steps", Fields.list(mine.steps(id), step -> new JsonObject().put("step", step.step())
        .put("version", step.version()).put("change", step.change().name().toLowerCase(Locale.ROOT))
        .put("who", step.who()).put("at", step.at().toString()).put("told", step.told())));
  }

  private JsonObject preview(Call call) {
    long id = call.number("id");
    var outage = desk.find(id).orElseThrow(() -> Problem.missing("There is no outage " + id));
    if (outage.draft() == null) {
      throw Problem.conflict("no_draft", "There is nothing prepared to look at");
    }
    return fields(desk.preview(id)).put("draft_no", outage.draftNo());
  }

  private static JsonObject fields(OutagePreview preview) {
    return new JsonObject().put("points", preview.points()).put("tells", preview.tells())
        .put("people", preview.people()).put("unreached", preview.unreached()).put("segments", preview.segments())
        .put("approval_needed", preview.approval()).put("cost", preview.cost().toPlainString())
        .put("texts", Fields.list(preview.rows(), row -> new JsonObject().put("channel", row.channel())
            .put("language", row.language()).put("people", row.people()).put("text", row.text())
            .put("parts", row.parts()).put("segments", row.segments()).put("cost", row.cost().toPlainString())))
        .put("remarks", Fields.list(preview.remarks(), remark -> new JsonObject().put("area", remark.area())
            .put("known", remark.known()).put("meant", remark.meant())));
  }

  private JsonObject draft(Call call) {
    var outage = desk.in(call.database()).draft(call.onceKey(), call.caller().staff().name(), NoticeForm.read(call));
    call.audit("outage.drafted", "outage " + outage.id(), "");
    return one(call.database(), outage.id());
  }

  /** A step of the desk. */
  private interface Step {
    Outcome take(OutageDesk mine, Call call, long id, String who);
  }

  private Endpoint step(String path, String operation, String deed, Step step, String... fields) {
    return Endpoint.post("/outages/:id/" + path, operation, Scope.OUTAGES_WRITE, call -> {
      long id = call.number("id");
      one(call.database(), id);
      var mine = desk.in(call.database());
      return switch (step.take(mine, call, id, call.caller().staff().name())) {
        case Outcome.Done _ -> {
          call.audit("outage." + deed, "outage " + id, "");
          yield one(call.database(), id);
        }
        case Outcome.Changed(var now) -> throw Problem.conflict("outage_changed",
            "It stands otherwise: draft_no is " + now.draftNo() + ", version is " + now.version() + "; look again");
        case Outcome.NeedsApproval(var people, var limit) -> throw Problem.conflict("needs_approval",
            people + " people would be told, more than " + limit + ": a second member of staff has to approve");
        case Outcome.Late(var latest) -> throw Problem.conflict("late",
            "These works had to be told before " + latest + "; with late: true they are published all the same");
        case Outcome.Refused(var reason) -> throw Problem.conflict(reason.name().toLowerCase(Locale.ROOT),
            refused(reason));
      };
    }, fields);
  }

  private static String refused(Outcome.Reason reason) {
    return switch (reason) {
      case NO_DRAFT -> "There is nothing prepared";
      case NOT_OPEN -> "It is over, or was never published";
      case OWN_DRAFT -> "Who wrote a draft cannot approve it";
      case SAME -> "It stands like that already";
      case FAR -> "It begins or ends more than a year from now: look at the year";
      case PAST -> "The end that it tells has passed already";
    };
  }
}
