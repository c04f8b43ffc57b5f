package eu.apaserv.bot.conversations.invoice;

/** Where a text stands relative to its x. */
enum Align {
  LEFT(0), CENTRE(0.5f), RIGHT(1);

  private final float share;

  Align(float share) {
    this.share = share;
  }

  /** The left edge of a text of this width anchored at x. */
  float start(float x, float width) {
    return x - width * share;
  }
}
