package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How PostgreSQL does what it is asked, as it says itself (auto_explain) of a share of all statements while they are really
 * made: with the values, the plans and the row counts of the load.
 */
final class Plans {
  private static final int NAMED = 100;
  private static final String ENTRY = "LOG:  duration: ";
  private static final List<String> SETTINGS = List.of("session_preload_libraries = 'auto_explain'",
      "auto_explain.log_min_duration = 0", "auto_explain.log_analyze = on", "auto_explain.log_buffers = on",
      "auto_explain.log_timing = off", "auto_explain.sample_rate = 0.05", "auto_explain.log_nested_statements = on",
      "logging_collector = on",
      "log_filename = 'plans.log'", "log_line_prefix = ''", "log_rotation_size = 0", "log_rotation_age = 0");

  private static final Pattern GUESSED = Pattern.compile(" \\(cost=[^)]*\\)");
  private static final Pattern SPACES = Pattern.compile("\\s+");
  private static final List<String> LEFT_OUT = List.of("Index Searches:", "Storage:", "Query Parameters:");

  private final Path log;
  private long from;

  Plans(Database database) {
    this.log = Path.of(
        database.first(row -> row.getString(0), "select current_setting('data_directory')").orElseThrow(),
        "log", "plans.log");
  }

  /** From the next start of the server on. */
  static void keep(Database database) {
    SETTINGS.forEach(setting -> database.run("alter system set " + setting));
  }

  /** What was said before does not count: statements are planned anew as their tables grow. */
  void forget() throws IOException {
    from = Files.exists(log) ? Files.size(log) : 0;
  }

  /** The last plan of each statement, as Markdown. */
  void write(Path to, Bench.Large large) throws IOException {
    var plans = new LinkedHashMap<String, List<String>>();
    var lines = Files.readString(log).substring(Math.toIntExact(from)).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(ENTRY) && lines.get(i).endsWith("plan:")) {
        i = entry(lines, i, plans) - 1;
      }
    }
    var text = new StringBuilder(String.format(Locale.ROOT, """
      # Plans of the hot path

      What PostgreSQL did for statements of a load, asked of a twentieth of them (auto_explain), in a database of %,d
      conversations and %,d messages; the last plan of each statement, with its row counts and the pages it looked at.
      Written by `./bot bench --rates 150 --conversations N --messages N --plans docs/plans.md`; times say little, as the
      asking itself takes some.
      """, large.conversations(), large.messages()));
    for (var hot : HotStatement.ALL) {
      plans.entrySet().stream().filter(plan -> hot.is(plan.getKey())).findFirst()
          .ifPresent(plan -> text.append("\n## ").append(hot.title()).append("\n\n").append(hot.what()).append(" `")
              .append(plan.getKey().replace('`', '\'')).append("…`\n\n```\n")
              .append(String.join("\n", plan.getValue())).append("\n```\n"));
    }
    Files.writeString(to, text);
  }

  /** @return the first line after it */
  private static int entry(List<String> lines, int at, Map<String, List<String>> plans) {
    var query = new StringBuilder();
    var plan = new ArrayList<String>();
    plan.add(lines.get(at).substring(ENTRY.length()).replace("  plan:", ""));
    int next = at + 1;
    for (; next < lines.size() && lines.get(next).startsWith("\t"); next++) {
      var line = lines.get(next).substring(1);
      if (LEFT_OUT.stream().anyMatch(line::contains)) {
        continue;
      }
      if (plan.size() > 1 || line.contains("(cost=")) {
        plan.add(GUESSED.matcher(line).replaceFirst(""));
      } else {
        query.append(' ').append(line.replace("Query Text:", "").strip());
      }
    }
    var name = SPACES.matcher(query).replaceAll(" ").strip();
    if (!name.isEmpty() && plan.size() > 1) {
      plans.put(name.length() > NAMED ? name.substring(0, NAMED) : name, plan);
    }
    return next;
  }
}
