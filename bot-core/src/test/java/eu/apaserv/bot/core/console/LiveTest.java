package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.StaffAccounts;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Many open pages show a change, and cost no more than one. */
class LiveTest {
  private static final int PAGES = 200;
  private static final String EVENT = "event: lists";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void twoHundredPagesShowAMessageForTheSameFewStatements() throws InterruptedException {
    var console = new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of()));
    int port = Consoles.serve(fresh, console);
    console.start();
    try {
      var visitor = new Visitor(fresh.vertx(), port);
      visitor.signIn(new StaffAccounts(fresh.database(), Clock.systemUTC()).add("Ana", Role.VIEWER).orElseThrow());
      var client = fresh.vertx().createHttpClient(new HttpClientOptions(),
          new PoolOptions().setHttp1MaxSize(PAGES + 1));
      var open = new CountDownLatch(PAGES);
      var heard = new CountDownLatch(PAGES);
      for (int i = 0; i < PAGES; i++) {
        listen(client, port, Objects.requireNonNull(visitor.cookies().get(Gate.SESSION)), open, heard);
      }
      assertThat(open.await(60, TimeUnit.SECONDS)).as("all pages are open").isTrue();
      say("1");
      long before = fresh.database().statements();
      long begun = System.nanoTime();
      // The first change may meet pages that have seen nothing yet; the second is a change for certain.
      while (!heard.await(500, TimeUnit.MILLISECONDS) && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(60)) {
        say("again " + System.nanoTime());
      }
      assertThat(heard.getCount()).isZero();
      assertThat(fresh.database().statements() - before).as("statements while %s pages heard it", PAGES)
          .isLessThan(PAGES);
      Database.await(client.close());
    } finally {
      console.stop();
    }
  }

  @Test
  void aPageWhoseColleagueIsLetGoIsToldNothingMore() throws InterruptedException {
    var console = new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of()));
    int port = Consoles.serve(fresh, console);
    console.start();
    try {
      var accounts = new StaffAccounts(fresh.database(), Clock.systemUTC());
      var visitor = new Visitor(fresh.vertx(), port);
      visitor.signIn(accounts.add("Ana", Role.VIEWER).orElseThrow());
      var told = new CountDownLatch(1);
      var ended = new CountDownLatch(1);
      var client = fresh.vertx().createHttpClient();
      client.request(HttpMethod.GET, port, "127.0.0.1", "/console/inbox/live?lists=1")
          .compose(request -> request
              .putHeader("Cookie", Gate.SESSION + "=" + visitor.cookies().get(Gate.SESSION)).send())
          .onSuccess(response -> response.handler(_ -> told.countDown()).endHandler(_ -> ended.countDown()));
      assertThat(told.await(60, TimeUnit.SECONDS)).isTrue();
      accounts.disable("Ana");
      assertThat(ended.await(60, TimeUnit.SECONDS)).isTrue();
      Database.await(client.close());
    } finally {
      console.stop();
    }
  }

  @Test
  void whoOpensPagesWithoutEndLosesTheirFirstAndColleaguesLoseNone() throws InterruptedException {
    var plain = Consoles.parts(fresh, "http://127.0.0.1:8080", List.of());
    var console = new Console(Consoles.with(plain, new Live(fresh.vertx(), fresh.database(), fresh.address(), 5)));
    int port = Consoles.serve(fresh, console);
    console.start();
    try {
      var accounts = new StaffAccounts(fresh.database(), Clock.systemUTC());
      var colleague = new Visitor(fresh.vertx(), port);
      colleague.signIn(accounts.add("Ana", Role.VIEWER).orElseThrow());
      var greedy = new Visitor(fresh.vertx(), port);
      greedy.signIn(accounts.add("Bob", Role.VIEWER).orElseThrow());
      var client = fresh.vertx().createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(20));
      var anas = new CountDownLatch(1);
      var first = new CountDownLatch(1);
      watch(client, port, colleague, anas);
      watch(client, port, greedy, first);
      for (int i = 0; i < 3; i++) {
        watch(client, port, greedy, new CountDownLatch(1));
      }
      assertThat(first.getCount()).as("five have room").isEqualTo(1);
      watch(client, port, greedy, new CountDownLatch(1));
      assertThat(first.await(60, TimeUnit.SECONDS)).isTrue();
      watch(client, port, colleague, new CountDownLatch(1));
      assertThat(anas.getCount()).isEqualTo(1);
      Database.await(client.close());
    } finally {
      console.stop();
    }
  }

  /** Until the page is open. */
  private static void watch(HttpClient client, int port, Visitor visitor, CountDownLatch ended) {
    var status = Database.await(client.request(HttpMethod.GET, port, "127.0.0.1", "/console/inbox/live")
        .compose(request -> request.putHeader("Cookie", Gate.SESSION + "=" + visitor.cookies().get(Gate.SESSION))
            .send())
        .map(response -> response.endHandler(_ -> ended.countDown()).handler(_ -> {}).statusCode()));
    assertThat(status).isEqualTo(200);
  }

  private void say(String id) {
    Database.await(new Inbox(fresh.database()).take(
        List.of(new Inbound(new Address("chat", "+40722000123"), id, new Content.Text("buna"), Instant.now()))));
  }

  private static void listen(HttpClient client, int port, String session, CountDownLatch open, CountDownLatch heard) {
    client.request(HttpMethod.GET, port, "127.0.0.1", "/console/inbox/live?part=1&lists=1")
        .compose(request -> request.putHeader("Cookie", Gate.SESSION + "=" + session).send()).onSuccess(response -> {
          var told = new StringBuilder();
          response.handler(bytes -> {
            boolean before = told.indexOf(EVENT) >= 0;
            told.append(bytes);
            if (!before && told.indexOf(EVENT) >= 0) {
              open.countDown(); // told at once, for it may have missed something
            }
            if (told.indexOf(EVENT) != told.lastIndexOf(EVENT)) {
              response.handler(_ -> {});
              heard.countDown();
            }
          });
        });
  }
}
