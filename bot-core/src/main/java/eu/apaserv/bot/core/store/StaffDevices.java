package eu.apaserv.bot.core.store;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * Browsers that somebody has signed in with before, each known by a word it keeps. What others try with an account does not
 * hold them up; what is tried with them is counted for each alone.
 */
public final class StaffDevices {
  /** A browser that is not signed in with for so long is one like any other. */
  public static final Duration KEPT = Duration.ofDays(90);
  /** As {@link Token#random} makes them; nothing else is looked for. */
  private static final int LENGTH = 43;

  private final Database database;
  private final Clock clock;

  public StaffDevices(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Whether somebody has signed in to this account with this browser.
   *
   * @param device the browser's word; untrusted
   * @return false also while too many wrong tries were made with it
   */
  public boolean knows(String name, String device) {
    return device.length() == LENGTH && database.first(_ -> true, """
      select from staff_device d join staff s on s.id = d.staff_id
      where d.token_hash = $2 and s.name = $1 and s.disabled_at is null and d.seen_at > $3
        and (d.locked_until is null or d.locked_until <= $4 or d.locked_until > $5)""", name, hashed(device),
        now().minus(KEPT), now(), now().plus(StaffSignIn.LOCKED))
        .isPresent();
  }

  /**
   * Counts a try before it is made, so that many at once are no more; {@link #remember} forgets those.
   *
   * @return false when the browser is not known to this account, or no try is left for a while
   */
  public boolean takesTry(String name, String device) {
    return device.length() == LENGTH && database.run("""
      update staff_device d set failures = case when d.failures + 1 >= $5 then 0 else d.failures + 1 end,
        locked_until = case when d.failures + 1 >= $5 then $6::timestamptz end
      from staff s where s.id = d.staff_id and d.token_hash = $2 and s.name = $1 and s.disabled_at is null
        and d.seen_at > $3 and (d.locked_until is null or d.locked_until <= $4 or d.locked_until > $6)""", name,
        hashed(device),
        now().minus(KEPT), now(), StaffSignIn.TRIES, now().plus(StaffSignIn.LOCKED)).rowCount() > 0;
  }

  /**
   * Knows a browser from now on, by a new word: one that somebody else has put there is good for nothing. Colleagues who sign
   * in with the same browser stay known.
   *
   * @param device the word it had, or anything
   * @return the word it is to keep
   */
  public String remember(String name, String device) {
    var fresh = Token.random();
    database.run("""
      with account as (
        select id from staff where name = $1
      ), gone as (
        delete from staff_device d using account a
        where d.seen_at <= $4 or (d.token_hash = $2 and d.staff_id = a.id)
      ), moved as (
        update staff_device d set token_hash = $3 from account a
        where d.token_hash = $2 and d.staff_id <> a.id and d.seen_at > $4
      )
      insert into staff_device (token_hash, staff_id, seen_at) select $3, id, $5 from account""", name, hashed(device),
        hashed(fresh), now().minus(KEPT), now());
    return fresh;
  }

  private static Buffer hashed(String device) {
    return Buffer.buffer(Token.hash(device));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
