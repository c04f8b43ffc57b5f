package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * The same load for a long time, and whether what the program holds grows with it: resident memory, what lives in its heap
 * after a whole collection, threads, open files and sockets, connections to the database.
 */
final class Soak {
  private static final int SECONDS = 60;
  /** Of the minutes, the first are not judged: caches fill, the compiler works. */
  private static final int NOT_JUDGED = 4;
  /** What a line through the minutes may rise from the first to the last and still be called flat, of its mean. */
  private static final double FLAT = 0.05;

  /** What the program holds at the end of a minute; MB and counts. */
  private record Held(double rss, double live, double threads, double files, double connections) {}

  private static final Map<String, ToDoubleFunction<Held>> JUDGED = judged();

  private final Subject subject;
  private final Database database;
  private final PrintStream out;

  Soak(Subject subject, Database database, PrintStream out) {
    this.subject = subject;
    this.database = database;
    this.out = out;
  }

  private static Map<String, ToDoubleFunction<Held>> judged() {
    var judged = new LinkedHashMap<String, ToDoubleFunction<Held>>();
    judged.put("RSS MB", Held::rss);
    judged.put("live heap MB", Held::live);
    judged.put("threads", Held::threads);
    judged.put("files and sockets", Held::files);
    judged.put("connections", Held::connections);
    return judged;
  }

  /** Prints a row a minute and, at the end, what grew. */
  void run(int rate, int minutes) {
    out.println("minute | turns/s | webhook p99 ms | reply p99 ms | " + String.join(" | ", JUDGED.keySet())
        + " | lost | doubled | reordered");
    var held = new ArrayList<Held>();
    for (int minute = 1; minute <= minutes; minute++) {
      var result = subject.run(rate, SECONDS);
      var now = held();
      held.add(now);
      var flight = result.flight();
      out.printf(Locale.ROOT, "%d | %.0f | %.0f | %.0f | %.0f | %.1f | %.0f | %.0f | %.0f | %d | %d | %d%n", minute,
          result.turns(), flight.webhook(99), flight.reply(99), now.rss(), now.live(), now.threads(), now.files(),
          now.connections(), flight.lost(), flight.doubled(), flight.reordered());
      out.flush();
    }
    judge(held.subList(minutes / NOT_JUDGED, minutes));
  }

  private Held held() {
    long pid = subject.pid();
    double rss = Processes.residentMegabytes(pid); // before the collection, which may give some back
    long connections = database.first(row -> row.getLong(0), """
        select count(*) from pg_stat_activity where application_name = 'apaserv-bot' and backend_type = 'client backend'
          and datname = current_database()""").orElse(0L);
    return new Held(rss, Processes.liveHeapMegabytes(pid), Processes.threads(pid), Processes.files(pid), connections);
  }

  private void judge(List<Held> minutes) {
    if (minutes.size() < 2) {
      return;
    }
    JUDGED.forEach((name, of) -> {
      var values = minutes.stream().mapToDouble(of).toArray();
      double mean = minutes.stream().mapToDouble(of).average().orElse(0);
      double rise = slope(values) * (values.length - 1);
      out.printf(Locale.ROOT, "%s: %.1f, a line through the last %d minutes rises by %.1f: %s%n", name, mean,
          values.length, rise, rise <= FLAT * mean ? "flat" : "GROWS");
    });
  }

  /** Of the line of least squares through values that lie one apart. */
  private static double slope(double[] values) {
    double middle = (values.length - 1) / 2.0;
    double along = 0;
    double square = 0;
    for (int i = 0; i < values.length; i++) {
      along += (i - middle) * values[i];
      square += (i - middle) * (i - middle);
    }
    return along / square;
  }
}
