package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.account.Meter;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Everything about a conversation's meters in one statement. */
record MeterQuery(Business business) {

  /**
   * In a transaction.
   *
   * @param serial of one meter; null for all
   * @param today the utility's calendar day
   */
  Future<List<PlacedMeter>> run(SqlClient client, UUID conversation, @Nullable String serial, LocalDate today) {
    return client.preparedQuery(METERS).execute(Tuple.of(conversation, today, serial, heardSince(today)))
        .map(rows -> rows.stream().map(row -> meter(row, today)).toList());
  }

  /** All of a conversation's meters. */
  List<PlacedMeter> run(Database database, UUID conversation, LocalDate today) {
    return database.list(row -> meter(row, today), METERS, conversation, today, null, heardSince(today));
  }

  /** By the day is exact enough: links sleep after a year. */
  private OffsetDateTime heardSince(LocalDate today) {
    return today.atStartOfDay(business.zone()).toOffsetDateTime().minus(business.holders().reverifyAfter());
  }

  private PlacedMeter meter(Row row, LocalDate today) {
    var limits = business.readings();
    var window = ReadingWindow.onOrAfter(today, list(row, "windows", one -> new ReadingWindow(date(one, "opens_on"),
        date(one, "closes_on"))), limits);
    var meter = new Meter(row.getString("serial"), row.getString("point_id"), row.getInteger("digits"),
        row.getLocalDate("installed_on"), row.getLocalDate("removed_on"), row.getInteger("initial_index"),
        row.getLocalDate("verified_until"), row.getBoolean("remote"));
    var sent = list(row, "sent", one -> one);
    var history = new MeterHistory(meter, list(row, "billed", MeterQuery::billed),
        sent.stream().map(one -> new MeterHistory.Accepted(date(one, "window_opens_on"), reading(one))).toList());
    var now = sent.stream().filter(one -> date(one, "window_opens_on").equals(window.opensOn())).findFirst();
    var previous = history.previous(window);
    var succession = Succession.of(history, list(row, "others", one -> other(one, meter.pointId())));
    return new PlacedMeter(meter, place(row), previous, succession.average(window, limits), window,
        now.map(one -> submission(one, meter.serial())).orElse(null), history.byReader(window),
        succession.replaced(history.isFirst(previous), limits));
  }

  private MeterReading reading(JsonObject sent) {
    return new MeterReading(sent.getInteger("index"),
        business.day(OffsetDateTime.parse(sent.getString("submitted_at")).toInstant()), ReadingSource.SELF_READ);
  }

  private static Submission submission(JsonObject sent, String serial) {
    return new Submission(sent.getString("reference"), serial, sent.getInteger("previous_index"),
        sent.getInteger("index"), sent.getInteger("consumption"), date(sent, "window_closes_on"),
        sent.getBoolean("corrected"), SubmissionStatus.ACCEPTED, sent.getString("note"),
        OffsetDateTime.parse(sent.getString("submitted_at")).toInstant());
  }

  private static MeterHistory other(JsonObject one, String pointId) {
    var meter = new Meter(one.getString("serial"), pointId, one.getInteger("digits"), day(one, "installed_on"),
        day(one, "removed_on"), one.getInteger("initial_index"), null, false);
    var billed = one.getJsonArray("billed").stream().map(reading -> billed((JsonObject) reading)).toList();
    return new MeterHistory(meter, billed, List.of());
  }

  private static MeterReading billed(JsonObject one) {
    return new MeterReading(one.getInteger("index"), date(one, "read_on"), ReadingSource.of(one.getString("source")));
  }

  private static ConsumptionPoint place(Row row) {
    return new ConsumptionPoint(row.getString("point_id"), row.getString("client_code"), row.getString("locality"),
        row.getString("siruta"), row.getString("district"), row.getString("street"), row.getString("number"),
        row.getString("block"), row.getString("entrance"), row.getString("apartment"), row.getString("zone"),
        row.getString("name"));
  }

  private static <T> List<T> list(Row row, String column, Function<JsonObject, T> map) {
    var array = (JsonArray) row.getJson(column);
    return array.stream().map(one -> map.apply((JsonObject) one)).toList();
  }

  private static LocalDate date(JsonObject row, String column) {
    return LocalDate.parse(row.getString(column));
  }

  private static @Nullable LocalDate day(JsonObject row, String column) {
    return row.getString(column) == null ? null : date(row, column);
  }

  private static final String METERS = """
      select m.serial, m.digits, m.installed_on, m.removed_on, m.initial_index, m.verified_until, m.remote,
        p.point_id, p.client_code, p.locality, p.siruta, p.district, p.street, p.number, p.block, p.entrance,
        p.apartment, p.zone, n.name,
        (select coalesce(jsonb_agg(o), '[]') from (select serial, digits, initial_index, installed_on, removed_on,
            (select coalesce(jsonb_agg(b), '[]') from (select index, read_on, source from billing_reading
              where meter_serial = other.serial and other.removed_on is not null order by read_on desc limit 40) b) as billed
          from meter other where point_id = m.point_id and serial <> m.serial and m.installed_on > $2::date - 372
            and (removed_on > $2::date - 365 or installed_on > $2::date - 372)) o) as others,
        (select coalesce(jsonb_agg(b), '[]') from (select index, read_on, source from billing_reading
          where meter_serial = m.serial order by read_on desc limit 40) b) as billed,
        (select coalesce(jsonb_agg(w), '[]') from (select opens_on, closes_on from reading_window
          where zone = p.zone and closes_on >= $2::date - 45 order by opens_on limit 6) w) as windows,
        (select coalesce(jsonb_agg(s), '[]') from (select reference, index, previous_index, consumption, corrected, note,
            window_opens_on, window_closes_on, submitted_at from submitted_reading
          where meter_serial = m.serial and status = 'accepted' order by window_opens_on desc limit 3) s) as sent
      from account_link l
      join consumption_point p on p.client_code = l.client_code
      left join place_name n on n.conversation = $1 and n.client_code = l.client_code and n.point_id = p.point_id
      join meter m on m.point_id = p.point_id and (m.removed_on is null or m.removed_on > $2)
      where l.conversation = $1 and l.ended_at is null and ($3::text is null or m.serial = $3)
        and link_holds(l, $2, $4)
      order by l.since, l.client_code, p.point_id, m.serial""";
}
