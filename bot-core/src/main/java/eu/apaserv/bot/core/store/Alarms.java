package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What staff must act on before a channel works again: a refused token, a payment, a policy, a defect. However often a
 * provider says the same, it is one alarm until somebody resolves it.
 */
public final class Alarms {
  private static final int LONGEST_REASON = 500;

  private final Database database;
  private final @Nullable Word word;

  /** Where nobody is told but those who look at the console. */
  public Alarms(Database database) {
    this(database, null);
  }

  /** @param word how staff are told of a new alarm; null: they look at the console */
  public Alarms(Database database, @Nullable Word word) {
    this.database = database;
    this.word = word;
  }

  /**
   * A message about each new alarm.
   *
   * @param to an address of staff, on any channel
   * @param says what it is to say of channel, code and reason
   */
  public record Word(Address to, Saying says) {}

  /** Words about an alarm. */
  @FunctionalInterface
  public interface Saying {
    /** @param reason as the channel gave it; holds nothing of a person */
    String of(String channel, String code, String reason);
  }

  /**
   * One alarm.
   *
   * @param code the provider's own
   * @param reason as it was last given; holds nothing of a person
   * @param count how often it was said
   * @param resolvedBy who said that it is done; null while it is open
   */
  public record Alarm(long id, String channel, String code, String reason, long count, Instant firstAt, Instant lastAt,
      @Nullable Instant resolvedAt, @Nullable String resolvedBy) {}

  /** @return whether it is new: only then is it worth a word to somebody */
  public boolean raise(String channel, String code, String reason) {
    var brief = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    return database.transaction(transaction -> transaction.preparedQuery("""
      insert into channel_alarm as a (channel, code, reason) values ($1, $2, $3)
      on conflict (channel, code) where resolved_at is null
      do update set count = a.count + 1, last_at = now(), reason = $3 returning a.count""")
        .execute(Tuple.of(channel, code, brief)).map(rows -> rows.iterator().next().getLong(0) == 1)
        .compose(isNew -> isNew ? tell(transaction, channel, code, brief) : Future.succeededFuture(false)));
  }

  /** In the transaction that keeps the alarm, as what we begin: never sent again on a doubt, so it comes once. */
  private Future<Boolean> tell(SqlClient transaction, String channel, String code, String reason) {
    return word == null
        ? Future.succeededFuture(true)
        : Letterbox.post(database.seal(), transaction, word.to(),
            new Content.Text(word.says().of(channel, code, reason)), false, 1, null).map(true);
  }

  private static final String ALARM = """
    select id, channel, code, reason, count, first_at, last_at, resolved_at, resolved_by from channel_alarm
    """;

  /** Those nobody has resolved, oldest first. */
  public List<Alarm> open() {
    return database.list(Alarms::alarm, ALARM + "where resolved_at is null order by id");
  }

  /** The latest, open or not, newest first. */
  public List<Alarm> latest(int most) {
    return database.list(Alarms::alarm, ALARM + "order by last_at desc, id desc limit $1", most);
  }

  /**
   * Somebody has acted; when the provider says the same again, it is a new alarm.
   *
   * @return false when it is not open
   */
  public boolean resolve(long id, String staff) {
    return database
        .run("""
      update channel_alarm set resolved_at = now(), resolved_by = $2 where id = $1 and resolved_at is null""", id,
            staff)
        .rowCount() > 0;
  }

  private static Alarm alarm(Row row) {
    var resolved = row.getOffsetDateTime("resolved_at");
    return new Alarm(row.getLong("id"), row.getString("channel"), row.getString("code"), row.getString("reason"),
        row.getLong("count"), row.getOffsetDateTime("first_at").toInstant(),
        row.getOffsetDateTime("last_at").toInstant(), resolved == null ? null : resolved.toInstant(),
        row.getString("resolved_by"));
  }
}
