package eu.apaserv.bot.core.understanding;

/** An understanding that can be replaced by a better one while messages are being understood. */
public final class Learned implements Understanding {
  private volatile Understanding current;

  public Learned(Understanding first) {
    this.current = first;
  }

  /** Messages are understood by this one from now on. */
  public void use(Understanding next) {
    current = next;
  }

  /** The one that answers now. */
  public Understanding current() {
    return current;
  }

  @Override
  public Understood understand(String text, Language language) {
    return current.understand(text, language);
  }
}
