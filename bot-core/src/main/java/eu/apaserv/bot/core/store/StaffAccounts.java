package eu.apaserv.bot.core.store;

import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Local accounts of the staff: a link that signs in once, and the sessions it opens. */
public final class StaffAccounts {
  /** How long a sign-in link waits to be used. */
  public static final Duration LINK_LIVES = Duration.ofHours(24);
  /** How long a session lasts without a page being opened. */
  public static final Duration IDLE = Duration.ofHours(12);
  /** How long a session lasts at most. */
  public static final Duration LONGEST = Duration.ofDays(7);

  private final Database database;
  private final Clock clock;

  public StaffAccounts(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Somebody who is signed in. */
  public record Member(long id, String name, Role role) {}

  /**
   * Creates an account, or gives the one that exists a new link; its older links open nothing any more.
   *
   * @param name as colleagues know the person
   * @return the token of a sign-in link; empty when the name is taken with another role, for a new link must not quietly
   *     change what somebody may do, or when it is {@link #alike} a colleague's
   */
  public Optional<String> add(String name, Role role) {
    var token = Token.random();
    return database.asOne(open -> alone(open, name).isPresent() ? Optional.empty() : add(open, name, role, token));
  }

  /** A colleague's name, also of one who was let go, that people would take this one for. */
  public Optional<String> alike(String name) {
    return alike(database, name);
  }

  /** The same, while nobody else gives names. */
  static Optional<String> alone(Database open, String name) {
    open.run("select pg_advisory_xact_lock(hashtextextended('staff names', 0))");
    return alike(open, name);
  }

  private static Optional<String> alike(Database open, String name) {
    return StaffNames.alike(name, open.list(row -> row.getString(0), "select name from staff order by id"));
  }

  private Optional<String> add(Database open, String name, Role role, String token) {
    return open.first(_ -> token, """
      with account as (
        insert into staff (name, role) values ($1, $2)
        on conflict (name) do update set disabled_at = null where staff.role = excluded.role
        returning id
      ), older as (
        delete from staff_enrolment where staff_id in (select id from account) or expires_at < $5
      )
      insert into staff_enrolment (token_hash, staff_id, expires_at) select $3, id, $4 from account
      returning staff_id""", name, role.toString(), hash(token), now().plus(LINK_LIVES), now());
  }

  /**
   * Uses a link up.
   *
   * @return the token of the session it opens; empty when the link is unknown, used or too old
   */
  public Optional<String> redeem(String link) {
    var session = Token.random();
    return database.first(_ -> session, """
      with used as (
        update staff_enrolment e set used_at = $2 from staff s
        where e.token_hash = $1 and e.used_at is null and e.expires_at > $2
          and s.id = e.staff_id and s.disabled_at is null
        returning e.staff_id
      ), ended as (
        delete from staff_session where seen_at < $4 or created_at < $5
      )
      insert into staff_session (token_hash, staff_id, created_at, seen_at) select $3, staff_id, $2, $2 from used
      returning staff_id""", hash(link), now(), hash(session), now().minus(IDLE), now().minus(LONGEST));
  }

  /** Who has this session now; counts as being seen. */
  public Optional<Member> find(String session) {
    return database.first(
        row -> new Member(row.getLong(0), row.getString(1),
            Role.valueOf(row.getString(2).toUpperCase(Locale.ROOT))),
        """
          with found as (
            select s.id, s.name, s.role, t.seen_at from staff_session t join staff s on s.id = t.staff_id
            where t.token_hash = $1 and t.seen_at > $3 and t.created_at > $4 and s.disabled_at is null
          ), seen as (
            update staff_session t set seen_at = $2 from found f
            where t.token_hash = $1 and f.seen_at < $2::timestamptz - interval '1 minute'
          )
          select id, name, role from found""", hash(session), now(), now().minus(IDLE), now().minus(LONGEST));
  }

  /** Which of these sessions are over, asked without counting as being seen. */
  public Set<String> ended(Set<String> sessions) {
    var byHash = new HashMap<String, String>();
    sessions.forEach(session -> byHash.put(HexFormat.of().formatHex(Token.hash(session)), session));
    database.list(row -> row.getString(0), """
      select encode(t.token_hash, 'hex') from staff_session t join staff s on s.id = t.staff_id
      where t.token_hash = any(select decode(h, 'hex') from unnest($1::text[]) h) and t.seen_at > $2
        and t.created_at > $3 and s.disabled_at is null""", byHash.keySet().toArray(String[]::new),
        now().minus(IDLE), now().minus(LONGEST)).forEach(byHash::remove);
    return Set.copyOf(byHash.values());
  }

  /** Ends one session. */
  public void signOut(String session) {
    database.run("delete from staff_session where token_hash = $1", hash(session));
  }

  /**
   * Gives an account another role; what it may do changes with its next page. Who may not write any more leaves what they had
   * taken over.
   *
   * @return false when there is no such account
   */
  public boolean change(String name, Role role) {
    return database.asOne(open -> {
      boolean changed = open.run("update staff set role = $2 where name = $1", name, role.toString()).rowCount() > 0;
      if (changed && !role.covers(Role.OPERATOR)) {
        leave(open, name);
      }
      return changed;
    });
  }

  /** One account, as colleagues see it. */
  public record Account(String name, Role role, boolean disabled, boolean enrolled, boolean ofProvider,
      @Nullable Instant seen) {}

  /** All accounts, by name. */
  public List<Account> all() {
    return database.list(row -> {
      var seen = row.getOffsetDateTime("seen");
      return new Account(row.getString("name"), Role.valueOf(row.getString("role").toUpperCase(Locale.ROOT)),
          row.getBoolean("disabled"), row.getBoolean("enrolled"), row.getBoolean("of_provider"),
          seen == null ? null : seen.toInstant());
    }, """
      select s.name, s.role, s.disabled_at is not null as disabled, s.password is not null as enrolled,
        s.issuer is not null as of_provider,
        (select max(t.seen_at) from staff_session t where t.staff_id = s.id) as seen
      from staff s order by s.disabled_at is not null, s.name limit 500""");
  }

  /**
   * Ends every session and link of an account; only adding it again lets that person back in. Whom they were answering waits for a
   * colleague at once.
   *
   * @return false when there is no such account
   */
  public boolean disable(String name) {
    return database.asOne(open -> {
      boolean disabled = open.first(row -> true, DISABLE, name, now()).isPresent();
      if (disabled) {
        leave(open, name);
      }
      return disabled;
    });
  }

  private static final String DISABLE = """
    with account as (
      update staff set disabled_at = coalesce(disabled_at, $2) where name = $1 returning id
    ), links as (
      delete from staff_enrolment where staff_id in (select id from account)
    ), devices as (
      delete from staff_device where staff_id in (select id from account)
    ), sessions as (
      delete from staff_session where staff_id in (select id from account)
    )
    select id from account""";

  /** A colleague sees at once whom they were answering, and whom an answer was promised that does not go out now. */
  private void leave(Database open, String name) {
    open.run("update conversation set assigned_to = null where assigned_to = $1", name);
    open.run("""
      with left_alone as (
        update conversation c set owner = null, owner_until = null, waiting_since = coalesce(waiting_since, $2),
          waiting_reason = case when waiting_since is null then $3 else waiting_reason end
        where owner = $1 or (owner is null and waiting_since is null and exists (
          select from scheduled_reply r where r.conversation_id = c.id and r.staff = $1 and r.sent_at is null
            and r.cancelled_at is null))
        returning id
      )
      select pg_notify('bot_console', '') from left_alone limit 1""", name, now(), TakeOvers.LEFT);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private static Buffer hash(String token) {
    return Buffer.buffer(Token.hash(token));
  }
}
