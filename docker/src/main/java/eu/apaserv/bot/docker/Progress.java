package eu.apaserv.bot.docker;

import java.time.Duration;

/** How far long work has come, on one line of a terminal: share, count, time left. Quiet in a pipe. */
public final class Progress {
  private static final long EVERY = Duration.ofMillis(200).toNanos();

  private final Terminal terminal;
  private final long began = System.nanoTime();
  private long shown;
  private boolean dirty;

  public Progress(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * Shows where it stands.
   *
   * @param doing what is being done
   * @param share of all the work, 0 to 1
   * @param count for example {@code 1200 rows}
   */
  public void at(String doing, double share, String count) {
    long now = System.nanoTime();
    if (!terminal.interactive() || now - shown < EVERY) {
      return;
    }
    shown = now;
    dirty = true;
    var left = share <= 0 ? "" : ", " + Math.round((now - began) / 1e9 * (1 - share) / share) + " s left";
    terminal.err().printf("\r\033[K%s: %d %%, %s%s", doing, Math.round(share * 100), count, left);
  }

  /** Clears the line. */
  public void end() {
    if (dirty) {
      terminal.err().print("\r\033[K");
    }
  }
}
