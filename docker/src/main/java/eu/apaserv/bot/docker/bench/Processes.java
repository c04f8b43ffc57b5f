package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What processes cost, as Linux counts it. */
final class Processes {
  private static final double BYTES_PER_MEGABYTE = 1 << 20;
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
    return status(pid, "VmRSS:") / 1024;
  }

  /** Threads of the system, virtual ones left out. */
  static long threads(long pid) {
    return status(pid, "Threads:");
  }

  private static long status(long pid, String field) {
    try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines.filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      return 0; // it ended in the meantime
    }
  }

  /** Open files and sockets. */
  static long files(long pid) {
    try (var open = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return open.count();
    } catch (IOException e) {
      return 0; // it ended in the meantime
    }
  }

  /** What of a Java program's heap is in use after a whole collection, which this makes it do; MB. */
  static double liveHeapMegabytes(long pid) {
    var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    try {
      var process = new ProcessBuilder(jcmd, String.valueOf(pid), "GC.class_histogram").redirectErrorStream(true)
          .start();
      var total = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> line.startsWith("Total")).findFirst()
          .orElseThrow(() -> new IllegalStateException("jcmd did not say what lives in process " + pid
              + ": it needs a JDK, and the same user"));
      return Long.parseLong(total.strip().split("\\s+", -1)[2]) / BYTES_PER_MEGABYTE;
    } catch (IOException e) {
      throw new UncheckedIOException("jcmd cannot be started: the bench needs a JDK", e);
    }
  }
}
