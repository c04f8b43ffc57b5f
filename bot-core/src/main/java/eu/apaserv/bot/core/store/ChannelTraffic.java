package eu.apaserv.bot.core.store;

import java.util.HashMap;
import java.util.Map;

/** What went over each channel lately. Reads only. */
public final class ChannelTraffic {
  private final Database database;

  public ChannelTraffic(Database database) {
    this.database = database;
  }

  /**
   * The last hour of one channel.
   *
   * @param in messages that came
   * @param out messages that were sent
   * @param failed those that could not be
   * @param waiting those that are still to be sent, whenever they became due
   */
  public record Hour(long in, long out, long failed, long waiting) {
    /** Nothing at all. */
    public static final Hour QUIET = new Hour(0, 0, 0, 0);
  }

  /** The last hour by channel, of the newest hundred thousand messages either way. */
  public Map<String, Hour> lastHour() {
    var hours = new HashMap<String, Hour>();
    database.run("""
      with came as (
        select channel, count(*) as n from (select channel, received_at from inbox order by id desc limit 100000) i
        where received_at > now() - interval '1 hour' group by channel
      ), went as (
        select channel, count(*) filter (where state = 'sent') as n, count(*) filter (where state = 'failed') as failed
        from (select channel, created_at, state from outbox order by id desc limit 100000) o
        where created_at > now() - interval '1 hour' group by channel
      ), due as (
        select channel, count(*) as n from outbox where state = 'due' group by channel
      )
      select channel, coalesce(came.n, 0) as came, coalesce(went.n, 0) as went, coalesce(went.failed, 0) as failed,
        coalesce(due.n, 0) as due
      from came full join went using (channel) full join due using (channel)""").forEach(
        row -> hours.put(row.getString("channel"),
            new Hour(row.getLong("came"), row.getLong("went"), row.getLong("failed"), row.getLong("due"))));
    return hours;
  }
}
