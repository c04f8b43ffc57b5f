package eu.apaserv.bot.docker;

import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;

/** Two administrators who work requests about data off: what one enters, the other does; pressed again until it is there. */
final class RolledAdmins {
  private final Database database;
  private final RollWait wait;
  private final RolledBrowser first;
  private final RolledBrowser second;

  /** @param port of a bot that is ready, another one each time */
  RolledAdmins(Vertx vertx, Database database, IntSupplier port, RollWait wait) {
    this.database = database;
    this.wait = wait;
    this.first = browser(vertx, port, "Ada");
    this.second = browser(vertx, port, "Bogdan");
  }

  private RolledBrowser browser(Vertx vertx, IntSupplier port, String name) {
    var accounts = new StaffAccounts(database, Clock.systemUTC());
    return new RolledBrowser(vertx, port,
        accounts.redeem(accounts.add(name, Role.ADMIN).orElseThrow()).orElseThrow());
  }

  /** @param kind {@code access} or {@code erasure} */
  void enter(String kind, UUID of, String reason) {
    pressed("a request about data is entered", () -> request(of, "open").isPresent(),
        () -> first.send("/console/privacy", form().add("kind", kind).add("who", of.toString())
            .add("received", LocalDate.now(Noon.ZONE).toString()).add("reason", reason)));
  }

  /** An erasure that was entered before. */
  void confirm(UUID of) {
    var page = page(of);
    pressed("an erasure is confirmed", () -> request(of, "done").isPresent(),
        () -> second.send(page + "/erase", form().add("sure", "1")));
  }

  /** All that is kept, as a file, of a request that was entered before; then it is settled. */
  String copy(UUID of) {
    var page = page(of);
    var copy = new AtomicReference<>("");
    wait.until("a copy is given", () -> {
      second.send(page + "/export", form().add("form", "json")).filter(answer -> answer.statusCode() == 200)
          .ifPresent(answer -> copy.set(RolledBrowser.body(answer)));
      return !copy.get().isEmpty();
    });
    pressed("a request is settled", () -> request(of, "done").isPresent(),
        () -> second.send(page + "/settle", form().add("state", "done").add("answer", "Predata la ghiseu")));
    return copy.get();
  }

  private void pressed(String what, BooleanSupplier there, Runnable press) {
    wait.until(what, () -> {
      if (!there.getAsBoolean()) {
        press.run();
      }
      return there.getAsBoolean();
    });
  }

  private String page(UUID of) {
    return "/console/privacy/" + request(of, "open").orElseThrow();
  }

  private Optional<Long> request(UUID of, String state) {
    return database.first(row -> row.getLong(0),
        "select id from privacy_request where conversation = $1 and state = $2", of, state);
  }

  private static MultiMap form() {
    return MultiMap.caseInsensitiveMultiMap();
  }
}
