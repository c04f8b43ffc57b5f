package eu.apaserv.bot.conversations.importing;

import eu.apaserv.bot.conversations.importing.ImportReport.FileResult;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** Loads a folder that lies beside an export's files, in the export's own transaction. */
public interface Beside {
  /** The folder's name in the export. */
  String folder();

  /**
   * Called when the files are merged.
   *
   * @param connection in a transaction the caller ends; one error told to {@code errors} undoes all of it
   * @param folder holds at least one document
   */
  FileResult load(Connection connection, Path folder, Consumer<Problem> errors, Consumer<Problem> warnings)
      throws IOException, SQLException;
}
