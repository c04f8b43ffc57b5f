package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.http.Callers;
import eu.apaserv.bot.core.http.Misses;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.Seal;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.StaffDevices;
import eu.apaserv.bot.core.store.StaffSignIn;
import eu.apaserv.bot.core.store.Token;
import eu.apaserv.bot.core.store.Totp;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.client.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Others try passwords, from one address or from many, and staff sign in all the same. */
class FloodedSignInTest {
  private static final String PASSWORD = "un cal alb pe deal";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Clock clock = Clock.systemUTC();
  private int port;
  private Colleague ana;
  private Visitor browser;

  private record Colleague(Member member, String secret) {}

  /** Ana has signed in with her browser before. */
  @BeforeEach
  void begin() {
    port = Consoles.serve(fresh, new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of())));
    ana = enrolled("Ana");
    browser = new Visitor(fresh.vertx(), port).from("192.0.2.10");
    browser.cookies().put(Gate.DEVICE, devices().remember("Ana", ""));
  }

  @Test
  void aBrowserThatSignedInBeforeWaitsForNobodyThoughManyAddressesTry() {
    var statuses = new ConcurrentLinkedQueue<Integer>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      flood(threads, statuses, 30);
      Eventually.until(() -> statuses.contains(503)); // as many wait as may
      long before = checked(statuses);
      unlocked();
      assertThat(signIn(browser, PASSWORD).statusCode()).isEqualTo(303);
      assertThat(checked(statuses) - before).as("strangers who were checked meanwhile").isLessThan(8);
    }
    assertThat(statuses).hasSize(30).containsOnly(401, 503);
  }

  @Test
  void whoTriesManyAtOnceFromOneAddressIsToldWhenToComeAgainAndSoonNotListenedTo() {
    var router = Router.router(fresh.vertx());
    new Misses(new Callers(1), 20).mount(router);
    new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of())).mount(router);
    port = Database.await(fresh.vertx().createHttpServer().requestHandler(router).listen(0, "127.0.0.1")).actualPort();
    var stranger = new Visitor(fresh.vertx(), port).from("203.0.113.1");
    var word = Visitor.formWord(stranger.get("/console/sign-in"));
    var answers = new ConcurrentLinkedQueue<HttpResponse<Buffer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 30; i++) {
        threads.execute(() -> answers.add(stranger.post("/console/sign-in", word, "name", "Nobody")));
      }
    }
    // 503: four checks took longer than anybody waits, which only a starved machine does
    assertThat(answers).extracting(HttpResponse::statusCode).contains(401, 429).isSubsetOf(401, 429, 503);
    assertThat(answers).filteredOn(answer -> answer.statusCode() == 429)
        .allMatch(answer -> answer.getHeader("Retry-After") != null);
    assertThat(stranger.get("/console/sign-in").statusCode()).isEqualTo(429);
    unlocked();
    var elsewhere = new Visitor(fresh.vertx(), port).from("192.0.2.11");
    assertThat(signIn(elsewhere, PASSWORD).statusCode()).as("a new browser").isEqualTo(303);
  }

  @Test
  void aBrowserThatSignedInBeforeEntersThoughOthersHaveLockedTheAccount() {
    fresh.database().run("update staff set locked_until = now() + interval '15 minutes'");
    var before = word();
    assertThat(signIn(new Visitor(fresh.vertx(), port), PASSWORD).statusCode()).as("elsewhere").isEqualTo(401);
    assertThat(signIn(browser, PASSWORD).statusCode()).isEqualTo(303);
    assertThat(word()).as("a new word each time").isNotEqualTo(before);
    assertThat(devices().knows("Ana", word())).isTrue();
    unlocked();
    assertThat(signIn(new Visitor(fresh.vertx(), port), PASSWORD).statusCode()).as("still locked").isEqualTo(401);
  }

  @Test
  void itsOwnWrongTriesAreCountedForItAlone() {
    assertThat(signIn(browser, "something else").statusCode()).isEqualTo(401);
    for (int i = 1; i < StaffSignIn.TRIES; i++) {
      assertThat(devices().takesTry("Ana", word())).isTrue();
    }
    assertThat(devices().knows("Ana", word())).as("like any other for a while").isFalse();
    assertThat(devices().takesTry("Ana", word())).isFalse();
    var later = new StaffDevices(fresh.database(), Clock.offset(clock, StaffSignIn.LOCKED.plusSeconds(1)));
    assertThat(later.knows("Ana", word())).isTrue();
    assertThat(fresh.database().first(row -> row.getInteger(0), "select failures from staff")).hasValue(0);
  }

  @Test
  void aBrowserIsKnownToThoseWhoSignedInWithItUntilItIsLongAgoOrThePasswordIsChanged() {
    assertThat(devices().knows("Ana", word())).isTrue();
    assertThat(devices().knows("Bob", word())).isFalse();
    assertThat(devices().knows("Ana", Token.random())).isFalse();
    var old = word();
    enrolled("Bob");
    var both = devices().remember("Bob", old);
    assertThat(devices().knows("Ana", old)).as("what it had, somebody may have put there").isFalse();
    assertThat(devices().knows("Ana", both)).isTrue();
    assertThat(devices().knows("Bob", both)).isTrue();
    var later = new StaffDevices(fresh.database(), Clock.offset(clock, StaffDevices.KEPT.plus(Duration.ofHours(1))));
    assertThat(later.knows("Ana", both)).isFalse();
    new StaffAccounts(fresh.database(), clock).disable("Bob");
    assertThat(devices().knows("Bob", both)).isFalse();
    assertThat(fresh.database().first(row -> row.getLong(0), "select count(*) from staff_device")).hasValue(1L);
    assertThat(ways().enrol(ana.member(), "doua mere verzi pe masa",
        Totp.code(ways().pending(ana.member()), clock.instant()), ""))
        .isTrue();
    assertThat(devices().knows("Ana", both)).as("after another password").isFalse();
  }

  private void flood(ExecutorService threads, Queue<Integer> statuses, int tries) {
    for (int i = 1; i <= tries; i++) {
      int number = i;
      threads.execute(() -> {
        var stranger = new Visitor(fresh.vertx(), port).from("203.0.113." + number);
        var word = Visitor.formWord(stranger.get("/console/sign-in"));
        statuses.add(stranger.post("/console/sign-in", word, "name", "Nobody", "password", PASSWORD, "code", "000000")
            .statusCode());
      });
    }
  }

  private static long checked(Queue<Integer> statuses) {
    return statuses.stream().filter(status -> status == 401).count();
  }

  private HttpResponse<Buffer> signIn(Visitor visitor, String password) {
    return visitor.post("/console/sign-in", Visitor.formWord(visitor.get("/console/sign-in")), "name", "Ana",
        "password", password, "code", Totp.code(ana.secret(), clock.instant()));
  }

  /** The code of this half minute may be used again: tests do not wait for the next. */
  private void unlocked() {
    fresh.database().run("update staff set totp_step = 0");
  }

  private Colleague enrolled(String name) {
    var accounts = new StaffAccounts(fresh.database(), clock);
    var session = accounts.redeem(accounts.add(name, Role.OPERATOR).orElseThrow()).orElseThrow();
    var member = accounts.find(session).orElseThrow();
    var pending = ways().pending(member);
    assertThat(ways().enrol(member, PASSWORD, Totp.code(pending, clock.instant()), session)).isTrue();
    unlocked();
    return new Colleague(member, pending);
  }

  private String word() {
    return Objects.requireNonNull(browser.cookies().get(Gate.DEVICE));
  }

  private StaffDevices devices() {
    return new StaffDevices(fresh.database(), clock);
  }

  private StaffSignIn ways() {
    return new StaffSignIn(fresh.database(), clock, Seal.NONE);
  }
}
