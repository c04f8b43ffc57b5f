package eu.apaserv.bot.conversations.invoice;

/** The few colours of the invoice: a deep water blue, one accent, greys that print well. */
enum Tint {
  DEEP(0x0A4263), WAVE(0x0E5279), ACCENT(0x2BB3D6), SKY(0xB5DDEB), INK(0x1B2A34), MUTED(0x5A6C79), HAIRLINE(
      0xD3DEE6), WASH(0xF1F6F9), WHITE(0xFFFFFF);

  private final int rgb;

  Tint(int rgb) {
    this.rgb = rgb;
  }

  int red() {
    return rgb >> 16;
  }

  int green() {
    return rgb >> 8 & 0xFF;
  }

  int blue() {
    return rgb & 0xFF;
  }
}
