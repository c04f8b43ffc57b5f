package eu.apaserv.bot.core.understanding;

/** Is told how far long work has come. */
@FunctionalInterface
public interface Watcher {
  /** Tells nobody. */
  Watcher NOBODY = (_, _, _) -> {};

  /**
   * @param doing what is being done, for example {@code learning}
   * @param share of all the work, 0 to 1
   * @param count how much that is, for example {@code 6000 sentences}
   */
  void at(String doing, double share, String count);
}
