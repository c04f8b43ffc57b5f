package eu.apaserv.bot.conversations.account;

import java.text.Normalizer;
import java.util.Locale;

/**
 * Contacts shown so that their owner knows them and nobody else learns them: only as much as can be invented for a client
 * code without any, so that nobody can tell which codes exist.
 */
public final class Mask {
  private static final int SHOWN = 3;

  private Mask() {}

  /** {@code +40722123456} as {@code 07•• ••• 456}; a foreign number too. */
  public static String phone(String e164) {
    return "07•• ••• " + e164.substring(e164.length() - SHOWN);
  }

  /** {@code ioana@exemplu.ro} as {@code i•••@•••}; what does not begin with a Latin letter as if with an a. */
  public static String mail(String address) {
    char first = Normalizer.normalize(address, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT).charAt(0);
    return ('a' <= first && first <= 'z' ? first : 'a') + "•••@•••";
  }
}
