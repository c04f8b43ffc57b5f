package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.console.ReportPart.Row;
import eu.apaserv.bot.core.console.ReportPart.Sheet;
import eu.apaserv.bot.core.message.CsvText;
import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Figures;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Figures of a span of days: how much, by what, how fast, how well; as tables with bars, and as CSV. */
final class ReportSection implements Section {
  private static final int USUAL_DAYS = 30;
  private static final int MOST_DAYS = 366;

  private final Figures figures;
  private final List<ReportPart> parts;
  private final AuditLog audit;
  private final Clock clock;
  private final ZoneId zone;
  private final Templates templates = Templates.of(Console.class);

  /** @param more tables of modules, after the core's own */
  ReportSection(Figures figures, List<ReportPart> more, AuditLog audit, Clock clock, ZoneId zone) {
    this.figures = figures;
    this.parts = Stream.concat(own(figures).stream(), more.stream()).toList();
    this.audit = audit;
    this.clock = clock;
    this.zone = zone;
  }

  /** One line of a table, with a bar of so many hundredths of the longest. */
  record Line(String what, List<String> figures, long share) {}

  /** @param name as in the address of its CSV and in the words {@code report.<name>} */
  record Table(String name, List<String> columns, List<Line> lines) {}

  record Page(Words words, String formWord, Span span, Summary summary, String alone, String lost,
      @Nullable String firstAnswer,
      @Nullable String taken, List<Table> tables) {}

  private static List<ReportPart> own(Figures figures) {
    return List.of(new CountPart("days", "", figures::byDay), new CountPart("hours", "", figures::byHour),
        new CountPart("channels", "channel", figures::byChannel),
        new CountPart("intents", "intent", figures::byIntent), new CountPart("reasons", "reason", figures::reasons),
        new CountPart("deliveries", "sent", figures::deliveries),
        new CountPart("charges", "charged", figures::charges));
  }

  @Override
  public Signpost signpost() {
    return Signpost.of("reports", Group.INSIGHT, Role.VIEWER).saying(Stream
        .concat(WorkSections.TEXTS.stream(), parts.stream().flatMap(part -> part.texts().stream())).distinct()
        .toList());
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
    var tables = parts.stream().map(part -> table(words, part, span)).toList();
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

  private static Table table(Words words, ReportPart part, Span span) {
    var sheet = part.sheet(span);
    var bars = sheet.rows().stream().map(row -> bar(sheet, row)).toList();
    double longest = Math.max(1, bars.stream().mapToDouble(Double::doubleValue).max().orElse(1));
    var lines = IntStream.range(0, bars.size()).mapToObj(n -> new Line(part.line(words, sheet.rows().get(n).what()),
        sheet.rows().get(n).figures().stream().map(figure -> figure == null ? "–" : words.number(figure)).toList(),
        Math.round(100 * bars.get(n) / longest))).toList();
    return new Table(part.name(), sheet.columns().stream().map(column -> part.column(words, column)).toList(), lines);
  }

  private static double bar(Sheet sheet, Row row) {
    var figure = row.figures().get(sheet.bar());
    return figure == null ? 0 : figure.doubleValue();
  }

  private Answer csv(Visit visit) {
    var reason = visit.field("reason");
    if (reason.isEmpty()) {
      return said("", "reason_needed");
    }
    var span = span(visit);
    return parts.stream().filter(part -> part.name().equals(visit.field("table"))).findFirst().map(part -> {
      var name = part.name();
      audit.write(visit.staff(), "report.exported", name + " " + span.from() + " " + span.to(), reason);
      return Answer.file("text/csv; charset=utf-8", name + "-" + span.from() + "-" + span.to() + ".csv",
          Buffer.buffer(csv(name, part.sheet(span))));
    }).orElseGet(() -> Answer.redirect(path("")));
  }

  private static String csv(String name, Sheet sheet) {
    var text = new StringBuilder(name).append(',').append(String.join(",", sheet.columns())).append("\r\n");
    sheet.rows().forEach(row -> {
      text.append(cell(row.what()));
      row.figures().forEach(figure -> text.append(',').append(figure == null ? "" : figure.toPlainString()));
      text.append("\r\n");
    });
    return text.toString();
  }

  /** As RFC 4180 wants it; never read as a formula by a spreadsheet. */
  private static String cell(String value) {
    return "\"" + CsvText.safe(value).replace("\"", "\"\"") + "\"";
  }
}
