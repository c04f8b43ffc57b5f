package eu.apaserv.bot.core.store;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** What is kept of a password: bcrypt, which takes a core for a tenth of a second to make and to check. */
final class PasswordHash {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int COST = 11;
  private static final BCrypt.Version VERSION = BCrypt.Version.VERSION_2A;

  private PasswordHash() {}

  /** Checked where there is no account: nobody learns from the time it takes who has one. */
  static String ofNobody() {
    return Nobody.HASH;
  }

  private static final class Nobody {
    /** Made at the first sign-in, whoever's it is: made at once, it would be a sixth of every start. */
    private static final String HASH = of("nobody has this password");

    private Nobody() {}
  }

  static String of(String password) {
    return BCrypt.with(VERSION, RANDOM, LongPasswordStrategies.hashSha512(VERSION))
        .hashToString(COST, password.toCharArray());
  }

  static boolean verifies(String password, String hash) {
    return BCrypt.verifyer(VERSION, LongPasswordStrategies.hashSha512(VERSION))
        .verify(password.getBytes(StandardCharsets.UTF_8), hash.getBytes(StandardCharsets.UTF_8)).verified;
  }
}
