package eu.apaserv.bot.conversations.importing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * What somebody else puts into a folder of ours: a link there would be read or written with our rights, a pipe would be waited for
 * without end.
 */
public final class PlainFiles {
  /** The folder itself, its files, and those of the folders in it. */
  private static final int DEPTH = 2;

  private PlainFiles() {}

  /**
   * The folder itself may be a link: an operator names it.
   *
   * @throws IOException when something in it is neither a file nor a folder: one line that says what
   */
  static void require(Path folder) throws IOException {
    try (var found = Files.walk(folder.toRealPath(), DEPTH)) {
      var odd = found.filter(path -> !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)).findFirst();
      if (odd.isPresent()) {
        throw new IOException(
            odd.get().getFileName() + " is a link, a pipe or the like: an export is plain files in folders");
      }
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
  }

  /** At most so many bytes, however large the file has become meanwhile. */
  public static byte[] read(Path file, int most) throws IOException {
    try (var bytes = Files.newInputStream(file)) {
      return bytes.readNBytes(most);
    }
  }

  /** In place of whatever has that name. */
  static void write(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(file, text, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
