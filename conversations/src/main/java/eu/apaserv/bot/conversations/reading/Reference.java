package eu.apaserv.bot.conversations.reading;

import java.security.SecureRandom;

/** What a customer notes down and tells on the phone: letters and digits that are not mistaken for each other. */
public final class Reference {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String LETTERS = "ABCDEFGHJKMNPRSTUVWXYZ";
  private static final String DIGITS = "23456789";

  private Reference() {}

  /** @param pairs of a letter and a digit; two make 30,976 references, three over five million, four nearly a thousand million */
  public static String random(int pairs) {
    var reference = new StringBuilder();
    for (int i = 0; i < pairs; i++) {
      reference.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
      reference.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
    }
    return reference.toString();
  }
}
