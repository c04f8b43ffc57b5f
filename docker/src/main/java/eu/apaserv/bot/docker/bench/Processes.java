package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes cost, as Linux counts it. */
final class Processes {
  /** Linux counts CPU time in hundredths of a second for user programs. */
  private static final double TICKS_PER_SECOND = 100;
  /** Of the fields after the name in /proc/pid/stat: user and system time, then those of ended children. */
  private static final int FIRST = 11;
  private static final int ALONE = 12;
  private static final int WITH_CHILDREN = 14;

  private Processes() {}

  /** CPU seconds used so far by a process, its ended children left out. */
  static double cpuSeconds(long pid) {
    return seconds(pid, ALONE);
  }

  private static double seconds(long pid, int last) {
    try {
      var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      double ticks = 0;
      for (int field = FIRST; field <= last; field++) {
        ticks += Long.parseLong(fields[field]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (IOException e) {
      return 0; // it ended in the meantime
    }
  }

  /** CPU seconds used so far by a process and all below it, those that have ended included. */
  static double cpuSecondsBelow(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants()).mapToDouble(p -> seconds(p.pid(), WITH_CHILDREN)).sum();
  }

  /** CPU seconds used so far by PostgreSQL: its first process and every one below it. */
  static double serverSeconds(Database database) {
    int backend = database.first(row -> row.getInteger(0), "select pg_backend_pid()").orElseThrow();
    return ProcessHandle.of(backend).flatMap(ProcessHandle::parent).map(Processes::cpuSecondsBelow).orElse(0.0);
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
