package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The meters of linked places and what customers sent for them. */
public final class Readings {
  private static final int SHORTEST_REFERENCE = 2;
  /** Long enough not to be taken. */
  private static final int PHOTO_REFERENCE = 4;

  private final Database database;
  private final Business business;
  private final Clock clock;
  private final ReadingRules rules;
  private final MeterQuery query;

  public Readings(Database database, Business business, Clock clock) {
    this.database = database;
    this.business = business;
    this.clock = clock;
    this.rules = new ReadingRules(business.readings());
    this.query = new MeterQuery(business);
  }

  /** The meters that hang at the places a conversation may act for, with all a value is judged by. */
  public List<PlacedMeter> meters(UUID conversation) {
    return query.run(database, conversation, business.day(clock.instant()));
  }

  /** Those of one client code the conversation may act for. */
  public List<PlacedMeter> meters(UUID conversation, String clientCode) {
    return meters(conversation).stream().filter(meter -> meter.place().clientCode().equals(clientCode)).toList();
  }

  /**
   * Records a value. The rules are applied again, one value of a meter after the other: what they do not accept is kept as
   * {@code TO_CHECK} or {@code REJECTED} with its reason. An accepted value takes the place of an earlier one of the same
   * window.
   *
   * @param key the same key gets the same submission
   * @param channel the conversation's channel, for example {@code sms}
   * @param confirmedHigh the customer has confirmed an unusual consumption
   */
  public Submission submit(String key, UUID conversation, String serial, int value, String channel,
      boolean confirmedHigh) {
    return submit(key, conversation, serial, value, channel, confirmedHigh, null);
  }

  /**
   * The same with a picture as evidence.
   *
   * @param photo the provider's name for it; null if there is none
   */
  public Submission submit(String key, UUID conversation, String serial, int value, String channel,
      boolean confirmedHigh, @Nullable String photo) {
    var now = clock.instant();
    return database.transaction(transaction -> transaction
        .preparedQuery(ALONE).execute(Tuple.of(serial))
        .compose(_ -> known(transaction, key))
        .compose(known -> known != null
            ? Future.succeededFuture(known)
            : query.run(transaction, conversation, serial, business.day(now)).compose(meters -> {
              var sent = new Sent(key, conversation, channel, value, now, photo);
              return meters.isEmpty()
                  ? insert(transaction, Entry.notLinked(sent, serial), SHORTEST_REFERENCE)
                  : record(transaction, sent, meters.getFirst(), confirmedHigh);
            })));
  }

  /* One value of a meter after the other, and none while an import brings in those of readers. */
  private static final String ALONE = """
      select pg_advisory_xact_lock(hashtextextended('meter:' || $1, 0)),
        pg_advisory_xact_lock_shared(hashtextextended('submitted_reading', 0))""";

  /**
   * Records a value from a conversation that is not linked, for a person to check. The answer reveals nothing, whether the
   * client code exists or not.
   *
   * @param clientCode as {@link Business.ClientCodes#read} gives it
   * @throws IllegalArgumentException when it cannot be a client code
   */
  public Submission submitUnlinked(String key, UUID conversation, String clientCode, int value, String channel) {
    var sent = new Sent(key, conversation, channel, value, clock.instant(), null);
    if (business.clientCodes().read(clientCode).filter(clientCode::equals).isEmpty()) {
      throw new IllegalArgumentException("Only digits of a client code can be recorded");
    }
    return database.transaction(transaction -> known(transaction, key).compose(known -> known != null
        ? Future.succeededFuture(known)
        : insert(transaction, Entry.unlinked(sent, clientCode), SHORTEST_REFERENCE)));
  }

  /**
   * Records a picture of a meter for a person to read.
   *
   * @param photo the provider's name for it
   * @return the reference; empty when the meter is not one the conversation may act for
   */
  public Optional<String> submitPhoto(String key, UUID conversation, String serial, String photo, String channel) {
    var now = clock.instant();
    var meter = meters(conversation).stream().filter(one -> one.serial().equals(serial)).findFirst();
    return meter.map(one -> database.first(row -> row.getString("reference"), PHOTO, key,
        Reference.random(PHOTO_REFERENCE), conversation, channel, one.place().clientCode(), one.place().pointId(),
        serial,
        one.window().opensOn(), one.window().closesOn(), one.previous().value(), photo,
        now.atOffset(ZoneOffset.UTC)).orElseThrow());
  }

  /**
   * Puts a picture beside the value that counts for a meter.
   *
   * @return false when there is no such value in the window that is open
   */
  public boolean evidence(UUID conversation, String serial, String photo) {
    var sent = meters(conversation).stream().filter(one -> one.serial().equals(serial)).map(PlacedMeter::sent)
        .flatMap(Stream::ofNullable).findFirst();
    return sent.isPresent() && database.run("""
        update submitted_reading set photo = $2 where reference = $1 and conversation = $3""", sent.get().reference(),
        photo, conversation).rowCount() > 0;
  }

  private static final String PHOTO = """
      with made as (
        insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, point_id,
          meter_serial, window_opens_on, window_closes_on, previous_index, photo, status, note, submitted_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'to_check', 'photo', $12)
        on conflict (idempotency_key) do nothing returning reference
      )
      select reference from made union all select reference from submitted_reading where idempotency_key = $1 limit 1""";

  private Future<Submission> record(SqlClient transaction, Sent sent, PlacedMeter meter, boolean confirmedHigh) {
    var checked = rules.check(meter, sent.value(), business.day(sent.now()));
    var entry = Entry.of(sent, meter, confirmedHigh ? ReadingRules.confirmed(checked) : checked);
    if (entry.status() != SubmissionStatus.ACCEPTED) {
      return insert(transaction, entry, SHORTEST_REFERENCE);
    }
    return transaction.preparedQuery("""
        update submitted_reading set status = 'corrected'
        where meter_serial = $1 and window_opens_on = $2 and status = 'accepted'""")
        .execute(Tuple.of(meter.serial(), meter.window().opensOn()))
        .compose(earlier -> insert(transaction, entry.correcting(earlier.rowCount() > 0), SHORTEST_REFERENCE));
  }

  private static Future<@Nullable Submission> known(SqlClient transaction, String key) {
    return transaction.preparedQuery("select " + KEPT + " from submitted_reading where idempotency_key = $1")
        .execute(Tuple.of(key)).map(rows -> rows.size() == 0 ? null : submission(rows.iterator().next()));
  }

  /** A reference that is taken makes the next one longer; a key that is taken was another's at the same moment. */
  private Future<Submission> insert(SqlClient transaction, Entry entry, int pairs) {
    return transaction.preparedQuery(INSERT).execute(entry.tuple(Reference.random(pairs))).compose(rows -> {
      if (rows.size() > 0) {
        return Future.succeededFuture(submission(rows.iterator().next()));
      }
      return known(transaction, entry.sent().key()).compose(known -> known != null
          ? Future.succeededFuture(known)
          : insert(transaction, entry, pairs + 1));
    });
  }

  /** What came from the conversation. */
  private record Sent(String key, UUID conversation, String channel, int value, Instant now,
      @Nullable String photo) {}

  /** A row to be. */
  private record Entry(Sent sent, String clientCode, @Nullable String pointId, @Nullable String serial,
      @Nullable ReadingWindow window, @Nullable Integer previous, @Nullable Integer consumption, boolean corrected,
      SubmissionStatus status, @Nullable String note) {

    static Entry of(Sent sent, PlacedMeter meter, ReadingValidation validation) {
      var consumption = validation instanceof ReadingValidation.Accepted accepted
          ? (Integer) accepted.consumption()
          : null;
      return new Entry(sent, meter.place().clientCode(), meter.place().pointId(), meter.serial(), meter.window(),
          meter.previous().value(), consumption, false, status(validation), validation.note());
    }

    static Entry notLinked(Sent sent, String serial) {
      return new Entry(sent, "", null, serial, null, null, null, false, SubmissionStatus.REJECTED, "not_linked");
    }

    static Entry unlinked(Sent sent, String clientCode) {
      return new Entry(sent, clientCode, null, null, null, null, null, false, SubmissionStatus.TO_CHECK, "unlinked");
    }

    Entry correcting(boolean earlier) {
      return new Entry(sent, clientCode, pointId, serial, window, previous, consumption, earlier, status, note);
    }

    private static SubmissionStatus status(ReadingValidation validation) {
      return switch (validation) {
        case ReadingValidation.Accepted _ -> SubmissionStatus.ACCEPTED;
        case ReadingValidation.BelowPrevious _,ReadingValidation.UnusuallyHigh _,ReadingValidation.MeterReplaced _ ->
          SubmissionStatus.TO_CHECK;
        case ReadingValidation.OutOfWindow _,ReadingValidation.TooManyDigits _,ReadingValidation.ReadByReader _ ->
          SubmissionStatus.REJECTED;
      };
    }

    Tuple tuple(String reference) {
      LocalDate opensOn = window == null ? null : window.opensOn();
      LocalDate closesOn = window == null ? null : window.closesOn();
      return Tuple.from(new Object[]{sent.key(), reference, sent.conversation(), sent.channel(), clientCode, pointId,
          serial, opensOn, closesOn, previous, sent.value(), consumption,
          status == SubmissionStatus.ACCEPTED ? closesOn : null, corrected, status.code(), note,
          sent.now().atOffset(ZoneOffset.UTC), sent.photo()});
    }
  }

  /** By name: a table that grows while bots are at work must not change what they are told. */
  private static final String KEPT = "reference, meter_serial, previous_index, index, consumption, correctable_until, "
      + "corrected, status, note, submitted_at";

  private static final String INSERT = """
      insert into submitted_reading (idempotency_key, reference, conversation, channel, client_code, point_id,
        meter_serial, window_opens_on, window_closes_on, previous_index, index, consumption, correctable_until, corrected,
        status, note, submitted_at, photo)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
      on conflict (reference) do nothing""" + " returning " + KEPT;

  private static Submission submission(Row row) {
    return new Submission(row.getString("reference"), row.getString("meter_serial"), row.getInteger("previous_index"),
        row.getInteger("index"), row.getInteger("consumption"), row.getLocalDate("correctable_until"),
        row.getBoolean("corrected"), SubmissionStatus.of(row.getString("status")), row.getString("note"),
        row.getOffsetDateTime("submitted_at").toInstant());
  }
}
