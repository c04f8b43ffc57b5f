package eu.apaserv.bot.docker.bench;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** One program under load, and what each run of it cost. */
final class Subject {
  /** What a system may take and still count as keeping up. */
  private static final double MOST_MILLIS = 250;

  private final Database database;
  private final Process process;
  private final Cloud cloud;
  private final Load load;
  private final Context loop;

  /** @param loop the event loop of the load and of the provider */
  Subject(Context loop, Database database, Process process, Cloud cloud, Load load) {
    this.loop = loop;
    this.database = database;
    this.process = process;
    this.cloud = cloud;
    this.load = load;
  }

  /**
   * What one run came to.
   *
   * @param service CPU seconds of the program for 1,000 turns
   * @param postgres the same of PostgreSQL, all of its processes
   * @param statements committed transactions a turn
   * @param load the same of what makes the load and plays the provider
   * @param megabytes resident memory at the end
   */
  record Result(int rate, Flight flight, double service, double postgres, double load, double statements,
      long megabytes) {
    double turns() {
      return (flight.messages() - flight.lost()) / flight.seconds();
    }

    boolean keptUp() {
      return flight.lost() == 0 && flight.doubled() == 0 && flight.turnedAway() == 0
          && flight.webhook(99) <= MOST_MILLIS
          && flight.reply(99) <= MOST_MILLIS;
    }
  }

  /** From now on the provider behaves so. */
  void provider(Cloud.Conduct conduct) {
    cloud.behave(conduct);
  }

  long pid() {
    return process.pid();
  }

  Result run(int rate, double seconds) {
    double service = Processes.cpuSeconds(process.pid());
    double server = Processes.serverSeconds(database);
    double load = Processes.cpuSeconds(ProcessHandle.current().pid());
    long statements = statements();
    var flight = Database.await(onLoop(() -> this.load.run(rate, seconds)));
    double thousands = flight.messages() / 1000.0;
    return new Result(rate, flight, (Processes.cpuSeconds(process.pid()) - service) / thousands,
        (Processes.serverSeconds(database) - server) / thousands,
        (Processes.cpuSeconds(ProcessHandle.current().pid()) - load) / thousands,
        (statements() - statements) / thousands / 1000,
        Processes.residentMegabytes(process.pid()));
  }

  private Future<Flight> onLoop(Supplier<Future<Flight>> work) {
    var promise = Promise.<Flight>promise();
    loop.runOnContext(_ -> work.get().onComplete(promise));
    return promise.future();
  }

  private long statements() {
    database.run("select pg_stat_clear_snapshot()");
    return database.first(row -> row.getLong(0),
        "select xact_commit from pg_stat_database where datname = current_database()").orElseThrow();
  }
}
