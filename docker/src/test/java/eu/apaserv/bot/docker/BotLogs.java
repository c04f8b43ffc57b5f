package eu.apaserv.bot.docker;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What bots have complained of, each complaint once a bot, and which of its processes PostgreSQL has lost. */
final class BotLogs {
  private static final Pattern COMPLAINT = Pattern.compile("\\b(WARN|ERROR)\\b.*");
  private static final Pattern NUMBER = Pattern.compile("\\d+");
  private static final int LONGEST = 200;

  private final Path folder;

  BotLogs(Path folder) {
    this.folder = folder;
  }

  void print(PrintStream out) throws IOException {
    try (var lines = Files.lines(folder.resolve("database").resolve("server.log"))) {
      lines.filter(line -> line.contains("terminated by signal") || line.contains("PANIC"))
          .forEach(line -> out.println("PostgreSQL: " + line));
    }
    try (var files = Files.newDirectoryStream(folder, "*.log")) {
      for (var file : files) {
        var seen = new TreeMap<String, Integer>();
        for (var line : Files.readAllLines(file)) {
          var found = COMPLAINT.matcher(line);
          if (found.find()) {
            var text = NUMBER.matcher(found.group()).replaceAll("n");
            seen.merge(text.substring(0, Math.min(LONGEST, text.length())), 1, Integer::sum);
          }
        }
        seen.forEach((what, times) -> out.println(file.getFileName() + ": " + times + " × " + what));
      }
    }
  }
}
