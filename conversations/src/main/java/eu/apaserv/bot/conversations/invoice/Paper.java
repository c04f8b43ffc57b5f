package eu.apaserv.bot.conversations.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The A4 pages of one invoice while it is laid out, and how far down the current one is used. Points, y downwards. */
final class Paper {
  static final float WIDTH = 595.28f;
  static final float HEIGHT = 841.89f;
  static final float LEFT = 42;
  static final float RIGHT = WIDTH - LEFT;
  /** Where the right-hand column of every block begins. */
  static final float ASIDE = RIGHT - 190;
  /** Nothing but the foot stands below. */
  static final float BOTTOM = HEIGHT - 46;

  private static final float TOP = 34;
  private static final float TOP_OF_NEXT = 76;

  private final List<Canvas> pages = new ArrayList<>();
  private final Consumer<Canvas> runningHead;
  private final float pace;
  private Canvas canvas = new Canvas();
  private float y = TOP;

  /**
   * @param runningHead draws what stands at the top of every page but the first
   * @param pace share of the usual white space, 1 or less
   */
  Paper(Consumer<Canvas> runningHead, float pace) {
    this.runningHead = runningHead;
    this.pace = pace;
    pages.add(canvas);
  }

  Canvas canvas() {
    return canvas;
  }

  List<Canvas> pages() {
    return pages;
  }

  float y() {
    return y;
  }

  void moveTo(float newY) {
    y = newY;
  }

  void down(float points) {
    y += points;
  }

  /** White space after a block. */
  void gap(float points) {
    y += points * pace;
  }

  /** White space within a block. */
  float spaced(float points) {
    return points * pace;
  }

  boolean fits(float height) {
    return y + height <= BOTTOM;
  }

  /** Turns to a new page when {@code height} does not fit on this one; true if it turned. */
  boolean need(float height) {
    if (fits(height)) {
      return false;
    }
    canvas = new Canvas();
    pages.add(canvas);
    y = TOP_OF_NEXT;
    runningHead.accept(canvas);
    return true;
  }
}
