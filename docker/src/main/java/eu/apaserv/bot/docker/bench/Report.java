package eu.apaserv.bot.docker.bench;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;

/** The table that is printed: a row for each run, then how it stands to what it is compared with. */
final class Report {
  private final PrintStream out;

  Report(PrintStream out) {
    this.out = out;
  }

  void heading() {
    out.println(
        "what | offered/s | turns/s | webhook p50/p99 ms | reply p50/p99 ms | CPU s per 1,000: service + PostgreSQL (+ load) "
            + "| statements a turn | RSS MB | lost | doubled | reordered");
  }

  void row(String what, Subject.Result result) {
    var flight = result.flight();
    out.printf(Locale.ROOT,
        "%s | %d | %.0f | %.1f / %.1f | %.1f / %.1f | %.2f + %.2f (+ %.2f) | %.2f | %d | %d | %d | %d%s%n",
        what,
        result.rate(), result.turns(), flight.webhook(50), flight.webhook(99), flight.reply(50), flight.reply(99),
        result.service(), result.postgres(), result.load(), result.statements(), result.megabytes(), flight.lost(),
        flight.doubled(),
        flight.reordered(),
        flight.turnedAway() == 0 ? "" : " (" + flight.turnedAway() + " calls not answered with 200)");
    out.flush();
  }

  void pgbench(Pgbench result) {
    out.printf(Locale.ROOT, "pgbench, 32 clients, the bare bot's statements | - | %.0f | - | - | - + %.2f%n",
        result.turns(), result.postgres());
  }

  void noPgbench() {
    out.println("pgbench is not on the PATH: nothing to compare with");
  }

  void none() {
    out.println("product: kept up with no rate that was tried; is something else running on this machine?");
  }

  void ratios(double product, double bare, Optional<Pgbench> pgbench) {
    out.printf(Locale.ROOT, "product: %.2f x bare Vert.x%s%n", product / bare,
        pgbench.map(p -> String.format(Locale.ROOT, ", %.2f x pgbench", product / p.turns())).orElse(""));
  }
}
