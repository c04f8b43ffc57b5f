package eu.apaserv.bot.conversations.invoice;

import java.text.Normalizer;

/** Makes any text fit for print: names come from imports and may hold anything. */
final class Printable {
  private static final int LONGEST = 600;
  private static final int UNKNOWN = '□';

  private Printable() {}

  /**
   * Composed letters, comma-below ș ț for the old cedilla forms, one space for any blank or control character, a box for
   * what the font cannot draw; direction marks are dropped, they could make a number read backwards. At most
   * {@value #LONGEST} characters.
   */
  static String of(String text) {
    return plain(text) ? text : cleaned(text);
  }

  private static boolean plain(String text) {
    if (text.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || (c > '~' && !romanian(c))) {
        return false;
      }
    }
    return true;
  }

  private static boolean romanian(char c) {
    return "ăâîșțĂÂÎȘȚ\u00A0\u2212–„”·³".indexOf(c) >= 0;
  }

  private static String cleaned(String text) {
    String start = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    StringBuilder out = new StringBuilder(start.length());
    Normalizer.normalize(start, Normalizer.Form.NFC).codePoints().forEach(c -> append(out, c));
    return out.toString();
  }

  private static void append(StringBuilder out, int c) {
    switch (c) {
      case 'ş' -> out.append('ș');
      case 'ţ' -> out.append('ț');
      case 'Ş' -> out.append('Ș');
      case 'Ţ' -> out.append('Ț');
      case '\u00A0' -> out.append('\u00A0');
      default -> appendOther(out, c);
    }
  }

  private static void appendOther(StringBuilder out, int c) {
    int type = Character.getType(c);
    if (Character.isWhitespace(c) || Character.isSpaceChar(c) || type == Character.CONTROL) {
      out.append(' ');
    } else if (type == Character.FORMAT || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF)) {
      return;
    } else {
      out.appendCodePoint(type != Character.SURROGATE && drawn(c) ? c : UNKNOWN);
    }
  }

  private static boolean drawn(int c) {
    return Typeface.REGULAR.draws(c) && Typeface.BOLD.draws(c);
  }
}
