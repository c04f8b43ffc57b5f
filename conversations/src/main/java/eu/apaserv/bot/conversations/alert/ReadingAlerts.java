package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.run.Run;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * The days of self-reading begin, or end today. Not to who has sent every index of the place, nor where the utility's reader
 * has been, nor when billing has moved the days.
 */
final class ReadingAlerts extends AccountAlerts<ReadingAlerts.Place> {
  private final AlertKind kind;

  private ReadingAlerts(AlertKind kind, AlertRoom room) {
    super(kind, room);
    this.kind = kind;
  }

  static List<ReadingAlerts> all(AlertRoom room) {
    return Stream.of(AlertKind.READING_WINDOW, AlertKind.READING_REMINDER).map(kind -> new ReadingAlerts(kind, room))
        .toList();
  }

  /** A run's payload: the first and last day. */
  record Days(LocalDate opens, LocalDate closes) {
    static Days of(Run run) {
      return Json.read(run.payload(), Days.class);
    }
  }

  record Place(Phrase name, Days days) {}

  /**
   * Whether the place {@code p} is read on these days: its zone's were announced so, or none were for that month and these
   * are the usual ones.
   */
  static String onTheseDays(String opens, String closes, String usual) {
    return """
      case when exists (select from reading_window w where w.zone = p.zone
          and date_trunc('month', w.opens_on) = date_trunc('month', %1$s::date))
        then exists (select from reading_window w where w.zone = p.zone and w.opens_on = %1$s and w.closes_on = %2$s)
        else %3$s end""".formatted(opens, closes, usual);
  }

  /* A meter counts as read when a value came in these days, of whatever standing, or the reader's own did. */
  private static final String LOOK = """
    select x.client_code, (select count(*) from meter m where m.point_id = x.point_id and not m.remote
        and (m.removed_on is null or m.removed_on > $4)
        and not exists (select from submitted_reading v where v.status <> 'rejected' and v.submitted_at >= $8
          and (v.meter_serial = m.serial or (v.meter_serial is null and v.client_code = x.client_code)))
        and not exists (select from billing_reading b where b.meter_serial = m.serial and b.source = 'read'
          and b.read_on between $6 and $7)) as unread,
    """ + onTheseDays("$6", "$7", "$9") + " as now_,\n" + HOLDS + "," + PLACE + ASKED + """
    left join consumption_point x on x.point_id = r.subject left join consumption_point p on p.point_id = x.point_id
    order by r.n""";

  @Override
  Iterable<Row> look(Run run, Tuple asked) {
    var days = Days.of(run);
    return room().database().run(LOOK, asked.addLocalDate(days.opens()).addLocalDate(days.closes())
        .addOffsetDateTime(days.opens().atStartOfDay(room().business().zone()).toOffsetDateTime())
        .addBoolean(run.key().endsWith(AlertSchedule.USUAL)));
  }

  @Override
  Finding<Place> see(Run run, Row row) {
    var days = Days.of(run);
    if (!row.getBoolean("now_")) {
      return new Finding.Skip<>("moved");
    }
    if (row.getLong("unread") == 0) {
      return new Finding.Skip<>("sent");
    }
    return room().today().isAfter(days.closes())
        ? new Finding.Skip<>("too_late")
        : new Finding.Tell<>(new Place(place(row), days));
  }

  @Override
  Message message(List<Place> places) {
    var days = places.getFirst().days();
    boolean one = places.size() == 1;
    var head = Phrase.of(head(one), "count", places.size(), "place", places.getFirst().name(), "opens",
        days.opens(), "closes", days.closes());
    var lines = one
        ? List.<Phrase>of()
        : places.stream().map(place -> Phrase.of("alerts.place", "place", place.name())).toList();
    var where = one ? places.getFirst().name() : Phrase.of("alerts.places", "count", places.size());
    var opens = Phrase.of("alerts.day", "day", days.opens());
    var closes = Phrase.of("alerts.day", "day", days.closes());
    return new Message(kind.word(),
        kind == AlertKind.READING_WINDOW ? List.of(where, opens, closes) : List.of(where, closes), head, lines,
        List.of(Phrase.of(one ? "alerts.foot_reading" : "alerts.foot_readings")));
  }

  private String head(boolean one) {
    if (kind == AlertKind.READING_WINDOW) {
      return one ? "alerts.reading_window" : "alerts.reading_window_several";
    }
    return one ? "alerts.reading_reminder" : "alerts.reading_reminder_several";
  }

  @Override
  Instant until(Run run, List<Place> places) {
    return room().endOf(Days.of(run).closes());
  }
}
