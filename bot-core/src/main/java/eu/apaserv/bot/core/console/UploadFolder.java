package eu.apaserv.bot.core.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a file that staff attach lies until it is read: a folder of this process alone, which nobody else on the machine can open or
 * have put there before. What a process that was killed left there is deleted by the next.
 */
final class UploadFolder {
  private static final Logger LOG = LoggerFactory.getLogger(UploadFolder.class);
  private static final String PREFIX = "bot-console-";
  private static final Pattern NAME = Pattern.compile(PREFIX + "([0-9]{1,18})-([0-9]{1,18})-.*");
  private static final long PID = ProcessHandle.current().pid();
  private static final long BEGAN = ProcessHandle.current().info().startInstant().map(Instant::toEpochMilli).orElse(0L);

  private UploadFolder() {}

  /** @param parent the machine's folder for what is temporary, which others write to, too */
  static Path make(Path parent) {
    try {
      var folder = Files.createTempDirectory(parent, PREFIX + PID + "-" + BEGAN + "-");
      folder.toFile().deleteOnExit();
      clear(parent, folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("No folder can be made in " + parent + " for files that staff attach", e);
    }
  }

  private static void clear(Path parent, Path ours) {
    try (var found = Files.newDirectoryStream(parent, PREFIX + "*")) {
      var owner = Files.getOwner(ours);
      for (var folder : found) {
        var name = NAME.matcher(String.valueOf(folder.getFileName()));
        if (name.matches() && isOver(Long.parseLong(name.group(1)), Long.parseLong(name.group(2)))
            && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
            && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(owner)) {
          delete(folder);
        }
      }
    } catch (IOException e) {
      LOG.warn("What earlier processes left in {} cannot be deleted: {}", parent, e.getMessage());
    }
  }

  /** In a container each has the number of the one before. */
  private static boolean isOver(long pid, long began) {
    return pid == PID ? began != BEGAN : ProcessHandle.of(pid).isEmpty();
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.newDirectoryStream(folder)) {
      for (var file : files) {
        Files.deleteIfExists(file);
      }
    }
    Files.deleteIfExists(folder);
  }
}
