package eu.apaserv.bot.core.store;

import java.util.UUID;

/** What was answered on channels where each answer is paid for. Reads only. */
public final class PaidAnswers {
  private final Database database;

  public PaidAnswers(Database database) {
    this.database = database;
  }

  /**
   * Of one conversation.
   *
   * @param today answers of the last 24 hours, no more than were asked about
   * @param isNew whether they first wrote in that time
   */
  public record Spent(int today, boolean isNew) {}

  /** @param most how many answers are looked at */
  public Spent of(UUID conversation, int most) {
    return database.first(row -> new Spent(row.getInteger("today"), row.getBoolean("is_new")), """
      select c.created_at > now() - interval '1 day' as is_new,
        (select count(*)::int from (select created_at from outbox where conversation_id = $1 and priority = 0
          order by id desc limit $2) o where created_at > now() - interval '1 day') as today
      from contact c where c.id = $1""", conversation, most).orElse(new Spent(0, true));
  }

  /** Answers of the last hour on a channel, to anybody; but for those that failed, which cost nothing. */
  public long lastHour(String channel) {
    return database.first(row -> row.getLong(0), """
      select count(*) from outbox where channel = $1 and priority = 0 and state <> 'failed'
        and created_at > now() - interval '1 hour'""",
        channel).orElse(0L);
  }
}
