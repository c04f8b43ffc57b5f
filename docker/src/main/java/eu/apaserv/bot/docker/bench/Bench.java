package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.EmbeddedDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.docker.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Measures the product as it ships: its own process, PostgreSQL with fsync, a simulated provider and the load beside it on
 * the same machine; and in the same run what it is compared with.
 */
public final class Bench {
  private static final int PROVIDER_FAR_AWAY_MILLIS = 150;
  private static final int REFUSED_ONE_IN = 50;
  private static final double SHARE_FAR_AWAY = 0.9;
  private static final int WARM_UP_RATE = 600;

  /**
   * What to measure.
   *
   * @param rates messages a second, one run each; empty: the highest that is kept up with is looked for, and the product
   *     is compared with a bare bot and with pgbench
   * @param seconds of each run
   * @param warmUp seconds before the first
   * @param people who write, in turn
   * @param texts what they write, in turn
   * @param burst how many each writes in a row
   * @param duplicateOneIn every so many deliveries come twice; 0: none
   * @param providerMillis how long the provider takes to answer
   * @param refuseOneIn the provider refuses every so many sends; 0: none
   * @param receipts told of each message
   * @param statements whether the dearest statements are printed at the end
   * @param conversations that are there beside those people's; 0: none
   * @param messages of all of them, before the first run
   * @param plans file into which the plans of all statements are written; null: none
   */
  public record Plan(List<Integer> rates, int seconds, int warmUp, int people, List<String> texts, int burst,
      int duplicateOneIn, int providerMillis, int refuseOneIn, int receipts, boolean statements, int conversations,
      int messages, @Nullable Path plans) {}

  private final Plan plan;
  private final Vertx vertx;
  private final Context loop;
  private final PrintStream out;
  private final Report report;

  public Bench(Plan plan, PrintStream out) {
    this.plan = plan;
    this.out = out;
    this.vertx = Vertx.vertx();
    this.loop = vertx.getOrCreateContext();
    this.report = new Report(out);
  }

  /** Runs it and prints a row for each run. */
  public void run() throws IOException, InterruptedException {
    var folder = Files.createTempDirectory("bot-bench");
    prepare(folder.resolve("postgres"));
    try (var postgres = EmbeddedDatabase.open(folder.resolve("postgres"))) {
      Migrations.apply(postgres.address(), Store.TABLES);
      try (var database = Database.connect(vertx, postgres.address(), 2)) {
        Population.create(database, plan.people());
        BareBot.TABLES.forEach(database::run);
        if (plan.statements()) {
          Statements.forget(database);
        }
        report.heading();
        if (plan.rates().isEmpty()) {
          compare(database, postgres.address(), folder);
        } else if (plan.plans() == null || plan.messages() > 0) {
          atRates("product", database, postgres.address(), folder);
        }
        if (plan.plans() != null || plan.messages() > 0) {
          beside(database, postgres.address(), folder);
        }
        if (plan.statements()) {
          Statements.print(database, out);
        }
      }
    } finally {
      Database.await(vertx.close());
      Product.delete(folder);
    }
  }

  private void atRates(String name, Database database, String address, Path folder)
      throws IOException, InterruptedException {
    product(database, address, folder, subject -> {
      for (int rate : plan.rates()) {
        report.row(name, subject.run(rate, plan.seconds()));
      }
    });
  }

  /** The same once more beside very many messages of others. */
  private void beside(Database database, String address, Path folder) throws IOException, InterruptedException {
    if (plan.messages() > 0) {
      new Volume(database, out).create(plan.people(), plan.conversations(), plan.messages());
    }
    var plans = new Plans(database);
    if (plan.plans() != null) {
      plans.forget();
    }
    atRates(plan.messages() > 0 ? "product, large" : "product", database, address, folder);
    if (plan.plans() != null) {
      plans.write(plan.plans(), String.format(Locale.ROOT, """
          # Plans of the hot path

          What PostgreSQL did for one statement in fifty of a load, beside %,d conversations and %,d messages; by
          `./bot bench --rates N --conversations %d --messages %d --plans FILE`. The last plan of each statement.
          """, plan.messages() > 0 ? plan.conversations() : 0, plan.messages(), plan.conversations(), plan.messages()));
    }
  }

  private void prepare(Path folder) {
    if (plan.statements() || plan.plans() != null) {
      try (var postgres = EmbeddedDatabase.open(folder);
          var database = Database.connect(vertx, postgres.address(), 1)) {
        if (plan.statements()) {
          Statements.count(database);
        }
        if (plan.plans() != null) {
          Plans.keep(database);
        }
      }
    }
  }

  private void compare(Database database, String address, Path folder) throws IOException, InterruptedException {
    var pgbench = Pgbench.run(database, address, folder, plan.people());
    pgbench.ifPresentOrElse(report::pgbench, report::noPgbench);
    var bare = new double[1];
    measured(database, Product::bare, address, folder, new Cloud.Conduct(plan.providerMillis(), 0, 0),
        subject -> bare[0] = highest("bare Vert.x", subject));
    product(database, address, folder, subject -> {
      double best = highest("product", subject);
      subject.provider(new Cloud.Conduct(plan.providerMillis(), REFUSED_ONE_IN, plan.receipts()));
      report.row("product, 2 % refused", subject.run((int) (best / 2), plan.seconds()));
      subject.provider(new Cloud.Conduct(PROVIDER_FAR_AWAY_MILLIS, 0, plan.receipts()));
      report.row("product, provider 150 ms away", subject.run((int) (best * SHARE_FAR_AWAY), plan.seconds()));
      report.ratios(best, bare[0], pgbench);
    });
  }

  private double highest(String name, Subject subject) {
    var best = new Highest(rate -> {
      var result = subject.run(rate, plan.seconds());
      report.row(name, result);
      return result.keptUp() ? OptionalDouble.of(result.turns()) : OptionalDouble.empty();
    }).find(WARM_UP_RATE);
    report.row(name + ", half load", subject.run((int) (best / 2), plan.seconds()));
    return best;
  }

  private void product(Database database, String address, Path folder, Measured measured)
      throws IOException, InterruptedException {
    measured(database, Product::serve, address, folder,
        new Cloud.Conduct(plan.providerMillis(), plan.refuseOneIn(), plan.receipts()), measured);
  }

  /** Starts a program. */
  @FunctionalInterface
  private interface Launch {
    Process start(String address, Path folder, int port, int provider) throws IOException;
  }

  /** What is done with one that is warm. */
  @FunctionalInterface
  private interface Measured {
    void with(Subject subject);
  }

  private void measured(Database database, Launch launch, String address, Path folder, Cloud.Conduct conduct,
      Measured measured) throws IOException, InterruptedException {
    int port = Product.freePort();
    var cloud = new Cloud(vertx, conduct);
    var process = launch.start(address, folder, port, Database.await(onLoop(cloud::listen)));
    try {
      Product.awaitReady(process, folder, port);
      var load = new Load(vertx, new Wire(vertx, port, Product.SECRET),
          new Load.Script(plan.people(), plan.texts(), plan.burst(), plan.duplicateOneIn()));
      cloud.tell(load::replied, load::receipts);
      var subject = new Subject(loop, database, process, cloud, load);
      subject.run(WARM_UP_RATE, plan.warmUp());
      measured.with(subject);
    } finally {
      Product.stop(process);
      Database.await(cloud.close());
    }
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    var promise = Promise.<T>promise();
    loop.runOnContext(_ -> work.get().onComplete(promise));
    return promise.future();
  }
}
