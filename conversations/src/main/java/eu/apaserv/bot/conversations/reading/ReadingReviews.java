package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.CodeSender;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Values that a person of the utility looks at: what the rules doubted and the customer insisted on, what came from a chat
 * that is not linked, pictures, and confirmed high values. What is decided is told to who sent it.
 */
public final class ReadingReviews {
  private final Database database;
  private final CodeSender sender;
  private final Business business;
  private final Clock clock;
  private final MeterQuery query;
  private final ReadingRules rules;

  public ReadingReviews(Database database, CodeSender sender, Business business, Clock clock) {
    this.database = database;
    this.sender = sender;
    this.business = business;
    this.clock = clock;
    this.query = new MeterQuery(business);
    this.rules = new ReadingRules(business.readings());
  }

  /** The same, with decisions that are part of what else is done in an open transaction. */
  public ReadingReviews in(Database open) {
    return new ReadingReviews(open, sender, business, clock);
  }

  /**
   * One value to look at.
   *
   * @param serial the meter's; null when the chat was not linked
   * @param previous m³ it was compared with; null when it is not known
   * @param value m³; null when there is only a picture
   * @param photo the provider's name for the picture; null if there is none
   * @param note why it is to be looked at: a note of {@link Submission}, or {@code photo}
   * @param counts it is accepted meanwhile
   */
  public record Review(long id, String reference, UUID conversation, String clientCode, @Nullable String serial,
      @Nullable Integer previous, @Nullable Integer value, @Nullable String photo, String note, boolean counts,
      Instant submittedAt) {}

  /** What came of a decision. */
  public enum Decided {
    /** It counts from now on. */
    ACCEPTED,
    /** It is right, but the customer has sent a later one, which counts. */
    SUPERSEDED,
    /** It does not count. */
    REJECTED,
    /** Somebody has decided before, or there is no such value. */
    NOT_WAITING,
    /** The meter or the value is missing, the meter is not one of that client code, or has too few digits for the value. */
    INCOMPLETE
  }

  /**
   * Those that wait, the oldest first.
   *
   * @param after the last one seen; 0 for the first
   */
  public List<Review> waiting(long after, int limit) {
    return database.list(ReadingReviews::review, """
        select id, reference, conversation, client_code, meter_serial, previous_index, index, photo, note, status, submitted_at
        from submitted_reading where id > $1 and reviewed_at is null and (status = 'to_check' or (note = 'confirmed_high'
          and status = 'accepted' and $3)) order by id limit $2""", after, limit, business.readings().reviewHigh());
  }

  /**
   * Lets a value count.
   *
   * @param staff who decides
   * @param serial of the meter, where the submission names none
   * @param value m³ read off the picture, where the customer sent none
   */
  public Decided accept(long id, String staff, @Nullable String serial, @Nullable Integer value) {
    return database.transaction(transaction -> held(transaction, id, serial).compose(row -> {
      if (row == null) {
        return Future.succeededFuture(Decided.NOT_WAITING);
      }
      var index = row.getInteger("index") == null ? value : row.getInteger("index");
      if (row.getString("meter") == null || index == null || index < 0
          || Integer.toString(index).length() > row.getInteger("digits")) {
        return Future.succeededFuture(Decided.INCOMPLETE);
      }
      return accept(transaction, row, staff, index);
    }));
  }

  private Future<Decided> accept(SqlClient transaction, Row row, String staff, int index) {
    var day = business.day(row.getOffsetDateTime("submitted_at").toInstant());
    var window = window(row, day);
    return query.run(transaction, row.getUUID("conversation"), row.getString("meter"), day)
        .map(meters -> consumption(row.getInteger("previous_index"), index, meters))
        .compose(consumption -> accept(transaction, row, staff, index, window, consumption));
  }

  /** As it would have been had the rules accepted it: over the end of the meter's range, and with what an old meter counted. */
  private @Nullable Integer consumption(@Nullable Integer previous, int index, List<PlacedMeter> meters) {
    if (previous == null) {
      return null;
    }
    var meter = meters.stream().filter(one -> one.previous().value() == previous).findFirst();
    int used = meter.map(one -> rules.consumption(one, index)).orElse(index - previous);
    return used < 0 ? null : used;
  }

  private Future<Decided> accept(SqlClient transaction, Row row, String staff, int index, ReadingWindow window,
      @Nullable Integer consumption) {
    return transaction.preparedQuery(ACCEPT).execute(Tuple.from(new Object[]{row.getLong("id"), row.getString("meter"),
        row.getString("point"), window.opensOn(), index, consumption, staff,
        clock.instant().atOffset(ZoneOffset.UTC), window.closesOn()}))
        .compose(rows -> {
          boolean counts = rows.iterator().next().getString("status").equals("accepted");
          return tell(transaction, row, Phrase.of(counts ? "review.accepted" : "review.superseded", "value",
              Integer.toString(index), "serial", row.getString("meter"), "reference", row.getString("reference")))
              .map(_ -> counts ? Decided.ACCEPTED : Decided.SUPERSEDED);
        });
  }

  /** The one it was sent in, or the one of the day and place for a value from a chat that was not linked. */
  private ReadingWindow window(Row row, LocalDate day) {
    var opensOn = row.getLocalDate("window_opens_on");
    if (opensOn != null) {
      return new ReadingWindow(opensOn, row.getLocalDate("window_closes_on"));
    }
    var announced = ((JsonArray) row.getJson("windows")).stream().map(JsonObject.class::cast)
        .map(one -> new ReadingWindow(LocalDate.parse(one.getString("opens_on")),
            LocalDate.parse(one.getString("closes_on"))))
        .toList();
    return ReadingWindow.onOrAfter(day, announced, business.readings());
  }

  /**
   * Lets a value not count. Where it had taken the place of an earlier one that the customer sent, that one counts again.
   *
   * @param reason told to the customer, in their language; at most 200 characters
   */
  public Decided reject(long id, String staff, String reason) {
    return database.transaction(transaction -> held(transaction, id, null).compose(row -> row == null
        ? Future.succeededFuture(Decided.NOT_WAITING)
        : transaction.preparedQuery(REJECT)
            .execute(Tuple.of(id, staff, clock.instant().atOffset(ZoneOffset.UTC)))
            .compose(_ -> bringBack(transaction, row))
            .compose(back -> tell(transaction, row, rejected(row, back,
                reason.substring(0, Math.min(reason.length(), LONGEST_REASON)))))
            .map(_ -> Decided.REJECTED)));
  }

  private static Phrase rejected(Row row, @Nullable Row back, String reason) {
    var reference = row.getString("reference");
    return back == null
        ? Phrase.of("review.rejected", "reference", reference, "reason", reason)
        : Phrase.of("review.rejected_back", "reference", reference, "reason", reason, "value",
            Integer.toString(back.getInteger("index")), "serial", row.getString("meter"), "back",
            back.getString("reference"));
  }

  /** The last value wins (domain rule 2), of those that are not wrong: null where the one rejected had replaced none. */
  private Future<@Nullable Row> bringBack(SqlClient transaction, Row row) {
    if (row.getString("meter") == null || !row.getBoolean("counted")) {
      return Future.succeededFuture();
    }
    return transaction.preparedQuery(BRING_BACK).execute(Tuple.of(row.getLong("id"))).map(rows -> rows.size() == 0
        ? null
        : rows.iterator().next());
  }

  /**
   * The row, locked together with its meter and against imports of readers' values, if it waits; its meter where it names one or
   * the client code has it.
   */
  private Future<@Nullable Row> held(SqlClient transaction, long id, @Nullable String serial) {
    return transaction.preparedQuery("""
        select pg_advisory_xact_lock(hashtextextended('meter:' || coalesce(meter_serial, $2), 0)),
          pg_advisory_xact_lock_shared(hashtextextended('submitted_reading', 0))
        from submitted_reading where id = $1""").execute(Tuple.of(id, serial == null ? "" : serial))
        .compose(_ -> transaction.preparedQuery(HELD).execute(Tuple.of(id, serial)))
        .map(rows -> rows.size() == 0 ? null : rows.iterator().next());
  }

  private Future<?> tell(SqlClient transaction, Row row, Phrase text) {
    if (row.getString("address") == null) {
      return Future.succeededFuture();
    }
    var language = row.getString("language").equals("en") ? Language.EN : Language.RO;
    return sender.post(transaction, "review:" + row.getLong("id"),
        new Address(row.getString("contact_channel"), row.getString("address")), language, text);
  }

  private static Review review(Row row) {
    var note = row.getString("note");
    return new Review(row.getLong("id"), row.getString("reference"), row.getUUID("conversation"),
        row.getString("client_code"), row.getString("meter_serial"), row.getInteger("previous_index"),
        row.getInteger("index"), row.getString("photo"), note == null ? "" : note,
        row.getString("status").equals("accepted"), row.getOffsetDateTime("submitted_at").toInstant());
  }

  private static final int LONGEST_REASON = 200;

  private static final String HELD = """
      select r.id, r.reference, r.conversation, r.submitted_at, r.previous_index, r.index, r.window_opens_on, r.window_closes_on,
        m.serial as meter, m.digits, m.point_id as point,
        coalesce(r.status = 'accepted' or r.note = 'refused_by_billing', false) as counted,
        (select coalesce(jsonb_agg(w), '[]') from (select w.opens_on, w.closes_on from reading_window w
          join consumption_point p on p.zone = w.zone where p.point_id = m.point_id
            and w.closes_on >= r.submitted_at::date - 45 order by w.opens_on limit 6) w) as windows, c.channel as contact_channel, c.address, c.language
      from submitted_reading r
      left join meter m on m.serial = coalesce(r.meter_serial, $2)
        and exists (select from consumption_point p where p.point_id = m.point_id and p.client_code = r.client_code)
      left join contact c on c.id = r.conversation
      where r.id = $1 and r.reviewed_at is null
        and (r.status = 'to_check' or (r.status = 'accepted' and r.note = 'confirmed_high'))
      for update of r""";

  /* Billing that has taken the value is handed it once more, as rejected. */
  private static final String REJECT = """
      with untold as (
        update billing_delivery set settled_at = null, outcome = null, reason = null, due_at = $3
        where reading_id = $1 and outcome = 'taken'
      )
      update submitted_reading set status = 'rejected', reviewed_by = $2, reviewed_at = $3,
        correctable_until = null where id = $1""";

  /* Not where another counts, and not what a reader's value has replaced or would. Billing is handed it anew. */
  private static final String BRING_BACK = """
      with back as (
        select earlier.id from submitted_reading r
        join submitted_reading earlier on earlier.meter_serial = r.meter_serial
          and earlier.window_opens_on = r.window_opens_on and earlier.id < r.id
        where r.id = $1 and earlier.status = 'corrected' and earlier.note is distinct from 'read_by_reader'
          and not exists (select from submitted_reading other where other.meter_serial = r.meter_serial
            and other.window_opens_on = r.window_opens_on and other.status = 'accepted')
          and not exists (select from billing_reading b where b.meter_serial = r.meter_serial and b.source = 'read'
            and b.read_on between r.window_opens_on and r.window_closes_on)
        order by earlier.id desc limit 1
      ), handed as (
        delete from billing_delivery d using back where d.reading_id = back.id and d.settled_at is not null
      )
      update submitted_reading set status = 'accepted' from back where submitted_reading.id = back.id
      returning submitted_reading.reference, submitted_reading.index""";

  /* A later value of the same meter and window counts instead; an earlier one gives way. */
  private static final String ACCEPT = """
      with later as (
        select exists (select from submitted_reading where meter_serial = $2 and window_opens_on = $4
          and status = 'accepted' and id > $1) as is_there
      ), earlier as (
        update submitted_reading set status = 'corrected'
        where meter_serial = $2 and window_opens_on = $4 and status = 'accepted' and id < $1 returning id
      ), waited as (
        select count(*) from earlier
      )
      update submitted_reading set status = case when later.is_there then 'corrected' else 'accepted' end,
        meter_serial = $2, point_id = $3, window_opens_on = $4, window_closes_on = $9, index = $5,
        consumption = coalesce(consumption, $6), reviewed_by = $7, reviewed_at = $8,
        corrected = corrected or waited.count > 0
      from later, waited where id = $1 returning status""";
}
