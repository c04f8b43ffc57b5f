package eu.apaserv.bot.docker;

import static eu.apaserv.bot.core.Eventually.until;
import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jspecify.annotations.NullUnmarked;

/** Callers are let in last: they would take the connections that the start itself still waits for. */
@NullUnmarked
class StartOrderTest {
  private final Vertx vertx = Vertx.vertx();
  private String address;
  private Database database;

  @BeforeEach
  void open() {
    address = TestDatabase.fresh(Store.TABLES);
    database = Database.connect(vertx, address, 2);
  }

  @AfterEach
  void close() {
    database.close();
    Database.await(vertx.close());
    TestDatabase.drop(address);
  }

  @ParameterizedTest
  @ValueSource(strings = {"staff", "webhook"})
  void nobodyIsLetInWhileTheStartStillWaitsForATable(String table) throws IOException {
    int port = RunningAssistant.freePort();
    var release = Promise.<Boolean>promise();
    var held = CompletableFuture.supplyAsync(() -> database.transaction(holder -> holder
        .query("lock table " + table + " in access exclusive mode").execute().compose(_ -> release.future())));
    until(() -> is("granted and mode = 'AccessExclusiveLock'", table));
    var started = CompletableFuture.supplyAsync(() -> Assistant.start(new Assistant.Parts(address,
        Front.local("127.0.0.1", port), "http://127.0.0.1:" + port, _ -> List.of(), _ -> null, Business.defaults(),
        Clock.systemUTC(), Patience.USUAL)));
    until(() -> is("not granted", table));
    assertThat(listens(port)).isFalse();
    release.complete(true);
    assertThat(held.join()).isTrue();
    started.join().close();
  }

  private boolean is(String state, String table) {
    return database.first(row -> row.getBoolean(0), "select exists (select from pg_locks where " + state
        + " and relation = '" + table + "'::regclass)").orElseThrow();
  }

  private static boolean listens(int port) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
