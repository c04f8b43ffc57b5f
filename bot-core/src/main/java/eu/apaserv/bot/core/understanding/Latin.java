package eu.apaserv.bot.core.understanding;

import java.text.Normalizer;
import java.text.Normalizer.Form;

/** What each Latin letter becomes when case and diacritics do not count; 0 where nothing stays. */
final class Latin {
  /** Up to the Latin Extended blocks, both Romanian spellings (comma and cedilla) included, and the combining marks. */
  private static final int SIZE = 0x370;

  private Latin() {}

  static char[] table() {
    var table = new char[SIZE];
    for (char letter = 0; letter < SIZE; letter++) {
      table[letter] = plain(letter);
    }
    return table;
  }

  private static char plain(char letter) {
    return switch (letter) {
      case '´', '`', '‘', '’', 'ʼ' -> '\'';
      case '\u00AD' -> 0;
      case 'ø', 'Ø' -> 'o';
      case 'đ', 'Đ' -> 'd';
      case 'ł', 'Ł' -> 'l';
      case 'ı' -> 'i';
      default -> {
        if (Character.isISOControl(letter) || Character.isSpaceChar(letter)) {
          yield ' ';
        }
        if (Character.getType(letter) == Character.NON_SPACING_MARK) {
          yield 0;
        }
        yield Character.isLetter(letter) ? base(letter) : letter;
      }
    };
  }

  private static char base(char letter) {
    var parts = Normalizer.normalize(String.valueOf(letter), Form.NFD);
    return Character.toLowerCase(parts.charAt(0));
  }
}
