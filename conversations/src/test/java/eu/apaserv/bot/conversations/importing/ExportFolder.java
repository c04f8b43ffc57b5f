package eu.apaserv.bot.conversations.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** A copy of the sample export that a test may spoil. */
public record ExportFolder(Path path) {
  public static final Path SAMPLE = Path.of("src/test/resources/import");

  public static ExportFolder copyTo(Path path) throws IOException {
    try (var files = Files.newDirectoryStream(SAMPLE)) {
      for (var file : files) {
        Files.copy(file, path.resolve(file.getFileName()));
      }
    }
    return new ExportFolder(path);
  }

  /** Puts another line in the place of one; lines count from 1. */
  public ExportFolder line(String file, int number, String line) throws IOException {
    var lines = new ArrayList<>(Files.readAllLines(path.resolve(file)));
    lines.set(number - 1, line);
    return write(file, String.join("\n", lines) + "\n");
  }

  public ExportFolder add(String file, String line) throws IOException {
    return write(file, Files.readString(path.resolve(file)) + line + "\n");
  }

  public ExportFolder replace(String file, String old, String by) throws IOException {
    return write(file, Files.readString(path.resolve(file)).replace(old, by));
  }

  public ExportFolder write(String file, String text) throws IOException {
    return write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  public ExportFolder write(String file, byte[] bytes) throws IOException {
    Files.createDirectories(path.resolve(file).getParent());
    Files.write(path.resolve(file), bytes);
    return this;
  }

  public ExportFolder delete(String file) throws IOException {
    Files.delete(path.resolve(file));
    return this;
  }
}
