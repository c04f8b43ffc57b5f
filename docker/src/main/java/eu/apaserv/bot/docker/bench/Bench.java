package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Closing;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
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
  /** Of half a warm-up each, after the first. */
  private static final int MOST_ROUNDS = 5;
  private static final double STILL_WARMING = 0.9;

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
   * @param soak minutes at the first rate, during which memory is watched, in place of the runs; 0: none
   * @param sealed whether the runs at given rates are made once more with what people say sealed
   * @param large beside what it is measured once more; null: not
   */
  public record Plan(List<Integer> rates, int seconds, int warmUp, int people, List<String> texts, int burst,
      int duplicateOneIn, int providerMillis, int refuseOneIn, int receipts, boolean statements, int soak,
      boolean sealed, @Nullable Large large) {}

  /**
   * A database that has been in use for long.
   *
   * @param conversations in it, whose people write in turn
   * @param messages of them
   * @param folder where it is kept, so that it is generated once; null: it is thrown away
   * @param plans file into which the plans of all statements are written; null: none
   */
  public record Large(int conversations, int messages, @Nullable Path folder, @Nullable Path plans) {}

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
    try {
      var large = plan.large();
      if (large != null) {
        generate(large, folder);
      }
      if (large == null || large.plans() == null) {
        small(folder.resolve("small"));
      }
      if (plan.sealed()) {
        sealed(folder.resolve("sealed"));
      }
      if (large != null) {
        large(large, folder);
      }
    } finally {
      Closing.await(vertx.close());
      Product.delete(folder);
    }
  }

  private void small(Path folder) throws IOException, InterruptedException {
    try (var ground = Ground.open(vertx, Files.createDirectories(folder), plan.statements(), false)) {
      Population.create(ground.database(), plan.people());
      report.heading();
      if (plan.rates().isEmpty()) {
        BareBot.TABLES.forEach(ground.database()::run);
        compare(ground);
        if (plan.statements()) {
          Statements.print(ground.database(), out);
        }
      } else {
        measure("product", ground, plan.people(), Product::serve);
      }
    }
  }

  /** The same rates on a database of their own: what was said before would be sealed beside the load. */
  private void sealed(Path folder) throws IOException, InterruptedException {
    try (var ground = Ground.open(vertx, Files.createDirectories(folder), plan.statements(), false)) {
      Population.create(ground.database(), plan.people());
      measure("product, sealed", ground, plan.people(), Product::sealed);
    }
  }

  private void generate(Large large, Path temporary) throws IOException {
    try (var ground = Ground.open(vertx, folder(large, temporary), false, false)) {
      var volume = new Volume(ground.database(), out);
      if (!volume.isThere()) {
        volume.create(large.conversations(), large.messages());
      }
    }
  }

  private static Path folder(Large large, Path temporary) throws IOException {
    return Files.createDirectories(Objects.requireNonNullElse(large.folder(), temporary.resolve("large")));
  }

  /** The same beside very many messages. */
  private void large(Large large, Path temporary) throws IOException, InterruptedException {
    var wanted = large.plans();
    try (var ground = Ground.open(vertx, folder(large, temporary), plan.statements(), wanted != null)) {
      var plans = new Plans(ground.database());
      plans.forget();
      measure("product, large", ground, large.conversations(), Product::serve);
      if (wanted != null) {
        plans.write(wanted, large);
      }
    }
  }

  private void measure(String name, Ground ground, int people, Launch launch) throws IOException, InterruptedException {
    product(ground, people, launch, subject -> {
      if (plan.soak() > 0) {
        new Soak(subject, ground.database(), out).run(plan.rates().getFirst(), plan.soak());
      } else {
        plan.rates().forEach(rate -> rate(name, ground, subject, rate));
      }
    });
  }

  private void rate(String name, Ground ground, Subject subject, int rate) {
    if (plan.statements()) {
      Statements.forget(ground.database());
    }
    report.row(name, subject.run(rate, plan.seconds()));
    if (plan.statements()) {
      Statements.print(ground.database(), out);
    }
  }

  private void compare(Ground ground) throws IOException, InterruptedException {
    var pgbench = Pgbench.run(ground.database(), ground.address(), ground.folder(), plan.people());
    pgbench.ifPresentOrElse(report::pgbench, report::noPgbench);
    var bare = new double[1];
    measured(ground, Product::bare, new Cloud.Conduct(plan.providerMillis(), 0, 0), plan.people(),
        subject -> bare[0] = highest("bare Vert.x", subject));
    product(ground, plan.people(), Product::serve, subject -> {
      double best = highest("product", subject);
      if (best == 0) {
        report.none();
        return;
      }
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
    if (best > 0) {
      report.row(name + ", half load", subject.run((int) (best / 2), plan.seconds()));
    }
    return best;
  }

  private void product(Ground ground, int people, Launch launch, Measured measured)
      throws IOException, InterruptedException {
    measured(ground, launch, new Cloud.Conduct(plan.providerMillis(), plan.refuseOneIn(), plan.receipts()),
        people, measured);
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

  private void measured(Ground ground, Launch launch, Cloud.Conduct conduct, int people, Measured measured)
      throws IOException, InterruptedException {
    int port = Product.freePort();
    var cloud = new Cloud(vertx, conduct);
    var process = launch.start(ground.address(), ground.folder(), port, Database.await(onLoop(cloud::listen)));
    try {
      Product.awaitReady(process, ground.folder(), port);
      var load = new Load(vertx, new Wire(vertx, port, Product.SECRET),
          new Load.Script(people, plan.texts(), plan.burst(), plan.duplicateOneIn()));
      cloud.tell(load::replied, load::receipts);
      var subject = new Subject(loop, ground.database(), process, cloud, load);
      warm(subject);
      measured.with(subject);
    } finally {
      Product.stop(process);
      Database.await(cloud.close());
    }
  }

  /** Until a turn costs the program no less than before: on a slow machine its compilers are at work for minutes. */
  private void warm(Subject subject) {
    var last = subject.run(WARM_UP_RATE, plan.warmUp());
    report.row("warming up", last);
    for (int round = 0; round < MOST_ROUNDS; round++) {
      var next = subject.run(WARM_UP_RATE, plan.warmUp() / 2.0);
      report.row("warming up", next);
      if (next.service() > last.service() * STILL_WARMING) {
        return;
      }
      last = next;
    }
  }

  private <T> Future<T> onLoop(Supplier<Future<T>> work) {
    var promise = Promise.<T>promise();
    loop.runOnContext(_ -> work.get().onComplete(promise));
    return promise.future();
  }
}
