package eu.apaserv.bot.core.dialogue;

import java.util.ArrayList;
import java.util.List;

/** Cuts what is too long for one message where a reader would pause. */
final class Lengths {
  private static final List<String> PAUSES = List.of("\n\n", "\n", ". ", "; ", ", ", " ");

  private Lengths() {}

  /**
   * The text in pieces, all of it.
   *
   * @param most characters (UTF-16 units) of a piece
   */
  static List<String> cut(String text, int most) {
    var pieces = new ArrayList<String>();
    var rest = text.strip();
    while (rest.length() > most) {
      int end = pause(rest, most);
      pieces.add(rest.substring(0, end).strip());
      rest = rest.substring(end).strip();
    }
    pieces.add(rest);
    return pieces;
  }

  /** The last good place in the second half of what fits; never between the halves of a character. */
  private static int pause(String text, int most) {
    for (var pause : PAUSES) {
      int at = text.lastIndexOf(pause, most - pause.length());
      if (at >= most / 2) {
        return at + pause.length();
      }
    }
    return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
  }
}
