package eu.apaserv.bot.conversations.importing;

/** Is told how far an import has come, every some thousand rows and at the end of each step. */
@FunctionalInterface
public interface ImportProgress {
  /** Tells nobody. */
  ImportProgress QUIET = (_, _, _, _) -> {};

  /**
   * @param doing the file being read, or the step after reading
   * @param rows read so far, of all files
   * @param done bytes read so far, of all files
   * @param total bytes of all files
   */
  void at(String doing, long rows, long done, long total);
}
