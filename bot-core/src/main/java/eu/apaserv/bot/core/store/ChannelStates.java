package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What all nodes share about a channel: whether somebody has paused it, or its provider. */
public final class ChannelStates {
  private final Database database;

  public ChannelStates(Database database) {
    this.database = database;
  }

  /**
   * One channel.
   *
   * @param pausedBy who paused it; null when it runs
   * @param reason why, in their words
   */
  public record ChannelState(String channel, @Nullable String pausedBy, @Nullable Instant pausedAt,
      @Nullable String reason) {

    public boolean paused() {
      return pausedAt != null;
    }
  }

  /** Makes a channel known; harmless when it is. */
  public void know(String channel) {
    database.run("insert into channel_state (channel) values ($1) on conflict do nothing", channel);
  }

  /**
   * From now on nothing is claimed for it on any node; what is already on its way goes out.
   *
   * @param reason shown to other staff
   * @return false when it was paused already
   */
  public boolean pause(String channel, String staff, String reason) {
    return database.run("""
      insert into channel_state as c (channel, paused_by, paused_at, reason) values ($1, $2, now(), $3)
      on conflict (channel) do update set paused_by = $2, paused_at = now(), reason = $3 where c.paused_at is null""",
        channel, staff, reason).rowCount() > 0;
  }

  /** @return false when it was not paused */
  public boolean resume(String channel) {
    return database.run("""
      update channel_state set paused_by = null, paused_at = null, reason = null
      where channel = $1 and paused_at is not null""", channel).rowCount() > 0;
  }

  /**
   * Nothing is claimed for it for so long, on any node: its provider has asked for a pause. Bots of the version before read
   * {@code next_at}.
   */
  public void rest(String channel, Duration pause) {
    database.run("""
      update channel_state set
        rests_until = greatest(rests_until, clock_timestamp() + $2::bigint * interval '1 ms'),
        next_at = greatest(next_at, clock_timestamp() + $2::bigint * interval '1 ms') where channel = $1""", channel,
        pause.toMillis());
  }

  /** Every channel that was ever on, by name. */
  public List<ChannelState> all() {
    return database.list(ChannelStates::state,
        "select channel, paused_by, paused_at, reason from channel_state order by channel");
  }

  private static ChannelState state(Row row) {
    var at = row.getOffsetDateTime("paused_at");
    return new ChannelState(row.getString("channel"), row.getString("paused_by"), at == null ? null : at.toInstant(),
        row.getString("reason"));
  }
}
