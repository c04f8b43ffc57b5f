package eu.apaserv.bot.core.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;

/** Those who wait for a person: their place, and how long others waited lately. */
public final class PersonQueue {
  /** Fewer are no sign of how long it takes now. */
  private static final int ENOUGH = 3;
  private static final Duration LATELY = Duration.ofHours(8);

  private final Database database;

  public PersonQueue(Database database) {
    this.database = database;
  }

  /**
   * Notes that somebody asks for a person.
   *
   * @param key the same key notes it once; who waits already waits once
   */
  public void asked(String key, UUID conversation, String reason, Instant at) {
    database.run("""
      insert into hand_over (idempotency_key, conversation_id, reason, asked_at)
      select $1, $2, $3, $4 where not exists (
        select from hand_over where conversation_id = $2 and taken_at is null and asked_at > $4::timestamptz - interval '1 day')
      on conflict do nothing""", key, conversation,
        database.seal().reason(reason, Place.handOver(key)), at.atOffset(ZoneOffset.UTC));
  }

  /** A member of staff takes over. */
  public void taken(UUID conversation, String staff, Instant at) {
    database.run("""
      update hand_over set taken_at = $2, taken_by = $3 where conversation_id = $1 and taken_at is null""",
        conversation,
        at.atOffset(ZoneOffset.UTC), staff);
  }

  /** Whether this conversation waits now. */
  public boolean waits(UUID conversation) {
    return database.first(row -> true, "select from conversation where id = $1 and waiting_since is not null",
        conversation).isPresent();
  }

  /** How many others wait, before this conversation if it waits too. */
  public int ahead(UUID conversation) {
    return database.first(row -> row.getInteger(0), """
      select count(*)::int from conversation other left join conversation mine on mine.id = $1
      where other.waiting_since is not null and other.id <> $1
        and (mine.waiting_since is null or other.waiting_since < mine.waiting_since)""", conversation).orElse(0);
  }

  /** Half of those who were taken over lately had waited no longer; empty when too few were. */
  public Optional<Duration> usualWait(Instant now) {
    return database.first(row -> row.getDouble(0), """
      select percentile_cont(0.5) within group (order by extract(epoch from taken_at - asked_at)) from hand_over
      where taken_at > $1 having count(*) >= $2""", now.minus(LATELY).atOffset(ZoneOffset.UTC), ENOUGH)
        .map(seconds -> Duration.ofSeconds(Math.round(seconds)));
  }
}
