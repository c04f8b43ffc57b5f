package eu.apaserv.bot.docker;

/** A text that counts how often it is looked at, and lets nobody look more often than they may. */
final class CountedText implements CharSequence {
  private final String text;
  private final long most;
  private long looks;

  /** It was looked at too often. */
  static final class LookedTooOften extends RuntimeException {
    private static final long serialVersionUID = 1;

    LookedTooOften(long most) {
      super("more than " + most + " looks", null, false, false);
    }
  }

  CountedText(String text, long most) {
    this.text = text;
    this.most = most;
  }

  @Override
  public char charAt(int index) {
    if (++looks > most) {
      throw new LookedTooOften(most);
    }
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int from, int to) {
    return text.substring(from, to);
  }

  @Override
  public String toString() {
    return text;
  }
}
