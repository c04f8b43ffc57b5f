package eu.apaserv.bot.channels.sms;

import java.io.ByteArrayOutputStream;

/**
 * The GSM 7-bit default alphabet and its extension table (3GPP TS 23.038, 6.2.1): which characters a cheap SMS can carry
 * and how many septets each takes. No national language table exists for Romanian.
 */
public final class Gsm7 {
  private static final String BASIC = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
      + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
  /** Sent as an escape and a second septet; the pair must stay in one part. */
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private static final byte[] EXTENSION_CODES = {0x0A, 0x14, 0x28, 0x29, 0x2F, 0x3C, 0x3D, 0x3E, 0x40, 0x65};
  private static final int ESCAPE = 0x1B;

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

  /**
   * The text as an SMS centre takes its default alphabet: a septet an octet, unpacked.
   *
   * @throws IllegalArgumentException when the alphabet does not have a character
   */
  public static byte[] encode(String text) {
    var out = new ByteArrayOutputStream(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      int basic = BASIC.indexOf(text.charAt(i));
      int extended = EXTENSION.indexOf(text.charAt(i));
      if (basic >= 0) {
        out.write(basic < ESCAPE ? basic : basic + 1);
      } else if (extended >= 0) {
        out.write(ESCAPE);
        out.write(EXTENSION_CODES[extended]);
      } else {
        throw new IllegalArgumentException("The GSM alphabet does not have this character: send the text as UCS-2");
      }
    }
    return out.toByteArray();
  }

  /** Never fails: an unknown pair reads as its second septet alone (23.038, 6.2.1.1), an octet above 127 as "?". */
  public static String decode(byte[] octets) {
    var out = new StringBuilder(octets.length);
    for (int i = 0; i < octets.length; i++) {
      if (octets[i] != ESCAPE) {
        out.append(basic(octets[i]));
      } else if (i + 1 < octets.length) {
        i++;
        int extended = indexOf(EXTENSION_CODES, octets[i]);
        out.append(extended >= 0 ? EXTENSION.charAt(extended) : basic(octets[i]));
      }
    }
    return out.toString();
  }

  private static char basic(byte octet) {
    if (octet < 0) {
      return '?';
    }
    return octet == ESCAPE ? ' ' : BASIC.charAt(octet < ESCAPE ? octet : octet - 1);
  }

  private static int indexOf(byte[] codes, byte wanted) {
    for (int i = 0; i < codes.length; i++) {
      if (codes[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  private static byte[] septetTable() {
    var table = new byte['€' + 1];
    BASIC.chars().forEach(c -> table[c] = 1);
    EXTENSION.chars().forEach(c -> table[c] = 2);
    return table;
  }
}
