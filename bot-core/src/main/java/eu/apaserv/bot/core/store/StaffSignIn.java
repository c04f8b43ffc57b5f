package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ways in that last: a password with a second factor, and the account of an OpenID Connect provider. */
public final class StaffSignIn {
  /** Shorter passwords are not taken. */
  public static final int SHORTEST = 12;
  /** Wrong tries before an account is locked for a while. */
  public static final int TRIES = 5;
  public static final Duration LOCKED = Duration.ofMinutes(15);
  private static final Duration UNDER_WAY = Duration.ofMinutes(10);
  private static final Logger LOG = LoggerFactory.getLogger(StaffSignIn.class);

  private final Database database;
  private final Clock clock;
  private final Seal seal;

  /** @param seal of second factors */
  public StaffSignIn(Database database, Clock clock, Seal seal) {
    this.database = database;
    this.clock = clock;
    this.seal = seal;
  }

  /** One place somebody is signed in at. */
  public record Session(long id, String way, String agent, Instant since, Instant seen, boolean here) {}

  /** What a sign-in at the provider began with. */
  public record UnderWay(String nonce, String verifier) {}

  private record Account(long id, @Nullable String password, @Nullable String totp, long step) {}

  /**
   * Checks name, password and code.
   *
   * @return the token of the session it opens; empty when any of them is wrong, or the account is locked
   */
  public Optional<String> enter(String name, String password, String code, String agent) {
    return enter(name, password, code, agent, false);
  }

  /** @param known by a browser whose tries {@link StaffDevices} counts: what others tried with the account is nothing to it */
  public Optional<String> enter(String name, String password, String code, String agent, boolean known) {
    var open = (known ? found(name) : takesTry(name)).filter(a -> a.password() != null && a.totp() != null);
    var hash = open.map(Account::password).orElse(PasswordHash.ofNobody());
    boolean right = PasswordHash.verifies(password, hash);
    if (open.isEmpty()) {
      return Optional.empty();
    }
    var mine = open.get();
    var step = Totp.step(opened(mine.id(), String.valueOf(mine.totp())), code, clock.instant(), mine.step());
    return right && step.isPresent() && spend(mine.id(), step.getAsLong(), known)
        ? Optional.of(open(mine.id(), "password", agent))
        : Optional.empty();
  }

  private Optional<Account> found(String name) {
    return database.first(StaffSignIn::account, """
      select id, password, totp, totp_step from staff where name = $1 and disabled_at is null""", name);
  }

  /**
   * Empty when the account is locked. A try is counted before it is made, so that many at once are no more. A lock that ends later
   * than one of now would is of a clock that had jumped, when no code was right.
   */
  private Optional<Account> takesTry(String name) {
    return database.first(StaffSignIn::account, """
      update staff set failures = case when failures + 1 >= $2 then 0 else failures + 1 end,
        locked_until = case when failures + 1 >= $2 then $3::timestamptz else locked_until end
      where name = $1 and disabled_at is null and password is not null and totp is not null
        and (locked_until is null or locked_until <= $4 or locked_until > $3)
      returning id, password, totp, totp_step""", name, TRIES, now().plus(LOCKED), now());
  }

  /**
   * Whether who is signed in also has their second factor at hand: for what cannot be taken back.
   *
   * @return false also when the account has none, or too many wrong tries were made by who is signed in
   */
  public boolean proves(Member staff, String code) {
    var account = takesTry(staff).filter(a -> a.totp() != null);
    if (account.isEmpty()) {
      return false;
    }
    var mine = account.get();
    var step = Totp.step(opened(mine.id(), String.valueOf(mine.totp())), code, clock.instant(), mine.step());
    return step.isPresent() && spend(mine.id(), step.getAsLong(), true) && forgetsTries(staff);
  }

  /**
   * Whether who is signed in knows the password of the account: before it is changed.
   *
   * @return false also when the account has none, or too many wrong tries were made by who is signed in
   */
  public boolean knows(Member staff, String password) {
    return takesTry(staff).map(Account::password).filter(hash -> PasswordHash.verifies(password, hash))
        .map(_ -> forgetsTries(staff)).orElse(false);
  }

  /**
   * Counts a try before it is made, so that many at once are no more. What strangers try at sign-in is nothing to who is signed
   * in: nobody keeps them from changing the password that is guessed at.
   */
  private Optional<Account> takesTry(Member staff) {
    return database.first(StaffSignIn::account, """
      update staff set proof_failures = case when proof_failures + 1 >= $2 then 0 else proof_failures + 1 end,
        proof_locked_until = case when proof_failures + 1 >= $2 then $3::timestamptz end
      where id = $1 and disabled_at is null
        and (proof_locked_until is null or proof_locked_until <= $4 or proof_locked_until > $3)
      returning id, password, totp, totp_step""", staff.id(), TRIES, now().plus(LOCKED), now());
  }

  private boolean forgetsTries(Member staff) {
    return database.run("update staff set proof_failures = 0, proof_locked_until = null where id = $1", staff.id())
        .rowCount() == 1;
  }

  private static Account account(Row row) {
    return new Account(row.getLong(0), row.getString(1), row.getString(2), row.getLong(3));
  }

  /** A code is good once, also for two who bring it at the same moment. What was tried elsewhere stays counted. */
  private boolean spend(long staff, long step, boolean known) {
    return database.run("""
      update staff set totp_step = $2, failures = case when $3 then failures else 0 end,
        locked_until = case when $3 then locked_until end where id = $1 and totp_step < $2""", staff, step, known)
        .rowCount() == 1;
  }

  private String open(long staff, String way, String agent) {
    var token = Token.random();
    database.run(
        """
      insert into staff_session (token_hash, staff_id, created_at, seen_at, way, agent) values ($1, $2, $3, $3, $4, $5)""",
        hashed(token), staff, now(), way, agent.length() > 200 ? agent.substring(0, 200) : agent);
    return token;
  }

  /** Whether this member has a password and a second factor. */
  public boolean isEnrolled(Member staff) {
    return database.first(row -> true, "select from staff where id = $1 and password is not null", staff.id())
        .isPresent();
  }

  /** The secret to type into an authenticator app, until a code of it is given. */
  public String pending(Member staff) {
    var kept = database.first(row -> Objects.requireNonNull(row.getString(0)), """
      update staff set totp_pending = coalesce(totp_pending, $2) where id = $1 returning totp_pending""", staff.id(),
        seal.seal(Totp.secret(), place(staff.id()))).orElseThrow();
    return opened(staff.id(), kept);
  }

  private String opened(long staff, String kept) {
    return seal.open(kept, place(staff));
  }

  private static String place(long staff) {
    return "staff " + staff;
  }

  private record Factor(long staff, @Nullable String totp, @Nullable String pending) {}

  /**
   * Seals anew what is not sealed, or by an older key.
   *
   * @return how many accounts cannot be opened with the keys there are; they keep what they have
   */
  public int reseal() {
    int closed = 0;
    for (var one : database.list(row -> new Factor(row.getLong(0), row.getString(1), row.getString(2)),
        "select id, totp, totp_pending from staff where totp is not null or totp_pending is not null")) {
      try {
        database.run("""
          update staff set totp = $2, totp_pending = $3
          where id = $1 and totp is not distinct from $4 and totp_pending is not distinct from $5""", one.staff(),
            anew(one.staff(), one.totp()), anew(one.staff(), one.pending()), one.totp(), one.pending());
      } catch (Seal.Closed e) {
        LOG.error("A second factor cannot be opened: {}", e.getMessage());
        closed++;
      }
    }
    return closed;
  }

  private @Nullable String anew(long staff, @Nullable String kept) {
    return kept == null || seal.isCurrent(kept) ? kept : seal.seal(opened(staff, kept), place(staff));
  }

  /**
   * Sets password and second factor, and ends all other sessions, and links that nobody has used yet.
   *
   * @param code of the new secret, which proves that the app has it
   * @return false when the code is not right
   */
  public boolean enrol(Member staff, String password, String code, String session) {
    var step = Totp.step(pending(staff), code, clock.instant(), 0);
    if (step.isEmpty()) {
      return false;
    }
    database.run("""
      with ended as (delete from staff_session where staff_id = $1 and token_hash <> $4),
        forgotten as (delete from staff_device where staff_id = $1),
        links as (delete from staff_enrolment where staff_id = $1 and used_at is null)
      update staff set password = $2, totp = totp_pending, totp_pending = null, totp_step = $3, failures = 0,
        locked_until = null where id = $1""", staff.id(), PasswordHash.of(password), step.getAsLong(), hashed(session));
    return true;
  }

  /** Everywhere a member is signed in. */
  public List<Session> sessions(Member staff, String here) {
    return database.list(row -> new Session(row.getLong("id"), row.getString("way"), row.getString("agent"),
        row.getOffsetDateTime("created_at").toInstant(), row.getOffsetDateTime("seen_at").toInstant(),
        row.getBoolean("here")), """
          select id, way, agent, created_at, seen_at, token_hash = $2 as here from staff_session
          where staff_id = $1 order by seen_at desc""", staff.id(), hashed(here));
  }

  /** Ends one of a member's sessions. */
  public void end(Member staff, long session) {
    database.run("delete from staff_session where staff_id = $1 and id = $2", staff.id(), session);
  }

  /** How a session was opened. */
  public String way(String session) {
    return database.first(row -> row.getString(0), "select way from staff_session where token_hash = $1",
        hashed(session)).orElse("");
  }

  /** A browser goes to the provider. */
  public void begin(String state, String holder, UnderWay begun) {
    database.run("""
      with old as (delete from staff_oidc where expires_at < $6)
      insert into staff_oidc (state_hash, holder_hash, nonce, verifier, expires_at) values ($1, $2, $3, $4, $5)""",
        hashed(state), hashed(holder), begun.nonce(), begun.verifier(), now().plus(UNDER_WAY), now());
  }

  /** The same browser comes back; once. */
  public Optional<UnderWay> resume(String state, String holder) {
    return database.first(row -> new UnderWay(row.getString(0), row.getString(1)), """
      delete from staff_oidc where state_hash = $1 and holder_hash = $2 and expires_at > $3
      returning nonce, verifier""", hashed(state), hashed(holder), now());
  }

  /**
   * Lets in whom the provider vouches for, with the role it gives; a name that a colleague has, or that looks like it, is made
   * another.
   *
   * @return the session; empty when the account is disabled here
   */
  public Optional<String> admit(String issuer, String subject, String name, Role role, String agent) {
    return database.asOne(open -> open.first(row -> row.getLong(0), """
      with named as (
        select case when $5 or exists (select from staff where name = $3 and (issuer, subject) is distinct from ($1, $2))
          then left($3, 50) || ' ' || left(md5($1 || $2), 6) else $3 end as name
      )
      insert into staff (name, role, issuer, subject) select name, $4, $1, $2 from named
      on conflict (issuer, subject) do update set role = excluded.role where staff.disabled_at is null
      returning id""", issuer, subject, name, role.toString(), StaffAccounts.alone(open, name).isPresent()))
        .map(id -> open(id, "oidc", agent));
  }

  private static Buffer hashed(String token) {
    return Buffer.buffer(Token.hash(token));
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
