package eu.apaserv.bot.channels.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A text as the parts in which the network carries it: 160 septets or 70 UTF-16 units when it fits in one, else 153 or 67
 * each, the rest being the header that joins them (3GPP TS 23.040, 8-bit reference). Every part is billed.
 *
 * @param gsm7 the 7-bit alphabet suffices; otherwise the whole text is UCS-2
 * @param units septets or UTF-16 units in all, without what a pair that would be cut leaves empty
 * @param parts the text of each part, in order; a text of no characters is one empty part
 */
public record Segments(boolean gsm7, int units, List<String> parts) {
  public Segments {
    parts = List.copyOf(parts);
  }

  public static Segments of(String text) {
    return Gsm7.hasAll(text)
        ? cut(true, text, 160, 153, i -> Gsm7.septets(text.charAt(i)))
        : cut(false, text, 70, 67, i -> 1);
  }

  /** How many messages the provider bills. */
  public int count() {
    return parts.size();
  }

  private static Segments cut(boolean gsm7, String text, int single, int each, IntUnaryOperator cost) {
    int units = 0;
    for (int i = 0; i < text.length(); i++) {
      units += cost.applyAsInt(i);
    }
    return new Segments(gsm7, units, units <= single ? List.of(text) : parts(text, each, cost));
  }

  private static List<String> parts(String text, int room, IntUnaryOperator cost) {
    var parts = new ArrayList<String>();
    int from = 0;
    int used = 0;
    int next;
    for (int at = 0; at < text.length(); at = next) {
      next = at + Character.charCount(text.codePointAt(at));
      int more = next - at == 2 ? 2 : cost.applyAsInt(at);
      if (used + more > room) {
        parts.add(text.substring(from, at));
        from = at;
        used = 0;
      }
      used += more;
    }
    parts.add(text.substring(from));
    return parts;
  }
}
