package eu.apaserv.bot.conversations.hook;

import eu.apaserv.bot.core.store.Database;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told to whom. Any number of nodes take from it; what one held when it died is told by another, so a call may
 * come twice, under the same id.
 */
public final class HookQueue {
  /** A holder that says nothing for so long is dead; a call takes less. */
  static final Duration HELD = Duration.ofSeconds(40);
  private static final int LONGEST_ERROR = 300;
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int SWEPT = 1000;

  private final Database database;

  public HookQueue(Database database) {
    this.database = database;
  }

  /**
   * Something that is being told.
   *
   * @param event the same for all who hear of it
   * @param data JSON
   * @param attempts with this one
   * @param name of the webhook
   * @param secret as it is kept, sealed where there are keys
   */
  record Held(long id, UUID event, String kind, String data, Instant at, int attempts, String name, String url,
      String secret) {}

  /** Webhooks for which something is due. */
  List<Long> due() {
    return database.list(row -> row.getLong(0), """
        select w.id from webhook w where w.ended_at is null and exists (
          select from webhook_delivery d where d.webhook_id = w.id and d.state = 'due' and d.due_at <= now())""");
  }

  /*
   * Of each subject the first that is not settled, and no other before it is: whoever listens sees it in the order it
   * happened.
   */
  private static final String HOLD = """
    with first as (
      select d.id from webhook_delivery d
      where d.webhook_id = $1 and d.state = 'due' and d.due_at <= now()
        and (d.held_until is null or d.held_until < now())
        and not exists (select from webhook_delivery e where e.webhook_id = $1 and e.subject = d.subject
          and e.state = 'due' and e.id < d.id)
      order by d.due_at, d.id limit 1 for update of d skip locked
    ), held as (
      update webhook_delivery d set held_until = now() + $2::int * interval '1 ms', attempts = d.attempts + 1
      from first f where d.id = f.id
      returning d.id, d.webhook_id, d.event_id, d.kind, d.data, d.at, d.attempts
    )
    select h.id, h.event_id, h.kind, h.data::text, h.at, h.attempts, w.name, w.url, w.secret from held h
    join webhook w on w.id = h.webhook_id""";

  /** The next for a webhook; empty when there is none now. */
  Optional<Held> hold(long webhook) {
    return database.first(HookQueue::held, HOLD, webhook, (int) HELD.toMillis());
  }

  private static Held held(Row row) {
    return new Held(row.getLong("id"), row.getUUID("event_id"), row.getString("kind"), row.getString("data"),
        row.getOffsetDateTime("at").toInstant(), row.getInteger("attempts"), row.getString("name"),
        row.getString("url"), row.getBuffer("secret").toString());
  }

  /** It was held and not sent: anybody may take it at once, and it counts for no attempt. */
  void letGo(Held one) {
    database.run("update webhook_delivery set held_until = null, attempts = attempts - 1 where id = $1 "
        + "and state = 'due' and attempts = $2", one.id(), one.attempts());
  }

  /** The other side took it. */
  void sent(Held one, int status) {
    database.run("""
        update webhook_delivery set state = 'sent', status = $2, error = null, settled_at = now(), held_until = null
        where id = $1 and state = 'due'""", one.id(), status);
  }

  /**
   * It was not taken: tried again later, with some chance in it so that many do not come at once; after a day it is given
   * up and staff see it.
   *
   * @param status what was answered; null: nothing
   */
  void missed(Held one, @Nullable Integer status, String error, Duration wait) {
    database.run("""
        update webhook_delivery set status = $2, error = $3, held_until = null,
          due_at = now() + $4::float8 * (0.9 + 0.2 * random()) * interval '1 ms',
          state = case when now() < give_up_at then 'due' else 'failed' end,
          settled_at = case when now() < give_up_at then null else now() end
        where id = $1 and state = 'due'""", one.id(), status,
        error.length() > LONGEST_ERROR ? error.substring(0, LONGEST_ERROR) : error, (double) wait.toMillis());
  }

  /**
   * One that was given up.
   *
   * @param status what was answered last; null: nothing
   */
  public record Failed(long id, String webhook, String kind, String subject, Instant at, int attempts,
      @Nullable Integer status, @Nullable String error) {}

  /** Those that were given up, the newest first. */
  public List<Failed> failed(int limit) {
    return database.list(row -> new Failed(row.getLong("id"), row.getString("name"), row.getString("kind"),
        row.getString("subject"), row.getOffsetDateTime("at").toInstant(), row.getInteger("attempts"),
        row.getInteger("status"), row.getString("error")), """
          select d.id, w.name, d.kind, d.subject, d.at, d.attempts, d.status, d.error from webhook_delivery d
          join webhook w on w.id = d.webhook_id where d.state = 'failed' and w.ended_at is null
          order by d.id desc limit $1""", limit);
  }

  /** Tries one for another day. @return false when it is not given up, or nobody listens any more */
  public boolean redeliver(long id) {
    return database.run("""
        update webhook_delivery d set state = 'due', due_at = now(), give_up_at = now() + interval '24 hours',
          settled_at = null from webhook w
        where d.id = $1 and d.state = 'failed' and w.id = d.webhook_id and w.ended_at is null""", id).rowCount() > 0;
  }

  /** Forgets what was settled long ago, some at a time. @return whether there may be more */
  boolean sweep() {
    return database.run("""
        delete from webhook_delivery where id in (select id from webhook_delivery
          where state <> 'due' and settled_at < now() - $1::int * interval '1 day' limit $2)""", (int) KEPT.toDays(),
        SWEPT).rowCount() == SWEPT;
  }
}
