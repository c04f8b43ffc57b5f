package eu.apaserv.bot.core.console;

import com.nulabinc.zxcvbn.Zxcvbn;
import java.util.List;

/**
 * Whether somebody guesses a password soon: it is on the lists of those that are used most, or made of their words, names, dates,
 * rows of keys and repeated signs (OWASP ASVS 4.0.3, 2.1.7).
 */
final class PasswordStrength {
  /** Of 0 to 4: more than 100 million guesses are needed, too many for who tries them here or has the hash. */
  private static final int ENOUGH = 3;
  /** What is longer costs more than it tells. */
  private static final int MEASURED = 100;

  private PasswordStrength() {}

  /** @param known what who tries knows of the account */
  static boolean isGuessable(String password, List<String> known) {
    var start = password.substring(0, Math.min(password.length(), MEASURED));
    return new Zxcvbn().measure(start, known).getScore() < ENOUGH;
  }
}
