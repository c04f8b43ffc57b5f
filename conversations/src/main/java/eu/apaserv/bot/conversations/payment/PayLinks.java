package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.core.message.Digests;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Secrets;
import eu.apaserv.bot.core.store.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Addresses that lead to one payment. The token is a signature over the attempt's reference, cut to 128 bits: it cannot be
 * guessed, the same attempt has the same address on every node, and the database keeps only its hash.
 */
public final class PayLinks {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");
  /** A payment somebody began this long ago is not warned of any more. */
  private static final Duration BEGUN = Duration.ofHours(24);

  private final Attempts attempts;
  private final byte[] key;
  private final String prefix;
  private final Duration life;
  private final @Nullable String provider;

  /**
   * @param prefix what stands before the token, for example {@code https://bot.example.ro/pay/}
   * @param life how long a link opens
   * @param provider who takes the money now; null: nobody, and no link is made
   */
  public PayLinks(Database database, String prefix, Duration life, @Nullable String provider) {
    this.attempts = new Attempts(database);
    this.key = Secrets.key(database, "pay_link");
    this.prefix = prefix;
    this.life = life;
    this.provider = provider;
  }

  /** Who takes card payments now; empty: nobody does. */
  public Optional<String> provider() {
    return Optional.ofNullable(provider);
  }

  /** The link that is given again while it lives. */
  public Optional<Attempt> live(UUID conversation, String clientCode, Instant now) {
    return attempts.live(conversation, clientCode, now);
  }

  /**
   * The same for who is about to make one: what they made themselves, in a turn that is taken again, is not one to give again.
   *
   * @param key that of the link they would make
   */
  public Optional<Attempt> liveBefore(UUID conversation, String clientCode, Instant now, String key) {
    return attempts.live(conversation, clientCode, now, key);
  }

  /** Payments of the account begun lately, in whichever chat, whose end nobody knows; latest first. */
  public List<Attempt> begun(String clientCode, Instant now) {
    return attempts.begun(clientCode, now.minus(BEGUN));
  }

  /** Where its money goes, the oldest debt first. */
  public List<Allocation> parts(Attempt attempt) {
    return attempts.parts(attempt.id());
  }

  /** A new link in place of the one before; the same key gives the same link. */
  public Attempt create(String idempotencyKey, Attempts.Wish wish, Instant now) {
    return attempts.create(idempotencyKey, wish, now, now.plus(life),
        reference -> Token.hash(Digests.token(key, reference)));
  }

  /** What the customer taps. */
  public String address(Attempt attempt) {
    return prefix + Digests.token(key, attempt.reference());
  }

  Optional<Attempt> find(String token) {
    return TOKEN.matcher(token).matches() ? attempts.byToken(Token.hash(token)) : Optional.empty();
  }
}
