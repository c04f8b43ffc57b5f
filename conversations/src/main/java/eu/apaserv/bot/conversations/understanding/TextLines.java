package eu.apaserv.bot.conversations.understanding;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file an operator named; what is wrong with it is said in one line that names it. */
final class TextLines {
  private static final long LARGEST = 200L << 20;

  private TextLines() {}

  /** A line that is not empty, and where it stands: {@code file:line}. */
  record Line(String text, String where) {}

  /** @throws IOException with a message for the operator */
  static List<Line> of(Path file) throws IOException {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw new IOException(file + " is no file that can be read: check its name");
    }
    if (Files.size(file) > LARGEST) {
      throw new IOException(file + " is larger than 200 MB: split it");
    }
    var lines = new ArrayList<Line>();
    int number = 0;
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        if (!line.isBlank()) {
          lines.add(new Line(line, file + ":" + number));
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException(file + ":" + (number + 1) + ": this is not UTF-8; save the file as UTF-8", e);
    }
    return lines;
  }
}
