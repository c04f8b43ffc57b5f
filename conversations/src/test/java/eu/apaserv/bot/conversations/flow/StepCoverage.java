package eu.apaserv.bot.conversations.flow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.CoverageBuilder;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.analysis.IMethodCoverage;
import org.jacoco.core.data.ExecutionDataReader;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;

/**
 * Which lines (every question is one) and branches of the flows and their questions were taken since {@link #begin()}, as
 * JaCoCo's agent counts them in this JVM.
 */
final class StepCoverage {
  private static final Path CLASSES = Path.of("target/classes/eu/apaserv/bot/conversations");
  private static final List<String> ROOMS = List.of("flow", "question");

  /**
   * One source file.
   *
   * @param missed lines of which something was not taken
   */
  record Row(String name, int branches, int branchesTaken, int lines, int linesTaken, List<Integer> missed) {
    double share() {
      int all = branches + lines;
      return all == 0 ? 1 : (double) (branchesTaken + linesTaken) / all;
    }

    Row plus(Row other) {
      var more = new ArrayList<>(missed);
      more.addAll(other.missed);
      return new Row(name, branches + other.branches, branchesTaken + other.branchesTaken, lines + other.lines,
          linesTaken + other.linesTaken, more);
    }
  }

  private StepCoverage() {}

  /** Nothing has been taken. */
  static void begin() {
    ask("reset", new Object[0], new String[0]);
  }

  /** By source file, the total last. */
  static List<Row> rows() {
    var seen = new ExecutionDataStore();
    try {
      var reader = new ExecutionDataReader(new ByteArrayInputStream(
          (byte[]) ask("getExecutionData", new Object[]{false}, new String[]{"boolean"})));
      reader.setSessionInfoVisitor(new SessionInfoStore());
      reader.setExecutionDataVisitor(seen);
      reader.read();
      var built = new CoverageBuilder();
      var analyzer = new Analyzer(seen, built);
      for (var room : ROOMS) {
        try (var files = Files.walk(CLASSES.resolve(room))) {
          for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
            try (var in = Files.newInputStream(file)) {
              analyzer.analyzeClass(in, file.toString());
            }
          }
        }
      }
      return table(built);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Row> table(CoverageBuilder built) {
    var byFile = new TreeMap<String, Row>();
    for (var coverage : built.getClasses()) {
      var row = row(coverage);
      if (row.lines() > 0) {
        byFile.merge(row.name(), row, Row::plus);
      }
    }
    var rows = new ArrayList<>(byFile.values());
    rows.add(rows.stream().map(r -> new Row("all", r.branches, r.branchesTaken, r.lines, r.linesTaken, List.of()))
        .reduce(Row::plus).orElseThrow());
    return rows;
  }

  /** Without what a class does once when it is loaded or built: another test in this process may have had that done. */
  private static Row row(IClassCoverage coverage) {
    var row = new Row(coverage.getSourceFileName().replace(".java", ""), 0, 0, 0, 0, List.of());
    for (var method : coverage.getMethods()) {
      row = method.getName().startsWith("<") ? row : row.plus(row(row.name(), method));
    }
    return row;
  }

  private static Row row(String name, IMethodCoverage method) {
    var missed = new ArrayList<Integer>();
    for (int line = method.getFirstLine(); line <= method.getLastLine() && line > 0; line++) {
      int status = method.getLine(line).getStatus();
      if (status == ICounter.NOT_COVERED || status == ICounter.PARTLY_COVERED) {
        missed.add(line);
      }
    }
    var branches = method.getBranchCounter();
    var lines = method.getLineCounter();
    return new Row(name, branches.getTotalCount(), branches.getCoveredCount(), lines.getTotalCount(),
        lines.getCoveredCount(), missed);
  }

  /** As the build prints it. */
  static String printed(List<Row> rows) {
    var text = new StringBuilder("Steps of the flows that the stories take:\n");
    text.append(String.format(Locale.ROOT, "  %-20s %10s %10s %7s  %s%n", "", "branches", "lines", "share",
        "not, or not wholly, taken"));
    for (var row : rows) {
      text.append(String.format(Locale.ROOT, "  %-20s %10s %10s %6.1f%%  %s%n", row.name(),
          row.branchesTaken() + "/" + row.branches(), row.linesTaken() + "/" + row.lines(), 100 * row.share(),
          row.missed().isEmpty() ? "" : row.missed().stream().distinct().sorted().map(String::valueOf).toList()));
    }
    return text.toString();
  }

  private static Object ask(String what, Object[] args, String[] types) {
    try {
      return ManagementFactory.getPlatformMBeanServer().invoke(new ObjectName("org.jacoco:type=Runtime"), what, args,
          types);
    } catch (JMException e) {
      throw new IllegalStateException("The tests run without JaCoCo's agent: run them with Maven", e);
    }
  }
}
