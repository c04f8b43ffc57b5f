package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Figures;
import eu.apaserv.bot.core.store.Figures.Count;
import eu.apaserv.bot.core.store.Figures.Span;
import eu.apaserv.bot.core.store.Figures.Summary;
import eu.apaserv.bot.core.store.Role;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Figures of a span of days: how much, by what, how fast, how well; as tables with bars, and as CSV. */
final class ReportSection implements Section {
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 366;

  private final Figures figures;
  private final AuditLog audit;
  private final Clock clock;
  private final ZoneId zone;
  private final Templates templates = Templates.of(Console.class);

  ReportSection(Figures figures, AuditLog audit, Clock clock, ZoneId zone) {
    this.figures = figures;
    this.audit = audit;
    this.clock = clock;
    this.zone = zone;
  }

  /** One line of a table, with a bar of so many hundredths of the longest. */
  record Line(String what, long n, long share) {}

  /** @param name as in the address of its CSV and in the words {@code report.<name>} */
  record Table(String name, List<Line> lines) {}

  record Page(Words words, String formWord, Span span, Summary summary, String alone, String lost,
      @Nullable String firstAnswer,
      @Nullable String taken, List<Table> tables) {}

  /** One of the tables. */
  private record Kind(String name, String group, Function<Span, List<Count>> counts) {}

  private List<Kind> kinds() {
    return List.of(new Kind("days", "", figures::byDay), new Kind("hours", "", figures::byHour),
        new Kind("channels", "channel", figures::byChannel), new Kind("intents", "intent", figures::byIntent),
        new Kind("reasons", "reason", figures::reasons), new Kind("deliveries", "sent", figures::deliveries));
  }

  @Override
  public Signpost signpost() {
    return Signpost.of("reports", Group.INSIGHT, Role.VIEWER).saying(WorkSections.TEXTS);
  }

  @Override
  public List<Route> routes() {
    return List.of(Route.get("", Role.VIEWER, this::show), Route.post("/csv", Role.VIEWER, this::csv));
  }

  private Span span(Visit visit) {
    var today = LocalDate.ofInstant(clock.instant(), zone);
    var to = day(given(visit, "to"), today);
    var from = day(given(visit, "from"), to.minusDays(USUAL_DAYS - 1));
    return from.isAfter(to) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS
        ? new Span(to.minusDays(USUAL_DAYS - 1), to, zone)
        : new Span(from, to, zone);
  }

  private static String given(Visit visit, String name) {
    return visit.field(name).isEmpty() ? visit.asked(name) : visit.field(name);
  }

  /** Only years of four digits: others end where calendars do. */
  private static LocalDate day(String typed, LocalDate otherwise) {
    try {
      return typed.matches("[12]\\d{3}-.*") ? LocalDate.parse(typed) : otherwise;
    } catch (DateTimeException _) {
      return otherwise;
    }
  }

  private Answer show(Visit visit) {
    var words = visit.words();
    var span = span(visit);
    var summary = figures.summary(span);
    var tables = kinds().stream().map(kind -> table(words, kind, span)).toList();
    return templates.page(visit, "reports", words.say("nav.reports"), new Page(words, visit.formWord(), span, summary,
        percent(words, summary.people() - summary.handed(), summary.people()),
        percent(words, summary.lost(), summary.messages()),
        lasted(words, summary.firstAnswer()), lasted(words, summary.taken()), tables));
  }

  private static @Nullable String lasted(Words words, @Nullable Double seconds) {
    if (seconds == null) {
      return null;
    }
    return seconds < 60
        ? words.say("report.seconds", "n", Math.round(seconds * 10) / 10.0)
        : words.lasted(Duration.ofSeconds(Math.round(seconds)));
  }

  private static String percent(Words words, long part, long all) {
    return all == 0 ? "–" : words.percent(100.0 * Math.max(0, part) / all);
  }

  private static Table table(Words words, Kind kind, Span span) {
    var counts = kind.counts().apply(span);
    long longest = Math.max(1, counts.stream().mapToLong(Count::n).max().orElse(1));
    return new Table(kind.name(), counts.stream().map(count -> new Line(said(words, kind.group(), count.what()),
        count.n(), 100 * count.n() / longest)).toList());
  }

  private static String said(Words words, String group, String what) {
    return switch (group) {
      case "" -> day(words, what);
      case "reason" -> words.reasonKind(what);
      case "sent" -> {
        var parts = what.split(" ", 2);
        yield words.or("channel", parts[0]) + ": " + words.or("sent", parts[parts.length - 1]);
      }
      default -> words.or(group, what);
    };
  }

  /** A day as people read it; anything else as it is. */
  private static String day(Words words, String what) {
    return what.matches("\\d{4}-\\d{2}-\\d{2}")
        ? words.day(LocalDate.parse(what).atStartOfDay(words.zone()).toInstant())
        : what;
  }

  private Answer csv(Visit visit) {
    var reason = visit.field("reason");
    if (reason.isEmpty()) {
      return said("", "reason_needed");
    }
    var span = span(visit);
    return kinds().stream().filter(kind -> kind.name().equals(visit.field("table"))).findFirst().map(kind -> {
      var text = new StringBuilder(kind.name() + ",messages\r\n");
      kind.counts().apply(span).forEach(count -> text.append(cell(count.what())).append(',').append(count.n())
          .append("\r\n"));
      audit.write(visit.staff(), "report.exported", kind.name() + " " + span.from() + " " + span.to(), reason);
      return Answer.file("text/csv; charset=utf-8", kind.name() + "-" + span.from() + "-" + span.to() + ".csv",
          Buffer.buffer(text.toString()));
    }).orElseGet(() -> Answer.redirect(path("")));
  }

  /** As RFC 4180 wants it; never read as a formula by a spreadsheet. */
  private static String cell(String value) {
    var safe = value.isEmpty() || "=+-@\t\r".indexOf(value.charAt(0)) < 0 ? value : "'" + value;
    return "\"" + safe.replace("\"", "\"\"") + "\"";
  }
}
