package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * What became of what a run has said, read off the outbox: sent, delivered, failed, or nobody can tell. What is known not
 * to have been delivered goes by the person's next channel, and the kind is asked again; what nobody can tell never does.
 */
public final class RunFates {
  /** In a long run the looks at the end of the patience take a while. */
  private static final Duration LAST_LOOK = Duration.ofMinutes(1);

  /** Facts are asked for anew when what was said of them has not left for so long. */
  private static final Duration FRESH = Duration.ofMinutes(1);

  private final Database database;
  private final Duration patience;

  /** @param patience a failure that becomes known later than this after the sending is no reason to try another channel */
  public RunFates(Database database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /*
   * A message is looked at after 2 s, then each time it is four times as old, for three days: receipts come in seconds or
   * not at all. Once more when the patience ends, for what failed until then goes by the next channel, whenever it is seen;
   * how long it took is counted by the database's clock alone. A message several recipients share gives them all the same
   * fate; the two seconds before the next channel let them come together again. A run that is being called off is waited for,
   * or waits for this: nobody is put back among those who wait in it behind its back.
   */
  private static final String LOOK = """
    with held as (
      select run_id, person, subject, state, reason, queued_at, outbox_id, channel, next_channel from run_recipient
      where look_at <= $1 order by look_at, run_id, outbox_id limit $2 for update skip locked
    ), seen as (
      select h.*, o.error, o.created_at, o.settled_at, o.channel as by, o.provider_id, case
        when o.id is null then h.state
        when o.mark >= 3 then 'delivered'
        when o.state = 'dropped' then 'skipped'
        when o.state = 'failed' and o.error like 'outcome unknown%' then 'unknown'
        when o.state = 'failed' or o.mark = 2 then 'failed'
        when o.state = 'sent' then 'sent'
        else 'queued' end as fate
      from held h left join outbox o on o.id = h.outbox_id
    ), going as (
      select u.id from run u where u.id in (select run_id from held) and u.state <> 'cancelled' order by u.id for share
    ), next as (
      select s.*, fate = 'failed' and next_channel is not null
        and coalesce((select min(e.received_at) from receipt e where e.channel = s.by and e.provider_id = s.provider_id
          and e.mark = 2), s.settled_at, s.created_at) <= s.created_at + $3::bigint * interval '1 ms'
        and s.run_id in (select id from going) as again from seen s
    ), moved as (
      update run_recipient r set
        state = case when n.again then 'waiting' else n.fate end,
        reason = case when n.again then null when n.fate = 'failed' then split_part(coalesce(n.error, 'failed'), ':', 1)
          when n.fate = 'skipped' and n.error = 'opted_out' then n.error when n.fate = 'skipped' then 'too_late' end,
        channel = case when n.again then n.next_channel else r.channel end,
        tried = case when n.again then r.tried || n.channel else r.tried end,
        due_at = case when n.again then $1::timestamptz + interval '2 seconds' else r.due_at end,
        look_at = case when n.fate in ('queued', 'sent') and n.queued_at > $1::timestamptz - interval '3 days'
          then $1::timestamptz + least(greatest(interval '2 seconds', 3 * ($1::timestamptz - n.queued_at)),
            case when n.queued_at + $3::bigint * interval '1 ms' > $1::timestamptz
              then n.queued_at + $3::bigint * interval '1 ms' - $1::timestamptz end) end
      from next n where r.run_id = n.run_id and r.person = n.person and r.subject = n.subject
      returning r.run_id, n.state as was, n.reason as was_reason, r.state, r.reason
    )
    """ + RunMoves.COUNTED;

  /*
   * What is known not to have left for so long (its channel is paused, or its provider takes nothing) is taken out of the
   * outbox, and the kind is asked again when it can go: who has paid or withdrawn their wish meanwhile is not told. In a run that
   * was called off while a sender held it, nobody is asked any more.
   */
  private static final String ASK_AGAIN = """
    with late as (
      select run_id, person, outbox_id from run_recipient
      where look_at <= $1 and state = 'queued' and queued_at <= $1::timestamptz - $3::bigint * interval '1 ms'
      order by look_at, run_id, outbox_id limit $2 for update skip locked
    ), held as (
      select o.id from outbox o where o.id in (select outbox_id from late) and o.state = 'due' order by o.id
      for update skip locked
    ), dropped as (
      update outbox o set state = 'dropped', settled_at = now(), error = 'asked again' from held h where o.id = h.id
      returning o.id
    ), going as (
      select u.id from run u where u.id in (select run_id from late) and u.state <> 'cancelled' order by u.id for share
    ), moved as (
      update run_recipient r set state = case when l.goes then 'waiting' else 'skipped' end,
        reason = case when not l.goes then 'cancelled' end, due_at = $1, look_at = null, cost = 0
      from (select distinct l.run_id, l.person, d.id, l.run_id in (select id from going) as goes
        from dropped d join late l on l.outbox_id = d.id) l
      where r.run_id = l.run_id and r.person = l.person and r.outbox_id = l.id and r.state = 'queued'
      returning r.run_id, 'queued' as was, null::text as was_reason, r.state, r.reason
    )
    """ + RunMoves.COUNTED;

  /** Looks at up to {@code limit} recipients whose time has come; true when some changed. */
  public boolean look(Instant now, int limit) {
    database.run(ASK_AGAIN, now.atOffset(ZoneOffset.UTC), limit, FRESH.toMillis());
    return database.run(LOOK, now.atOffset(ZoneOffset.UTC), limit, patience.toMillis()).rowCount() > 0;
  }

  private static final String OVER = """
      r.state = 'running' and not exists (select from run_count c where c.run_id = r.id and c.state in ('waiting', 'queued')
          and c.recipients > 0)
        and (r.last_at is null or r.last_at + $2::bigint * interval '1 ms' < $1::timestamptz
          or not exists (select from run_count c where c.run_id = r.id and c.state = 'sent' and c.recipients > 0))""";

  /**
   * Ends runs in which nobody waits and nothing can go to another channel any more, as the last look has seen. Somebody may be added
   * to a run at this moment: it is waited for, and the run is looked at once more.
   */
  public int end(Instant now) {
    var at = now.atOffset(ZoneOffset.UTC);
    long late = patience.plus(LAST_LOOK).toMillis();
    var over = database.list(row -> row.getLong(0), "select r.id from run r where " + OVER, at, late);
    return over.isEmpty() ? 0 : database.together(open -> end(open, at, late, over.toArray(Long[]::new)));
  }

  private static int end(Transaction open, OffsetDateTime at, long late, Long[] over) {
    open.run("select id from run where id = any($1) order by id for update", Tuple.tuple().addArrayOfLong(over));
    return open.run("update run r set state = 'done', ended_at = $1 where r.id = any($3) and " + OVER,
        Tuple.of(at, late).addArrayOfLong(over)).rowCount();
  }
}
