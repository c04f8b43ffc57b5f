package eu.apaserv.bot.core.console;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/** Local accounts of the staff. */
public final class Staff {
  /** A sign-in link opens the console once, within a day. */
  public static final Duration LINK_LIVES = Duration.ofHours(24);

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Database database;
  private final Clock clock;

  public Staff(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Creates an account, or gives one that exists a new link.
   *
   * @param name at most 60 characters, as colleagues know the person
   * @return the token of a one-time sign-in link, stored only as its hash; empty if the name is taken with another role,
   *     as a new link must not quietly change what somebody may do
   */
  public Optional<String> enrol(String name, Role role) {
    var random = new byte[24];
    RANDOM.nextBytes(random);
    var token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    var expires = clock.instant().plus(LINK_LIVES).atOffset(ZoneOffset.UTC);
    return database.first(_ -> token, """
        with account as (
          insert into staff (name, role) values ($1, $2)
          on conflict (name) do update set disabled_at = null where staff.role = excluded.role
          returning id)
        insert into staff_enrolment (token_hash, staff_id, expires_at) select $3, id, $4 from account
        returning staff_id
        """, name, role.toString(), Buffer.buffer(hash(token)), expires);
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
