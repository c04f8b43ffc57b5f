package eu.apaserv.bot.core.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/**
 * A folder that one running program owns, by a lock on the file {@code lock} in it. The system frees the lock when the
 * program ends, however it ends.
 */
final class OwnFolder implements AutoCloseable {
  private final Path folder;
  private final FileChannel lock;

  private OwnFolder(Path folder, FileChannel lock) {
    this.folder = folder;
    this.lock = lock;
  }

  /** Makes the folder with mode 0700 if it is missing. */
  static Path create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      if (folder.getParent() != null) {
        Files.createDirectories(folder.getParent());
      }
      Files.createDirectories(folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    return folder;
  }

  /** Takes the folder; empty when another running program has it. */
  static Optional<OwnFolder> take(Path folder) {
    try {
      create(folder);
      var channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (!tryLock(channel)) {
        channel.close();
        return Optional.empty();
      }
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      return Optional.of(new OwnFolder(folder, channel));
    } catch (AccessDeniedException e) {
      throw new StartException("The folder " + folder + " belongs to another user or cannot be written: "
          + "start as that user, or set BOT_DATA_DIR to another folder", e);
    } catch (IOException e) {
      throw new StartException("The folder " + folder + " cannot be used (" + e.getMessage()
          + "): set BOT_DATA_DIR to a folder that can be written", e);
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  Path path(String name) {
    return folder.resolve(name);
  }

  /** Writes a file that only this user can read. */
  void writeSecret(String name, String text) throws IOException {
    Files.deleteIfExists(path(name));
    Files.createFile(path(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(path(name), text + "\n");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new StoreException("The lock of " + folder + " could not be given back", e);
    }
  }
}
