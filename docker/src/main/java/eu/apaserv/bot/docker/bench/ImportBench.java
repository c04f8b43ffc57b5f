package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.importing.BillingImport;
import eu.apaserv.bot.conversations.importing.Connections;
import eu.apaserv.bot.conversations.importing.ImportProgress;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.docker.Store;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Measures the import of a whole export, of the same again, and of a day, on a PostgreSQL of its own with fsync, while a
 * conversation's balance is asked twenty times a second: what people who write meanwhile notice.
 */
public final class ImportBench {
  private static final int MONTHS = 12;
  private static final long SEED = 7;

  private final int customers;
  private final PrintStream out;

  public ImportBench(int customers, PrintStream out) {
    this.customers = customers;
    this.out = out;
  }

  /** Generates, loads three times, prints. */
  public void run() throws IOException {
    var folder = Files.createTempDirectory("import-bench");
    var vertx = Vertx.vertx();
    try (var postgres = EmbeddedDatabase.open(folder.resolve("db"))) {
      Migrations.apply(postgres.address(), Store.TABLES);
      try (var database = Database.connect(vertx, postgres.address(), 2)) {
        var today = LocalDate.now(Business.defaults().zone());
        var full = Files.createDirectory(folder.resolve("full"));
        var day = Files.createDirectory(folder.resolve("day"));
        long rows = BigExport.full(full, customers, MONTHS, today, SEED);
        long delta = BigExport.day(day, customers, today, SEED);
        for (var name : new String[]{"customers", "consumption_points", "meters", "reading_windows", "penalties"}) {
          Files.delete(day.resolve(name + ".csv"));
        }
        out.println("what | rows | s | CPU s: program + PostgreSQL | heap after MB | RSS MB | "
            + "balance asked meanwhile: times, p50 / p99 / longest ms");
        measure("whole", full, rows, database, postgres.address());
        measure("the same again", full, rows, database, postgres.address());
        measure("a day", day, delta, database, postgres.address());
      }
    } finally {
      Closing.await(vertx.close());
      delete(folder);
    }
  }

  private void measure(String what, Path folder, long rows, Database database, String address) throws IOException {
    var asked = new Histogram(TimeUnit.MINUTES.toMicros(5), 3);
    var ended = new AtomicBoolean();
    var asking = Thread.startVirtualThread(() -> ask(database, asked, ended));
    long self = ProcessHandle.current().pid();
    double program = Processes.cpuSeconds(self);
    double server = Processes.serverSeconds(database);
    long start = System.nanoTime();
    var report = new BillingImport(Connections.to(address), Business.defaults(), Clock.systemUTC()).load(folder, false,
        ImportProgress.QUIET);
    double seconds = (System.nanoTime() - start) / 1e9;
    ended.set(true);
    join(asking);
    if (!report.loaded()) {
      throw new IOException("The export was not loaded: " + report.errors());
    }
    var runtime = Runtime.getRuntime();
    out.printf("%s | %d | %.1f | %.1f + %.1f | %d | %d | %d, %.1f / %.1f / %.1f%n", what, rows, seconds,
        Processes.cpuSeconds(self) - program, Processes.serverSeconds(database) - server,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20, Processes.residentMegabytes(self), asked.getTotalCount(),
        asked.getValueAtPercentile(50) / 1000.0, asked.getValueAtPercentile(99) / 1000.0, asked.getMaxValue() / 1000.0);
  }

  private void ask(Database database, Histogram asked, AtomicBoolean ended) {
    var invoices = new Invoices(database);
    var today = LocalDate.now(Business.defaults().zone());
    for (int n = 0; !ended.get(); n++) {
      long start = System.nanoTime();
      invoices.balance(String.valueOf(2_000_000 + n % customers), today);
      asked.recordValue((System.nanoTime() - start) / 1000);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
