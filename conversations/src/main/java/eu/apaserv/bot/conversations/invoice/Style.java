package eu.apaserv.bot.conversations.invoice;

import java.util.ArrayList;
import java.util.List;

/**
 * How a run of text looks.
 *
 * @param size points
 * @param tracking extra space after each letter, points
 */
record Style(Typeface face, float size, Tint tint, float tracking) {
  static final Style BODY = new Style(Typeface.REGULAR, 8.4f, Tint.INK, 0);
  static final Style STRONG = new Style(Typeface.BOLD, 8.4f, Tint.INK, 0);
  static final Style SMALL = new Style(Typeface.REGULAR, 7.2f, Tint.MUTED, 0);
  static final Style LABEL = new Style(Typeface.BOLD, 7f, Tint.MUTED, 0.1f);
  static final Style HEADING = new Style(Typeface.BOLD, 10f, Tint.DEEP, 0);

  Style in(Tint other) {
    return new Style(face, size, other, tracking);
  }

  Style at(float points) {
    return new Style(face, points, tint, tracking);
  }

  Style bold() {
    return new Style(Typeface.BOLD, size, tint, tracking);
  }

  Style spaced(float points) {
    return new Style(face, size, tint, points);
  }

  /** Width in points of text that is already {@link Printable}. */
  float width(String text) {
    return face.width(text) * size / 1000 + tracking * text.length();
  }

  /** The same style, smaller if need be, so that the text fits; never under 60 % of the size. */
  Style fitting(String text, float width) {
    float wide = width(Printable.of(text));
    return wide <= width ? this : at(Math.max(size * 0.6f, size * 0.99f * width / wide));
  }

  /** The same style, as much smaller as the text needs: a sum is never cut. */
  Style within(String text, float width) {
    float wide = width(Printable.of(text));
    return wide <= width ? this : at(size * 0.99f * width / wide);
  }

  /** The text, cut with an ellipsis if it is wider. */
  String cut(String text, float width) {
    String clean = Printable.of(text);
    return width(clean) <= width ? clean : shortened(List.of(clean), width, 1).getFirst();
  }

  /** Lines no wider than {@code width}, broken at spaces, inside a word only where it is longer than a line. */
  List<String> wrap(String text, float width, int most) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : Printable.of(text).split(" ", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      String rest = word;
      String joined = line.isEmpty() ? rest : line + " " + rest;
      if (width(joined) > width && !line.isEmpty()) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (width(rest) > width && rest.codePointCount(0, rest.length()) > 1) {
        int cut = fits(rest, width);
        lines.add(rest.substring(0, cut));
        rest = rest.substring(cut);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines.size() <= most ? lines : shortened(lines, width, most);
  }

  private List<String> shortened(List<String> lines, float width, int most) {
    List<String> kept = new ArrayList<>(lines.subList(0, most));
    String last = kept.get(most - 1);
    float room = width - width("…");
    kept.set(most - 1, (width(last) <= room ? last : last.substring(0, fits(last, room))).stripTrailing() + "…");
    return kept;
  }

  /** How much of the start fits, one letter at least. */
  private int fits(String word, float width) {
    int end = word.offsetByCodePoints(0, 1);
    float used = width(word.substring(0, end));
    while (end < word.length()) {
      int next = word.offsetByCodePoints(end, 1);
      used += width(word.substring(end, next));
      if (used > width) {
        return end;
      }
      end = next;
    }
    return end;
  }
}
