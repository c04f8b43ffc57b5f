package eu.apaserv.bot.conversations.api;

import eu.apaserv.bot.core.store.Figures;
import eu.apaserv.bot.core.store.Figures.Count;
import eu.apaserv.bot.core.store.Figures.Span;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Figures of a span of days, as the console shows them. */
final class ReportsPart implements ApiPart {
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 366;

  private final Clock clock;
  private final ZoneId zone;

  ReportsPart(Clock clock, ZoneId zone) {
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public List<Endpoint> endpoints() {
    return List.of(Endpoint.get("/reports", "reports", Scope.REPORTS_READ, this::figures, "from", "to"));
  }

  private JsonObject figures(Call call) {
    var to = day(call, "to", LocalDate.ofInstant(clock.instant(), zone));
    var from = day(call, "from", to.minusDays(USUAL_DAYS - 1));
    if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
      throw Problem.wrong("from and to are two days in order, at most " + MOST_DAYS + " days apart");
    }
    var span = new Span(from, to, zone);
    var figures = new Figures(call.database());
    var summary = figures.summary(span);
    return new JsonObject().put("from", from.toString()).put("to", to.toString()).put("summary", new JsonObject()
        .put("messages", summary.messages()).put("people", summary.people()).put("handed_over", summary.handed())
        .put("not_understood", summary.lost()).put("first_answer_seconds", summary.firstAnswer())
        .put("taken_over_seconds", summary.taken()))
        .put("days", counts(figures.byDay(span))).put("hours", counts(figures.byHour(span)))
        .put("channels", counts(figures.byChannel(span))).put("intents", counts(figures.byIntent(span)))
        .put("reasons", counts(figures.reasons(span))).put("deliveries", counts(figures.deliveries(span)));
  }

  private static JsonArray counts(List<Count> counts) {
    return Fields.list(counts, one -> new JsonObject().put("what", one.what()).put("count", one.n()));
  }

  /** Only years of four digits: others end where calendars do. */
  private static LocalDate day(Call call, String name, LocalDate otherwise) {
    var asked = call.asked(name);
    if (asked.isEmpty()) {
      return otherwise;
    }
    try {
      if (asked.matches("[12]\\d{3}-\\d\\d-\\d\\d")) {
        return LocalDate.parse(asked);
      }
    } catch (DateTimeException _) {
      // Told below, like what looks like no day at all.
    }
    throw Problem.wrong(name + " takes a day like 2026-11-20");
  }
}
