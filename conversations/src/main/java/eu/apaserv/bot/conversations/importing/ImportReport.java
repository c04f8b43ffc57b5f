package eu.apaserv.bot.conversations.importing;

import java.time.Instant;
import java.util.List;

/**
 * What came of an import.
 *
 * @param loaded the database holds the export now; false after errors and after a dry run
 * @param asAt the time the data is told to be of
 * @param errors in the order of the files, at most a thousand of each file
 * @param errorCount all of them
 * @param warnings what was let pass, at most a thousand of each file
 * @param warningCount all of them
 * @param files what each file did, or would have done
 */
public record ImportReport(boolean loaded, boolean dryRun, Instant asAt, List<Problem> errors, long errorCount,
    List<Problem> warnings, long warningCount, List<FileResult> files) {
  public ImportReport {
    errors = List.copyOf(errors);
    warnings = List.copyOf(warnings);
    files = List.copyOf(files);
  }

  /** Nothing is wrong. */
  public boolean good() {
    return errorCount == 0;
  }

  /**
   * @param rows in the file
   * @param added rows the database did not have
   * @param changed rows it had otherwise
   * @param removed rows it had and the file, being the whole truth about them, no longer has
   */
  public record FileResult(String file, long rows, long added, long changed, long removed) {}
}
