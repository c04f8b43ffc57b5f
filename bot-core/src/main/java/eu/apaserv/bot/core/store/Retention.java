package eu.apaserv.bot.core.store;

import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Old messages leave by age, some at a time: only what is settled, and nothing of a conversation that waits for a person or
 * that staff hold. What a conversation remembers, consents and the audit log have their own terms; what went over the wire has
 * left before its message. Any number of nodes may do it at once: rows another one is deleting are passed over.
 */
public final class Retention {
  /** Providers deliver again for a week: until then a message must be known. */
  public static final Duration LEAST = Duration.ofDays(8);

  private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
  /** Deletes within milliseconds; every ten seconds it is 4 million messages a day. */
  private static final int BATCH = 500;

  private static final String INBOX = """
    with look as (
      select id, received_at from inbox where id > $3 order by id limit $2
    ), old as (
      select i.id from look l join inbox i on i.id = l.id
      where i.received_at < $1 and i.done_at < $1 and not exists (
        select from conversation c where c.id = i.conversation_id
          and (c.waiting_since is not null or c.owner is not null))
      for update of i skip locked
    ), words as (
      delete from message_text t using old o where t.message_id = o.id and not t.outbound
    ), gone as (
      delete from inbox i using old o where i.id = o.id
    )
    select (select count(*)::int from old), (select max(id) from look where received_at < $1)""";

  private static final String OUTBOX = """
    with look as (
      select id, created_at from outbox where id > $3 order by id limit $2
    ), old as (
      select b.id, b.channel, b.provider_id from look l join outbox b on b.id = l.id
      where b.created_at < $1 and coalesce(b.settled_at, b.created_at) < $1
        and b.state not in ('due', 'sending', 'unknown') and not exists (
        select from conversation c where c.id = b.conversation_id
          and (c.waiting_since is not null or c.owner is not null))
        and not exists (select from run_recipient r where r.person = b.conversation_id and r.outbox_id = b.id
          and r.look_at is not null)
      for update of b skip locked
    ), words as (
      delete from message_text t using old o where t.message_id = o.id and t.outbound
    ), receipts as (
      delete from receipt r using old o where r.channel = o.channel and r.provider_id = o.provider_id
    ), gone as (
      delete from outbox b using old o where b.id = o.id
    )
    select (select count(*)::int from old), (select max(id) from look where created_at < $1)""";

  private static final List<Aged> BESIDE = List.of(new Aged("receipts", """
    delete from receipt where ctid in (
      select ctid from receipt where received_at < $1 limit $2 * 10 for update skip locked)"""), new Aged("receipts", """
    delete from receipt where ctid in (
      select ctid from receipt where outbound_id is null and received_at < $1 order by received_at limit $2
      for update skip locked)"""), new Aged("links", """
    delete from document_link where token_hash in (
      select token_hash from document_link where expires_at < $1 order by expires_at limit $2
      for update skip locked)"""), new Aged("staff_files", """
    delete from staff_file where id in (
      select f.id from staff_file f join conversation c on c.id = f.conversation_id
      where f.made_at < $1 and c.waiting_since is null and c.owner is null
        and not exists (select from outbox o where o.conversation_id = f.conversation_id
          and o.state in ('due', 'sending'))
        and not exists (select from scheduled_reply s where s.conversation_id = f.conversation_id
          and s.sent_at is null and s.cancelled_at is null)
      order by f.made_at limit $2 for update of f skip locked)"""), new Aged("run_recipients", """
    with ended as (
      select id from run where ended_at < $1 and not emptied order by ended_at limit 10
    ), empty as (
      update run r set emptied = true from ended e
      where r.id = e.id and not exists (select from run_recipient p where p.run_id = e.id)
    )
    delete from run_recipient where ctid in (
      select p.ctid from ended e join run_recipient p on p.run_id = e.id where p.look_at is null limit $2
      for update of p skip locked)"""), new Aged("misunderstandings", """
    delete from misunderstanding where id in (
      select id from misunderstanding where label is null and last_on < $1::timestamptz::date order by last_on limit $2
      for update skip locked)"""));

  private final Database database;
  private final Clock clock;
  private final Duration kept;
  private final int batch;
  private final List<AgeWalk> walks;
  private final List<Aged> beside;
  private final RetentionLog log;

  /**
   * @param kept how long messages stay after they are settled; at least {@link #LEAST}
   * @param others of another module
   */
  public Retention(Database database, Clock clock, Duration kept, List<Aged> others) {
    this(database, clock, kept, others, BATCH);
  }

  Retention(Database database, Clock clock, Duration kept, List<Aged> others, int batch) {
    if (kept.compareTo(LEAST) < 0) {
      throw new IllegalArgumentException("Messages kept for %s would be taken twice: keep them %s or more"
          .formatted(kept, LEAST));
    }
    this.database = database;
    this.clock = clock;
    this.kept = kept;
    this.batch = batch;
    this.log = new RetentionLog(database, clock);
    this.walks = List.of(new AgeWalk(database, INBOX), new AgeWalk(database, OUTBOX));
    this.beside = Stream.concat(BESIDE.stream(), others.stream()).toList();
  }

  /**
   * Deletes some of what is too old: no more of a table than a batch, so that it never stands in the way of messages.
   *
   * @return how many rows went
   */
  public int sweep() {
    var before = before();
    int gone = 0;
    for (var walk : walks) {
      gone += noted("messages", walk.step(before, batch));
    }
    for (var one : beside) {
      gone += noted(one.what(), database.run(one.statement(), Tuple.of(before, batch)).rowCount());
    }
    log.note(RetentionLog.LOOKED, 0);
    if (gone > 0) {
      LOG.debug("{} rows older than {} are gone", gone, before);
    }
    return gone;
  }

  private int noted(String what, int rows) {
    log.note(what, rows);
    return rows;
  }

  private OffsetDateTime before() {
    return clock.instant().minus(kept).atOffset(ZoneOffset.UTC);
  }
}
