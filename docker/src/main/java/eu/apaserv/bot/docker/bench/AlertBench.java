package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.run.Audience;
import eu.apaserv.bot.core.run.Draft;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.docker.Store;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How fast very many people are found, and told once each, whatever is killed meanwhile. */
public final class AlertBench {
  private static final int AT_ONCE = 50_000;
  private static final Audience AFFECTED = Audience.of("""
    select w.conversation as person, p.point_id as subject, w.channel, w.language, null::timestamptz as due_at
    from alert_wish w join consumption_point p on p.client_code = w.client_code
    where w.kind = 'outage' and p.district = 'afectat'""");

  /**
   * @param wishes so many, of half as many people: each of outages and of new invoices
   * @param affected people in the outage's area
   * @param sends alerts of new invoices that are sent
   * @param rate most messages a second
   */
  public record Plan(int wishes, int affected, int sends, int rate) {}

  private final Plan plan;
  private final PrintStream out;

  public AlertBench(Plan plan, PrintStream out) {
    this.plan = plan;
    this.out = out;
  }

  /** Runs it and prints what it took. */
  public void run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("bot-bench");
    var vertx = Vertx.vertx();
    try (var postgres = EmbeddedDatabase.open(folder.resolve("postgres"))) {
      Migrations.apply(postgres.address(), Store.TABLES);
      try (var database = Database.connect(vertx, postgres.address(), 4)) {
        fill(database);
        find(new RunBook(database, Clock.systemUTC()));
        send(vertx, database, postgres.address(), folder);
      }
    } finally {
      Closing.await(vertx.close());
      Product.delete(folder);
    }
  }

  private void fill(Database database) {
    for (int from = 0; from < plan.wishes() / 2; from += AT_ONCE) {
      int to = Math.min(from + AT_ONCE, plan.wishes() / 2) - 1;
      database.run("""
          insert into consumption_point (point_id, client_code, locality, district, street, number, zone)
          select 'P' || n, 9000000 + n, 'Roman', case when n < $3::int then 'afectat' end, 'Strada Uzinei', n::text, 'est'
          from generate_series($1::int, $2::int) n""", from, to, plan.affected());
      database.run(
          """
          with person as (
            select n, md5('bench' || n)::uuid as id, '+40799' || lpad(n::text, 6, '0') as address
            from generate_series($1::int, $2::int) n
          ), known as (
            insert into contact (id, channel, address) select id, 'whatsapp', address from person
          ), named as (
            insert into address (channel, id, contact_id) select 'whatsapp', address, id from person
          ), talking as (
            insert into conversation (id) select id from person
          ), linked as (
            insert into account_link (idempotency_key, conversation, client_code, role, since)
            select 'bench' || n, id, 9000000 + n, 'holder', now() from person
          )
          insert into alert_subscription (conversation, kind, client_code, channel, since)
          select id, kind, 9000000 + n, 'whatsapp', now() from person, unnest('{outage,invoice_issued}'::text[]) kind""",
          from, to);
    }
    database.run("analyze");
    out.printf(Locale.ROOT, "wishes: %,d of %,d people%n", plan.wishes(), plan.wishes() / 2);
  }

  private void find(RunBook book) {
    long before = Processes.residentMegabytes(ProcessHandle.current().pid());
    long start = System.nanoTime();
    var reach = book.reach(AFFECTED);
    out.printf(Locale.ROOT, "preview: %,d people in %.2f s%n", reach.getFirst().people(), since(start));
    start = System.nanoTime();
    var run = book.begin(new Draft("bench", "bench", "Bench", "{}", true, "bench"), AFFECTED);
    out.printf(Locale.ROOT, "recipients: %,d made in %.2f s; RSS of the program %d MB before, %d MB after%n",
        book.progress(run.id()).total(), since(start), before,
        Processes.residentMegabytes(ProcessHandle.current().pid()));
    start = System.nanoTime();
    book.cancel(run.id());
    out.printf(Locale.ROOT, "called off in %.2f s%n", since(start));
  }

  private void send(Vertx vertx, Database database, String address, Path folder)
      throws IOException, InterruptedException {
    database.run("""
        insert into invoice (invoice_number, client_code, point_id, issued_on, due_on, grace_until, net, vat, total,
          outstanding)
        select 'NTD' || n, 9000000 + n, 'P' || n, current_date, current_date + 15, current_date + 45, 97.02, 10.67, 107.69,
          107.69 from generate_series(0, $1::int - 1) n""", plan.sends());
    database.run("""
        insert into billing_event (kind, subject, client_code, happened_on, noted_at)
        select 'invoice_issued', 'NTD' || n, 9000000 + n, current_date, now() from generate_series(0, $1::int - 1) n""",
        plan.sends());
    var counter = new Counter(vertx);
    int provider = Database.await(counter.listen());
    for (int third = 1; third <= 2; third++) {
      var process = serve(address, folder, provider);
      await(counter, plan.sends() * third / 3);
      process.destroyForcibly().waitFor();
      out.printf(Locale.ROOT, "killed at %,d people: %,.0f a second, at most %,d in any%n", counter.people(),
          counter.perSecond(), counter.mostInASecond());
      counter.again();
    }
    int before = counter.people();
    var process = serve(address, folder, provider);
    try {
      long rest = System.nanoTime();
      double server = Processes.serverSeconds(database);
      await(counter, before + (plan.sends() - before) / 10);
      long resident = Processes.residentMegabytes(process.pid());
      await(counter, plan.sends() - database.first(row -> row.getLong(0), DOUBTED).orElse(0L).intValue());
      double cpu = Processes.cpuSeconds(process.pid());
      double used = Processes.serverSeconds(database) - server;
      out.printf(Locale.ROOT, "until the last was sent: %.1f s, CPU %.1f s of the service (with its start) + %.1f s of "
          + "PostgreSQL%n", since(rest), cpu, used);
      settle(database);
      out.printf(Locale.ROOT,
          "sent: %,d to %,d people; %d doubled; the last %,d at %,.0f a second, at most %,d in any%n",
          plan.sends(), counter.people(), counter.doubled(), counter.people() - before, counter.perSecond(),
          counter.mostInASecond());
      out.printf(Locale.ROOT, "service: RSS %d MB after a tenth of those, %d MB at the end; %.1f s CPU since its start "
          + "%.1f s ago%n", resident, Processes.residentMegabytes(process.pid()), Processes.cpuSeconds(process.pid()),
          since(rest));
      figures(database);
    } finally {
      process.destroy();
      process.waitFor(30, TimeUnit.SECONDS);
    }
  }

  private Process serve(String address, Path folder, int provider) throws IOException, InterruptedException {
    int port = Product.freePort();
    var process = Product.serve(address, folder, port, provider, plan.rate());
    Product.awaitReady(process, folder, port);
    return process;
  }

  private void figures(Database database) {
    var book = new RunBook(database, Clock.systemUTC());
    for (var run : book.latest(5)) {
      print(book, run);
    }
  }

  private void print(RunBook book, Run run) {
    if (!run.kind().equals("bench")) {
      book.progress(run.id()).tallies().forEach(tally -> out.printf(Locale.ROOT, "%s: %s %s %,d%n", run.key(),
          tally.state(), tally.reason(), tally.recipients()));
    }
  }

  private static void await(Counter counter, int people) {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(5);
    while (counter.people() < people && System.nanoTime() < limit) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }

  /** Nobody waits, and nothing is on its way or doubted. */
  private static void settle(Database database) {
    long limit = System.nanoTime() + TimeUnit.MINUTES.toNanos(6);
    while (System.nanoTime() < limit && database.first(row -> row.getLong(0), """
        select (select count(*) from run_recipient p join run r on r.id = p.run_id
            where r.state = 'running' and p.state in ('waiting', 'queued'))
          + (select count(*) from outbox where state in ('due', 'sending', 'unknown'))""").orElseThrow() > 0) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
    }
  }

  private static final String DOUBTED = """
    select count(*) from outbox where priority = 1 and (state in ('sending', 'unknown') or error like 'outcome unknown%')""";

  private static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
