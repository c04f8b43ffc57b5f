package eu.apaserv.bot.docker.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes cost, as Linux counts it. */
final class Processes {
  /** Linux counts CPU time in hundredths of a second for user programs. */
  private static final double TICKS_PER_SECOND = 100;

  private Processes() {}

  /** CPU seconds used so far by a process, its ended children left out. */
  static double cpuSeconds(long pid) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0; // it ended in the meantime
    }
  }

  /** CPU seconds used so far by a process and all below it; a server process that ended counts in its parent. */
  static double cpuSecondsBelow(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).mapToDouble(p -> cpuSeconds(p.pid())).sum();
  }

  /** Resident memory in MB. */
  static long residentMegabytes(long pid) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines.filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum() / 1024;
    } catch (IOException e) {
      return 0; // it ended in the meantime
    }
  }
}
