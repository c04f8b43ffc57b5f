package eu.apaserv.bot.core.store;

import eu.apaserv.bot.core.message.Digests;
import java.security.SecureRandom;
import java.util.Base64;

/** Random words that open something. Whoever holds one has the right; the database keeps only its hash. */
public final class Token {
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Token() {}

  /** 256 random bits, fit for an address and a cookie. */
  public static String random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** SHA-256: enough for a word that cannot be guessed. */
  public static byte[] hash(String token) {
    return Digests.sha256(token);
  }
}
