package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.core.message.Digests;
import java.security.SecureRandom;
import java.util.Locale;

/** A secret that a person reads off one message and types into another: no letter or digit that looks like another. */
final class ShortToken {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String SIGNS = "ABCDEFGHJKMNPRSTUVWXYZ23456789";

  private ShortToken() {}

  /** @param length of 30 signs: 8 of them make 656 thousand million tokens */
  static String random(int length) {
    var token = new StringBuilder();
    for (int i = 0; i < length; i++) {
      token.append(SIGNS.charAt(RANDOM.nextInt(SIGNS.length())));
    }
    return token.toString();
  }

  /** What is kept of one: it is random enough to need no salt. Capitals, spaces and dashes do not count. */
  static byte[] hash(String token) {
    return Digests.sha256(token.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", ""));
  }
}
