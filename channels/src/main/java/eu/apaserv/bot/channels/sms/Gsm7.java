package eu.apaserv.bot.channels.sms;

/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1): which characters a cheap SMS can carry
 * and how many septets each takes. No national language table exists for Romanian.
 */
public final class Gsm7 {
  private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  /** Sent as an escape and a second septet; the pair must stay in one part. */
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private static final byte[] SEPTETS = septetTable();

  private Gsm7() {}

  /** How many septets the character takes: 1, 2 (escape pair), or 0 when the alphabet does not have it. */
  public static int septets(char c) {
    return c < SEPTETS.length ? SEPTETS[c] : 0;
  }

  /** Whether the alphabet has the character, given as a code point. */
  public static boolean has(int codePoint) {
    return codePoint < SEPTETS.length && SEPTETS[codePoint] > 0;
  }

  /** Whether the alphabet has every character of the text. */
  public static boolean hasAll(String text) {
    return text.chars().allMatch(Gsm7::has);
  }

  private static byte[] septetTable() {
    var table = new byte['€' + 1];
    BASIC.chars().forEach(c -> table[c] = 1);
    EXTENSION.chars().forEach(c -> table[c] = 2);
    return table;
  }
}
