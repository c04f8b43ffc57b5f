package eu.apaserv.bot.conversations.privacy;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases what is kept about a person: at once what is settled, and the rest (the wish itself, the answer to it) as soon as
 * that has been sent.
 */
public final class Erasures {
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  /** What is not sent by then is erased unsent. */
  private static final Duration LONGEST = Duration.ofHours(24);
  private static final int BATCH = 20;
  /** As {@link PersonalTables} has it: a provider may deliver again for a week. */
  private static final Duration DELIVERED_AGAIN = Duration.ofDays(8);
  private static final Duration WRITTEN_LATE = Duration.ofHours(1);
  private static final Duration FORGETTING = Duration.ofDays(60);

  private final Database database;
  private final List<PersonalData> data;
  private final Clock clock;

  public Erasures(Database database, List<PersonalData> data, Clock clock) {
    this.database = database;
    this.data = List.copyOf(data);
    this.clock = clock;
  }

  /** @param key the same key asks once */
  public void request(String key, UUID conversation) {
    database.transaction(transaction -> transaction.preparedQuery("""
        insert into erasure (id, idempotency_key, conversation, requested_at) values ($1, $2, $3, $4)
        on conflict (idempotency_key) do nothing""")
        .execute(Tuple.of(UUID.randomUUID(), key, conversation, now())).compose(_ -> erase(transaction, conversation))
        .map(_ -> true));
  }

  /**
   * Erases the last traces of those whose answer has been sent. Any number of nodes may do it at once.
   *
   * @return how many were finished
   */
  public int sweep() {
    var ready = database.list(row -> row.getUUID(0), READY, utc(clock.instant().minus(LONGEST)), BATCH);
    int done = (int) ready.stream().filter(this::finish).count();
    if (done > 0) {
      LOG.info("{} erasures are complete", done);
    }
    forget();
    return done;
  }

  /** They may have written since they were found: what a turn remembers of before would be kept after all. */
  private boolean finish(UUID conversation) {
    var late = Tuple.of(conversation, utc(clock.instant().minus(LONGEST)));
    return database.transaction(transaction -> transaction.preparedQuery(HOLD).execute(Tuple.of(conversation))
        .compose(_ -> transaction.preparedQuery(DROP).execute(late))
        .compose(_ -> transaction.preparedQuery(QUIET).execute(late))
        .compose(quiet -> quiet.size() == 0
            ? Future.succeededFuture(false)
            : erase(transaction, conversation).compose(_ -> transaction.preparedQuery(
                "update erasure set swept_at = $2 where conversation = $1 and swept_at is null")
                .execute(Tuple.of(conversation, now()))).map(_ -> true)));
  }

  /** Blanked messages stay while their provider may deliver them again; then they go as well. */
  private void forget() {
    database.run(LATE, utc(clock.instant().minus(WRITTEN_LATE)));
    database.run("""
        delete from inbox where id in (
          select i.id from erasure e join inbox i on i.conversation_id = e.conversation
          where e.swept_at > $1 and i.received_at <= e.swept_at and i.received_at < $2 and i.done_at is not null
          limit 500)""", utc(clock.instant().minus(FORGETTING)), utc(clock.instant().minus(DELIVERED_AGAIN)));
  }

  /* What went over the wire and the words for search are written down beside, a moment later: they may come after the erasure is complete. */
  private static final String LATE = """
      with words as (
        delete from message_text x using erasure e
        where e.swept_at > $1 and x.conversation_id = e.conversation and x.at <= e.swept_at
      )
      delete from exchange x using erasure e
      where e.swept_at > $1 and x.conversation_id = e.conversation and x.at <= e.swept_at""";

  private Future<?> erase(SqlClient transaction, UUID conversation) {
    Future<?> done = Future.succeededFuture();
    for (var one : data) {
      var statement = one.erase();
      if (statement != null) {
        done = done.compose(_ -> transaction.preparedQuery(statement).execute(Tuple.of(conversation)));
      }
    }
    return done;
  }

  private OffsetDateTime now() {
    return utc(clock.instant());
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static final String ANSWERED = """
      not exists (select from inbox i where i.conversation_id = e.conversation and i.done_at is null)
        and not exists (select from outbox o where o.conversation_id = e.conversation
          and o.state in ('due', 'sending', 'unknown'))""";

  private static final String READY = """
      select distinct conversation from erasure e
      where swept_at is null and (requested_at < $1 or (%s)) limit $2""".formatted(ANSWERED);

  /* No turn begins, or commits, before this is done. */
  private static final String HOLD = "select from conversation where id = $1 for update";

  /* A paused channel keeps its messages for as long as it is paused: they would go out, and stay, long after. */
  private static final String DROP = """
      update outbox o set state = 'dropped', settled_at = now() from erasure e
      where e.conversation = $1 and e.swept_at is null and e.requested_at < $2
        and o.conversation_id = $1 and o.state in ('due', 'unknown')""";

  /* What is being sent at this moment is waited for in any case: it is settled within seconds. */
  private static final String QUIET = """
      select from erasure e where e.conversation = $1 and swept_at is null
        and (requested_at < $2 and not exists (select from outbox o where o.conversation_id = e.conversation
          and o.state = 'sending') or (%s))
        and not exists (select from conversation c where c.id = $1 and c.lease_until > now()) limit 1"""
      .formatted(ANSWERED);
}
