package eu.apaserv.bot.docker.command;

import eu.apaserv.bot.core.store.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that holds the number of the last row that was handed out; absent: none was. */
record LastExported(Path file) {
  private static final int LONGEST = 100;

  /** Refuses, before anything is handed out, a file that could not be written afterwards. */
  long read() {
    var folder = file.toAbsolutePath().getParent();
    if (folder == null || !Files.isWritable(folder)) {
      throw new StartException(file + " cannot be written: its folder is not there or not ours");
    }
    if (Files.notExists(file)) {
      return 0;
    }
    try {
      var text = Files.size(file) > LONGEST ? "" : Files.readString(file).strip();
      if (text.matches("\\d{1,18}")) {
        return Long.parseLong(text);
      }
    } catch (IOException e) {
      throw new StartException(file + " cannot be read", e);
    }
    throw new StartException(file + " does not hold what an export has written there: a number and nothing else");
  }

  /** Whole or not at all: half a number would leave rows out for good. */
  void write(long last) {
    var beside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(beside, last + "\n");
      Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new StartException(file + " could not be written: what was just handed out comes again next time", e);
    }
  }
}
