package eu.apaserv.bot.channels.sms;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/**
 * A text as the parts in which the network carries it: 160 septets or 70 UTF-16 units when it fits in one; else less each,
 * the rest being the header that joins them (3GPP TS 23.040, 9.2.3.24). Every part is billed.
 *
 * @param gsm7 the 7-bit alphabet suffices; otherwise the whole text is UCS-2
 * @param units septets or UTF-16 units in all, without what a pair that would be cut leaves empty
 * @param charactersLeft septets or UTF-16 units that the last part still has room for
 * @param parts the text of each part, in order; a text of no characters is one empty part
 */
public record Segments(boolean gsm7, int units, int charactersLeft, List<String> parts) {
  private static final int SINGLE_GSM7 = 160;
  private static final int SINGLE_UCS2 = 70;
  /** What one byte says in the header that joins parts (23.040). */
  public static final int MOST_PARTS = 255;

  public Segments {
    parts = List.copyOf(parts);
  }

  /** The number by which a phone knows the parts of one message: how long it is decides how much room is left. */
  public enum Reference {
    EIGHT_BIT(153, 67), SIXTEEN_BIT(152, 66);

    private final int septets;
    private final int units;

    Reference(int septets, int units) {
      this.septets = septets;
      this.units = units;
    }
  }

  /** What letters the whole text is sent in. */
  public enum Encoding {
    GSM7, UCS2
  }

  /** As nearly everybody joins parts: by an 8-bit reference. */
  public static Segments of(String text) {
    return of(text, Reference.EIGHT_BIT);
  }

  public static Segments of(String text, Reference reference) {
    return Gsm7.hasAll(text)
        ? cut(true, text, SINGLE_GSM7, reference.septets, i -> Gsm7.septets(text.charAt(i)))
        : cut(false, text, SINGLE_UCS2, reference.units, i -> 1);
  }

  /** How many messages the provider bills. */
  public int count() {
    return parts.size();
  }

  public Encoding encoding() {
    return gsm7 ? Encoding.GSM7 : Encoding.UCS2;
  }

  private static Segments cut(boolean gsm7, String text, int single, int each, IntUnaryOperator cost) {
    int units = units(text, 0, cost);
    if (units <= single) {
      return new Segments(gsm7, units, single - units, List.of(text));
    }
    var parts = parts(text, each, cost);
    int last = units(text, text.length() - parts.getLast().length(), cost);
    return new Segments(gsm7, units, each - last, parts);
  }

  private static int units(String text, int from, IntUnaryOperator cost) {
    int units = 0;
    for (int i = from; i < text.length(); i++) {
      units += cost.applyAsInt(i);
    }
    return units;
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
