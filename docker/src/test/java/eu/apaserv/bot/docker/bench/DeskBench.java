package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.docker.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Staff who look on while people write: 200 open pages, half of them the inbox, half a conversation, under 5,000 messages a
 * minute. Started by hand: {@code DeskBench [seconds [pages [messages a second]]]}. Prints the same load without and with the
 * pages, and how soon a message is seen.
 */
public final class DeskBench {
  private static final int PEOPLE = 2000;
  private static final int STAFF = 20;
  private static final long LONGEST = 120_000_000;

  private final Vertx vertx = Vertx.vertx();
  private final Context loop = vertx.getOrCreateContext();
  private final PrintStream out = System.out;
  private final int seconds;
  private final int pages;
  private final int rate;

  private DeskBench(int seconds, int pages, int rate) {
    this.seconds = seconds;
    this.pages = pages;
    this.rate = rate;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    new DeskBench(args.length > 0 ? Integer.parseInt(args[0]) : 40, args.length > 1 ? Integer.parseInt(args[1]) : 200,
        args.length > 2 ? Integer.parseInt(args[2]) : 84).run();
  }

  private void run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("bot-desk");
    try (var postgres = EmbeddedDatabase.open(folder.resolve("postgres"))) {
      Migrations.apply(postgres.address(), Store.TABLES);
      try (var database = Database.connect(vertx, postgres.address(), 2)) {
        Population.create(database, PEOPLE);
        serve(database, postgres.address(), folder);
      }
    } finally {
      Database.await(vertx.close());
      Product.delete(folder);
    }
  }

  private void serve(Database database, String address, Path folder) throws IOException, InterruptedException {
    int port = Product.freePort();
    var cloud = new Cloud(vertx, new Cloud.Conduct(20, 0, 3));
    var process = Product.serve(address, folder, port, Database.await(onLoop(cloud::listen)));
    try {
      Product.awaitReady(process, folder, port);
      var load = new Load(vertx, new Wire(vertx, port, Product.SECRET),
          new Load.Script(PEOPLE, List.of("cat am de plata?", "multumesc"), 1, 0));
      cloud.tell(load::replied, load::receipts);
      measure(database, new Subject(loop, database, process, cloud, load), load, port);
    } finally {
      Product.stop(process);
      Database.await(cloud.close());
    }
  }

  private void measure(Database database, Subject subject, Load load, int port) {
    var report = new Report(out);
    subject.run(4 * rate, seconds / 2.0);
    report.heading();
    report.row("nobody looks", subject.run(rate, seconds));
    var inbox = new Histogram(LONGEST, 3);
    var talks = new Histogram(LONGEST, 3);
    var client = vertx.createHttpClient(new HttpClientOptions().setKeepAlive(true),
        new PoolOptions().setHttp1MaxSize(3 * pages));
    var sessions = sessions(database);
    var talking = IntStream.range(0, pages / 2).mapToObj(i -> conversation(database, i)).toList();
    var open = Database.await(onLoop(() -> Future.succeededFuture(new Open(
        opened(talking,
            i -> new OpenPage(vertx, client, port, sessions.get(i % STAFF), "/console/inbox",
                "/console/inbox/live?part=1&lists=1", inbox)),
        opened(talking, i -> new OpenPage(vertx, client, port, sessions.get(i % STAFF),
            "/console/conversations/" + talking.get(i), "/console/conversations/" + talking.get(i) + "/live?part=1",
            talks))))));
    subject.run(rate, seconds / 4.0);
    Database.await(onLoop(() -> {
      inbox.reset();
      talks.reset();
      load.watch(person -> open.taken(person));
      return Future.succeededFuture(true);
    }));
    report.row(pages + " pages open", subject.run(rate, seconds));
    Database.await(onLoop(() -> {
      load.watch(_ -> {});
      open.inboxes().forEach(OpenPage::close);
      open.talks().forEach(OpenPage::close);
      return Future.succeededFuture(true);
    }));
    print("inbox", inbox, open.inboxes());
    print("conversation", talks, open.talks());
    report.row("nobody looks again", closed(client, subject));
  }

  private Subject.Result closed(HttpClient client, Subject subject) {
    Database.await(client.close());
    return subject.run(rate, seconds);
  }

  private void print(String what, Histogram seen, List<OpenPage> open) {
    out.printf(Locale.ROOT, "seen in %d pages of the %s: p50 %d, p99 %d, longest %d ms; %d messages, %d never; "
        + "asked or told %.1f times a second each, %d failed%n", open.size(), what,
        seen.getValueAtPercentile(50) / 1000,
        seen.getValueAtPercentile(99) / 1000, seen.getMaxValue() / 1000, seen.getTotalCount(),
        open.stream().mapToInt(OpenPage::unseen).sum(),
        open.stream().mapToInt(OpenPage::asked).sum() / (1.25 * seconds * open.size()),
        open.stream().mapToInt(OpenPage::failed).sum());
  }

  /** Person n is looked at in page n. */
  private record Open(List<OpenPage> inboxes, List<OpenPage> talks) {
    void taken(int person) {
      inboxes.forEach(OpenPage::expect);
      if (person < talks.size()) {
        talks.get(person).expect();
      }
    }
  }

  private static List<OpenPage> opened(List<String> talking, IntFunction<OpenPage> page) {
    return IntStream.range(0, talking.size()).mapToObj(page).toList();
  }

  private static List<String> sessions(Database database) {
    var accounts = new StaffAccounts(database, Clock.systemUTC());
    var sessions = new ArrayList<String>();
    for (int i = 0; i < STAFF; i++) {
      sessions.add(accounts.redeem(accounts.add("Coleg " + i, Role.OPERATOR).orElseThrow()).orElseThrow());
    }
    return sessions;
  }

  private static String conversation(Database database, int person) {
    return database.first(row -> row.getUUID(0).toString(), "select contact_id from address where id = $1",
        Population.address(person)).orElseThrow();
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    var promise = Promise.<T>promise();
    loop.runOnContext(_ -> work.get().onComplete(promise));
    return promise.future();
  }
}
