package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.outage.Area;
import eu.apaserv.bot.conversations.outage.Outage;
import eu.apaserv.bot.conversations.outage.OutageDesk;
import eu.apaserv.bot.conversations.outage.OutageNotice;
import eu.apaserv.bot.conversations.outage.OutagePreview;
import eu.apaserv.bot.conversations.outage.OutageStep;
import eu.apaserv.bot.conversations.outage.Outcome;
import eu.apaserv.bot.core.console.Answer;
import eu.apaserv.bot.core.console.Signpost;
import eu.apaserv.bot.core.console.Route;
import eu.apaserv.bot.core.console.Section;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Visit;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.Token;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Outages: written, looked at with the exact people, texts and cost before anybody is told, approved by a second person
 * where many are told, published, put off, ended.
 */
final class OutageSection implements Section {
  private final OutageDesk desk;
  private final AuditLog audit;
  private final Clock clock;
  private final ZoneId zone;
  private final Runnable told;
  private final Templates templates = Templates.of(OutageSection.class);

  /** @param told rung when people are to be written to */
  OutageSection(OutageDesk desk, AuditLog audit, Clock clock, ZoneId zone, Runnable told) {
    this.desk = desk;
    this.audit = audit;
    this.clock = clock;
    this.zone = zone;
    this.told = told;
  }

  /** One outage in a line or two. */
  record Row(Outage outage, String status, String effect, String areas, String starts, String ends, boolean drafted) {}

  record ListPage(Visit visit, Words words, List<Row> rows) {}

  /** @param id of the outage that is changed; null: a new one */
  record FormPage(Visit visit, Words words, OutageForm form, @Nullable Long id, int draftNo, String key,
      @Nullable String wrong) {}

  /**
   * @param preview what publishing the draft would do; null: there is no draft
   * @param heard how many people were told so far
   * @param flaw what keeps the draft from being published, in words; null: nothing
   */
  record OnePage(Visit visit, Words words, Row row, OutageForm form, @Nullable OutagePreview preview,
      List<OutageStep> steps, long heard, @Nullable String flaw) {}

  @Override
  public Signpost signpost() {
    return Signpost.of("outages", Group.WORK, Role.VIEWER).saying(ConsolePages.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.VIEWER, this::list), Route.get("/new", Role.DISPATCHER, this::fresh),
        Route.post("/new", Role.DISPATCHER, this::draft), Route.get("/:id", Role.VIEWER, this::one),
        Route.get("/:id/edit", Role.DISPATCHER, this::form), Route.post("/:id/edit", Role.DISPATCHER, this::edit),
        Route.post("/:id/approve", Role.DISPATCHER, visit -> step(visit, "approved",
            id -> desk.approve(id, visit.staff().name(), number(visit, "draft")))),
        Route.post("/:id/publish", Role.DISPATCHER, visit -> step(visit, "published",
            id -> desk.publish(id, visit.staff().name(), number(visit, "draft"), visit.field("late").equals("1")))),
        Route.post("/:id/postpone", Role.DISPATCHER, this::postpone),
        Route.post("/:id/restore", Role.DISPATCHER, visit -> step(visit, "restored",
            id -> desk.restore(id, visit.staff().name(), number(visit, "version")))),
        Route.post("/:id/cancel", Role.DISPATCHER, visit -> step(visit, "cancelled",
            id -> desk.cancel(id, visit.staff().name(), number(visit, "version")))));
  }

  private Answer list(Visit visit) {
    var rows = desk.open().stream().map(outage -> row(visit.words(), outage)).toList();
    return templates.page(visit, "outages", visit.words().say("nav.outages"), new ListPage(visit, visit.words(), rows));
  }

  private Row row(Words words, Outage outage) {
    var notice = outage.latest();
    var ends = notice.endsAt();
    return new Row(outage, words.say("outage_status." + outage.statusAt(clock.instant()).name()
        .toLowerCase(Locale.ROOT)), words.say("outage_effect." + notice.effect().name().toLowerCase(Locale.ROOT)),
        String.join("; ", notice.areas().stream().map(area -> said(words, area)).toList()),
        moment(words, notice.startsAt()),
        ends == null ? words.say("outage.unknown") : moment(words, ends),
        outage.draft() != null && !outage.status().isOver());
  }

  /** An area with the side of its street. */
  public static String said(Words words, Area area) {
    return switch (area.parity()) {
      case ALL -> area.label();
      case ODD -> area.label() + " (" + words.say("area.parity_odd") + ")";
      case EVEN -> area.label() + " (" + words.say("area.parity_even") + ")";
    };
  }

  private static String moment(Words words, Instant at) {
    return words.day(at) + " " + words.time(at);
  }

  private Answer fresh(Visit visit) {
    return written(visit, OutageForm.fresh(clock.instant(), zone), null, 0, null);
  }

  private Answer written(Visit visit, OutageForm form, @Nullable Long id, int draftNo, @Nullable String wrong) {
    var page = new FormPage(visit, visit.words(), form, id, draftNo, Token.random(), wrong);
    var answer = templates.page(visit, "outage_form", visit.words().say(id == null ? "outage.new" : "outage.edit"),
        page);
    return wrong == null ? answer : answer.status(422);
  }

  private Answer draft(Visit visit) {
    var form = OutageForm.of(visit);
    return read(visit, form, null, 0, notice -> {
      var outage = desk.draft(Typed.key(visit), visit.staff().name(), notice);
      audit.write(visit.staff(), "outage.drafted", "outage " + outage.id(), "");
      return said("/" + outage.id(), "outage_drafted").taken(visit);
    });
  }

  /** What was filled in, or the form again with what is wrong with it. */
  private Answer read(Visit visit, OutageForm form, @Nullable Long id, int draftNo,
      Function<OutageNotice, Answer> use) {
    OutageNotice notice;
    try {
      notice = form.notice(zone);
    } catch (IllegalArgumentException | DateTimeException _) {
      var why = visit.words().say(form.flaw(zone));
      return written(visit, form, id, draftNo, visit.words().say("outage.wrong", "why", why));
    }
    return use.apply(notice);
  }

  private Answer one(Visit visit) {
    return visit.number("id").flatMap(desk::find).map(outage -> {
      var preview = outage.draft() == null || outage.status().isOver() || !visit.may(Role.DISPATCHER)
          ? null
          : desk.preview(outage.id());
      return templates.page(visit, "outage", visit.words().say("nav.outages"), new OnePage(visit, visit.words(),
          row(visit.words(), outage), OutageForm.of(outage.latest(), zone), preview, desk.steps(outage.id()),
          desk.heard(outage), desk.flaw(outage).map(why -> visit.words().say("said." + refused(why))).orElse(null)));
    }).orElseGet(this::unknown);
  }

  private static String refused(Outcome.Reason reason) {
    return "outage_" + reason.name().toLowerCase(Locale.ROOT);
  }

  private Answer unknown() {
    return said("", "no_outage");
  }

  private Answer form(Visit visit) {
    return visit.number("id").flatMap(desk::find).map(outage -> written(visit, OutageForm.of(outage.latest(),
        zone), outage.id(), outage.draftNo(), null)).orElseGet(this::unknown);
  }

  private Answer edit(Visit visit) {
    var form = OutageForm.of(visit);
    int draftNo = number(visit, "draft");
    return visit.number("id").flatMap(desk::find).map(outage -> read(visit, form, outage.id(), draftNo,
        notice -> step(visit, "drafted", id -> desk.edit(id, visit.staff().name(), draftNo, notice))))
        .orElseGet(this::unknown);
  }

  private Answer postpone(Visit visit) {
    try {
      var starts = OutageForm.instant(visit.field("starts"), zone);
      var worksEnd = OutageForm.instant(visit.field("works_end"), zone);
      var normal = OutageForm.instant(visit.field("normal"), zone);
      return step(visit, "postponed", id -> desk.postpone(id, visit.staff().name(), number(visit, "version"), starts,
          worksEnd, normal));
    } catch (IllegalArgumentException | DateTimeException _) {
      return said("/" + visit.part("id"), "outage_times");
    }
  }

  private static int number(Visit visit, String field) {
    return Typed.index(visit.field(field)).orElse(-1);
  }

  private Answer step(Visit visit, String deed, Function<Long, Outcome> step) {
    var known = visit.number("id").flatMap(desk::find);
    if (known.isEmpty()) {
      return unknown();
    }
    long id = known.get().id();
    var outcome = step.apply(id);
    var answer = said("/" + id, switch (outcome) {
      case Outcome.Done _ -> {
        audit.write(visit.staff(), "outage." + deed, "outage " + id, "");
        told.run();
        yield "outage_" + (deed.equals("published") && !desk.steps(id).getLast().told() ? "published_silently" : deed);
      }
      case Outcome.Changed _ -> "outage_changed";
      case Outcome.NeedsApproval _ -> "outage_needs_approval";
      case Outcome.Late _ -> "outage_late";
      case Outcome.Refused(var reason) -> refused(reason);
    });
    return outcome instanceof Outcome.Done ? answer.taken(visit) : answer;
  }
}
