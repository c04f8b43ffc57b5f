package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.message.Json;
import eu.apaserv.bot.core.run.Audience;
import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.Transaction;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * Begins the runs of alerts whose time has come. Every node goes through it: a run's key says what it announces, so going
 * through it twice, late, or after the clock has jumped begins nothing anew. What is late goes out if it is still true; the
 * kind skips the rest.
 */
public final class AlertSchedule {
  /** Ends the key of a run for the usual days of self-reading, where billing announced none. */
  static final String USUAL = ":usual";

  private static final Duration BETWEEN_ROUNDS = Duration.ofMinutes(10);
  private static final String BY_ITSELF = "schedule";

  private final AlertRoom room;
  private final RunBook book;

  public AlertSchedule(AlertRoom room, RunBook book) {
    this.room = room;
    this.book = book;
  }

  /** The kinds of runs this begins. */
  public static List<AccountAlerts<?>> kinds(AlertRoom room) {
    var kinds = new ArrayList<AccountAlerts<?>>(InvoiceAlerts.all(room));
    kinds.addAll(ReadingAlerts.all(room));
    kinds.add(new PaymentAlerts(room));
    return List.copyOf(kinds);
  }

  /** Goes through everything once. */
  public void round() {
    news(AlertKind.INVOICE_ISSUED);
    news(AlertKind.PAYMENT_BOOKED);
    forget();
    var rules = room.business().alerts();
    var today = room.today();
    for (var day = today.minusDays(rules.newsDays()); !day.isAfter(today.plusDays(rules.dueDays())); day = day
        .plusDays(1)) {
      bills(AlertKind.DUE_SOON, day, rules.dueDays());
    }
    for (var day = today.minusDays(rules.newsDays()); !day.isAfter(today.plusDays(rules.graceDays())); day = day
        .plusDays(1)) {
      bills(AlertKind.GRACE_ENDING, day, rules.graceDays());
    }
    readings(today);
  }

  /* Taken and told in one transaction: two nodes never take the same. */
  private static final String NEWS = """
    select w.conversation as person, e.subject, w.channel, w.language, $3::timestamptz as due_at
    from billing_event e join alert_wish w on w.client_code = e.client_code and w.kind = e.kind
    where e.kind = $1 and e.taken_at = $2""";

  private void news(AlertKind kind) {
    if (room.database().first(row -> row, "select from billing_event where kind = $1 and taken_at is null limit 1",
        kind.word()).isEmpty()) {
      return;
    }
    room.database().together(open -> {
      var at = now();
      int taken = open.run("update billing_event set taken_at = $2 where kind = $1 and taken_at is null", kind.word(),
          at).rowCount();
      if (taken > 0) {
        begin(open, kind, kind.word() + ":" + room.today(), kind.word() + " " + room.today(), "{}",
            Audience.of(NEWS, kind.word(), at, opens()));
      }
      return taken;
    });
  }

  /** News nobody can ask to hear. */
  private void forget() {
    room.database().run("""
        update billing_event set taken_at = $1
        where taken_at is null and kind in ('credit_note_issued', 'window_announced')""", now());
  }

  /* Late, only who had asked in time is told why not: nobody is added to what has passed. */
  private static String bills(String column) {
    return """
        select w.conversation as person, i.invoice_number as subject, w.channel, w.language, $3::timestamptz as due_at
        from invoice i join alert_wish w on w.client_code = i.client_code and w.kind = $1
        where i.%s = $2 and i.outstanding > 0 and w.since <= $4""".formatted(column);
  }

  private void bills(AlertKind kind, LocalDate day, int before) {
    var late = day.isBefore(room.today());
    var asked = late ? day.minusDays(before).atStartOfDay(room.business().zone()).toOffsetDateTime() : now();
    once(kind.word() + ":" + day, open -> begin(open, kind, kind.word() + ":" + day, kind.word() + " " + day, "{}",
        Audience.of(bills(kind == AlertKind.DUE_SOON ? "due_on" : "grace_until"), kind.word(), day, opens(),
            asked)));
  }

  private void readings(LocalDate today) {
    room.database().list(row -> new ReadingAlerts.Days(row.getLocalDate(0), row.getLocalDate(1)), """
        select distinct opens_on, closes_on from reading_window where $1 between opens_on and closes_on""", today)
        .forEach(days -> readings(days, today, ""));
    var rules = room.business().readings();
    var usual = new ReadingAlerts.Days(on(today, rules.opensOnDay()), on(today, rules.closesOnDay()));
    if (!today.isBefore(usual.opens()) && !today.isAfter(usual.closes())) {
      readings(usual, today, USUAL);
    }
  }

  private static LocalDate on(LocalDate month, int day) {
    return month.withDayOfMonth(Math.min(day, month.lengthOfMonth()));
  }

  private static final String READINGS = """
    select w.conversation as person, p.point_id as subject, w.channel, w.language, $4::timestamptz as due_at
    from alert_wish w join consumption_point p on p.client_code = w.client_code
    where w.kind = $1 and %s and exists (select from meter m where m.point_id = p.point_id and not m.remote
      and (m.removed_on is null or m.removed_on > $2))"""
      .formatted(ReadingAlerts.onTheseDays("$2", "$3", "$5::boolean"));

  private void readings(ReadingAlerts.Days days, LocalDate today, String which) {
    reading(AlertKind.READING_WINDOW, days, which);
    if (today.equals(days.closes())) {
      reading(AlertKind.READING_REMINDER, days, which);
    }
  }

  private void reading(AlertKind kind, ReadingAlerts.Days days, String which) {
    var key = kind.word() + ":" + days.opens() + ":" + days.closes() + which;
    once(key, open -> begin(open, kind, key, kind.word() + " " + days.opens() + " – " + days.closes(),
        Json.write(days), Audience.of(READINGS, kind.word(), days.opens(), days.closes(), opens(), !which.isEmpty())));
  }

  private interface Step {
    void go(Transaction open);
  }

  /** Not every node, and not all the time: whoever comes within ten minutes of another has nothing to add. */
  private void once(String key, Step step) {
    room.database().together(open -> {
      boolean mine = open.run("""
          insert into alert_round (key, at) values ($1, $2) on conflict (key) do update set at = excluded.at
          where abs(extract(epoch from excluded.at - alert_round.at)) >= $3 returning key""",
          Tuple.of(key, now(), BETWEEN_ROUNDS.toSeconds())).size() > 0;
      if (mine) {
        step.go(open);
      }
      return mine;
    });
  }

  /** A run nobody is in would only stand in the way of those somebody is. */
  private void begin(Transaction open, AlertKind kind, String key, String title, String payload, Audience audience) {
    var run = book.begin(open, new Draft(key, kind.word(), title, payload, false, BY_ITSELF), audience);
    open.run("""
        delete from run where id = $1 and not exists (select from run_recipient where run_id = $1)""", run.id());
  }

  private OffsetDateTime opens() {
    return room.quiet().open(room.now()).atOffset(ZoneOffset.UTC);
  }

  private OffsetDateTime now() {
    return room.now().atOffset(ZoneOffset.UTC);
  }
}
