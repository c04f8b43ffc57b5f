package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jose.JOSEException;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.Seal;
import eu.apaserv.bot.core.store.StaffAccounts;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.StaffSignIn;
import eu.apaserv.bot.core.store.Totp;
import io.vertx.core.json.JsonArray;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** Ways in, and how they are closed. */
class SignInTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final String PASSWORD = "un cal alb pe deal";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Member ana;
  private String session;
  private String secret;

  @BeforeEach
  void enrol() {
    var accounts = new StaffAccounts(fresh.database(), at(NOON));
    session = accounts.redeem(accounts.add("Ana", Role.OPERATOR).orElseThrow()).orElseThrow();
    ana = accounts.find(session).orElseThrow();
    secret = ways(NOON).pending(ana);
    assertThat(ways(NOON).enrol(ana, PASSWORD, Totp.code(secret, NOON), session)).isTrue();
  }

  @Test
  void codesAreThoseOfTheStandard() {
    var key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    assertThat(Totp.code(key, Instant.ofEpochSecond(59))).isEqualTo("287082");
    assertThat(Totp.code(key, Instant.ofEpochSecond(1_111_111_109))).isEqualTo("081804");
    assertThat(Totp.code(key, Instant.ofEpochSecond(20_000_000_000L))).isEqualTo("353130");
    assertThat(Totp.secret()).hasSize(32).matches("[A-Z2-7]+").isNotEqualTo(Totp.secret());
  }

  @Test
  void aCodeIsGoodOnceAndNotForLong() {
    var later = NOON.plusSeconds(60);
    assertThat(enter(NOON, PASSWORD, Totp.code(secret, NOON))).isFalse(); // used when it was set
    assertThat(enter(later, PASSWORD, Totp.code(secret, later))).isTrue();
    assertThat(enter(later, PASSWORD, Totp.code(secret, later))).isFalse();
    assertThat(enter(later.plusSeconds(120), PASSWORD, Totp.code(secret, later.plusSeconds(30)))).isFalse();
  }

  @Test
  void aTryBesideTheOneThatLocksTheAccountIsOneTooMany() {
    for (int i = 1; i < StaffSignIn.TRIES; i++) {
      assertThat(enter(NOON, "something else", "000000")).isFalse();
    }
    var soon = NOON.plusSeconds(60);
    var sixth = fresh.database().asOne(open -> {
      assertThat(new StaffSignIn(open, at(soon), Seal.NONE).enter("Ana", "something else", "000000", "")).isEmpty();
      var trying = CompletableFuture.supplyAsync(() -> enter(soon, PASSWORD, Totp.code(secret, soon)));
      Beside.doneOrWaiting(fresh.database(), trying::isDone);
      return trying;
    });
    assertThat(sixth.join()).isFalse();
  }

  @Test
  void fiveWrongTriesLockTheAccountForAWhile() {
    for (int i = 0; i < StaffSignIn.TRIES; i++) {
      assertThat(enter(NOON, "something else", "000000")).isFalse();
    }
    var soon = NOON.plusSeconds(60);
    assertThat(enter(soon, PASSWORD, Totp.code(secret, soon))).isFalse();
    var after = NOON.plus(StaffSignIn.LOCKED).plusSeconds(1);
    assertThat(enter(after, PASSWORD, Totp.code(secret, after))).isTrue();
  }

  @Test
  void whatCannotBeTakenBackAsksForACodeGoodOnceAndWrongOnesLockAsForASignIn() {
    var later = NOON.plusSeconds(60);
    assertThat(ways(later).proves(ana, "")).isFalse();
    assertThat(ways(later).proves(ana, Totp.code(secret, NOON))).as("used when it was set").isFalse();
    assertThat(ways(later).proves(ana, Totp.code(secret, later))).isTrue();
    assertThat(ways(later).proves(ana, Totp.code(secret, later))).as("a second time").isFalse();
    assertThat(enter(later, PASSWORD, Totp.code(secret, later))).as("nor to sign in").isFalse();
    for (int i = 0; i < StaffSignIn.TRIES; i++) {
      ways(later).proves(ana, "000000");
    }
    var soon = later.plusSeconds(60);
    assertThat(ways(soon).proves(ana, Totp.code(secret, soon))).as("locked").isFalse();
    var bob = new StaffAccounts(fresh.database(), at(NOON));
    var other = bob.find(bob.redeem(bob.add("Bob", Role.ADMIN).orElseThrow()).orElseThrow()).orElseThrow();
    assertThat(ways(soon).proves(other, Totp.code(secret, soon))).as("who has no second factor").isFalse();
  }

  @Test
  void secondFactorsAreSealedAnewWhenKeysAreChangedAndEnterAllTheSame() {
    var zeros = "A".repeat(43) + "=";
    var old = new StaffSignIn(fresh.database(), at(NOON), Seal.read("old:" + zeros));
    assertThat(old.reseal()).isZero();
    assertThat(kept()).startsWith("sealed:old:");
    var later = NOON.plusSeconds(60);
    var changed = new StaffSignIn(fresh.database(), at(later),
        Seal.read("new:B" + zeros.substring(1) + ",old:" + zeros));
    assertThat(changed.reseal()).isZero();
    assertThat(kept()).startsWith("sealed:new:");
    assertThat(changed.enter("Ana", PASSWORD, Totp.code(secret, later), "")).isPresent();
    assertThat(old.reseal()).as("without the key nothing is lost").isEqualTo(1);
    assertThat(kept()).startsWith("sealed:new:");
  }

  private String kept() {
    return fresh.database().first(row -> row.getString(0), "select totp from staff where name = 'Ana'").orElseThrow();
  }

  @Test
  void whoFindsABrowserOpenCannotTakeTheAccountAndWhoLostThePasswordGetsALink() {
    var now = Clock.systemUTC().instant();
    var visitor = new Visitor(fresh.vertx(), Consoles.serve(fresh,
        new Console(Consoles.parts(fresh, "http://127.0.0.1:8080", List.of()))));
    visitor.cookies().put(Gate.SESSION, ways(now).enter("Ana", PASSWORD, Totp.code(secret, now), "").orElseThrow());
    var fresher = "doua mere verzi pe masa";
    assertThat(set(visitor, fresher, "")).isEqualTo(422);
    assertThat(set(visitor, fresher, "un cal alb pe munte")).isEqualTo(422);
    assertThat(set(visitor, "123456789012", PASSWORD)).as("easily guessed").isEqualTo(422);
    assertThat(set(visitor, fresher, PASSWORD)).isEqualTo(303);
    assertThat(ways(now).knows(ana, fresher)).isTrue();

    var accounts = new StaffAccounts(fresh.database(), at(now));
    visitor.cookies().clear();
    visitor.signIn(accounts.add("Ana", Role.OPERATOR).orElseThrow());
    assertThat(set(visitor, "trei pere mov sub pat", "")).as("by an administrator's link").isEqualTo(303);
  }

  @Test
  void presentPasswordsAreTriedOnlySoOftenAndThatLocksNoSignIn() {
    for (int i = 0; i < StaffSignIn.TRIES; i++) {
      assertThat(ways(NOON).knows(ana, "something else")).isFalse();
    }
    assertThat(ways(NOON).knows(ana, PASSWORD)).isFalse();
    var soon = NOON.plusSeconds(60);
    assertThat(ways(soon).proves(ana, Totp.code(secret, soon))).as("nor the second factor").isFalse();
    assertThat(enter(soon, PASSWORD, Totp.code(secret, soon))).isTrue();
    assertThat(ways(NOON.plus(StaffSignIn.LOCKED).plusSeconds(1)).knows(ana, PASSWORD)).isTrue();
  }

  @Test
  void whoIsSignedInIsNotHeldUpByWhatStrangersTry() {
    var soon = NOON.plusSeconds(60);
    for (int i = 0; i < StaffSignIn.TRIES; i++) {
      assertThat(enter(soon, "something else", "000000")).isFalse();
    }
    assertThat(enter(soon, PASSWORD, Totp.code(secret, soon))).as("locked for strangers").isFalse();
    assertThat(ways(soon).knows(ana, PASSWORD)).isTrue();
    assertThat(ways(soon).proves(ana, Totp.code(secret, soon))).isTrue();
    var later = soon.plusSeconds(60);
    assertThat(enter(later, PASSWORD, Totp.code(secret, later))).as("which unlocks nothing").isFalse();
  }

  /** @return the status of the answer to the form of one's own page */
  private int set(Visitor visitor, String password, String current) {
    var now = Clock.systemUTC().instant();
    return visitor.post("/console/me/password", Visitor.formWord(visitor.get("/console/me")), "password", password,
        "again", password, "current", current, "code", Totp.code(ways(now).pending(ana), now)).statusCode();
  }

  @Test
  void nobodyEntersWithoutAccountOrAfterItIsDisabled() {
    assertThat(ways(NOON).enter("Nobody", PASSWORD, "000000", "")).isEmpty();
    new StaffAccounts(fresh.database(), at(NOON)).disable("Ana");
    var soon = NOON.plusSeconds(60);
    assertThat(enter(soon, PASSWORD, Totp.code(secret, soon))).isFalse();
    assertThat(new StaffAccounts(fresh.database(), at(soon)).find(session)).isEmpty();
  }

  @Test
  void sessionsEndIdleOrOldOrWhenOneEndsThem() {
    var accounts = new StaffAccounts(fresh.database(), at(NOON));
    assertThat(new StaffAccounts(fresh.database(), at(NOON.plus(StaffAccounts.IDLE).plusSeconds(1))).find(session))
        .isEmpty();
    for (var day = Duration.ZERO; day.compareTo(StaffAccounts.LONGEST) < 0; day = day.plusHours(11)) {
      assertThat(new StaffAccounts(fresh.database(), at(NOON.plus(day))).find(session)).isPresent();
    }
    assertThat(new StaffAccounts(fresh.database(), at(NOON.plus(StaffAccounts.LONGEST).plusSeconds(1))).find(session))
        .isEmpty();
    var soon = NOON.plusSeconds(60);
    var other = ways(soon).enter("Ana", PASSWORD, Totp.code(secret, soon), "Firefox").orElseThrow();
    var seats = ways(soon).sessions(ana, session);
    assertThat(seats).extracting(StaffSignIn.Session::way).containsExactlyInAnyOrder("password", "link");
    ways(soon).end(ana, seats.stream().filter(one -> !one.here()).findFirst().orElseThrow().id());
    assertThat(accounts.find(other)).isEmpty();
    assertThat(accounts.find(session)).isPresent();
  }

  @Test
  void aTokenOfTheProviderCountsOnlyForUsAndForTheBrowserThatBegan() {
    try (var provider = SimulatedOidc.start("console", "s3cret")) {
      var port = Consoles.serve(fresh, new Console(Consoles.withProvider(fresh,
          new OidcSettings(URI.create(provider.issuer()), "console", "s3cret", "role"))));
      var visitor = new Visitor(fresh.vertx(), port);
      provider.person("s-1", "Dan", "dispatcher");
      var back = back(visitor, provider);
      assertThat(new Visitor(fresh.vertx(), port).get(back).statusCode()).isEqualTo(403);
      assertThat(visitor.get(back).statusCode()).isEqualTo(200);
      assertThat(visitor.page("/console/inbox")).contains("Dan", "dispecer");
      assertThat(visitor.get(back).statusCode()).as("a code is used once").isEqualTo(403);
      provider.mistake(Map.of("aud", List.of("console", "another"), "azp", "console"));
      assertThat(visitor.get(back(visitor, provider)).statusCode()).isEqualTo(200);
      for (var mistake : List.<Map<String, Object>>of(Map.of("aud", "another"), Map.of("sub", " "),
          Map.of("sub", "s".repeat(256)), Map.of("sub", "s\0"), Map.of("aud", List.of("console", "another")),
          Map.of("azp", "another"),
          Map.of("iss", "http://evil"), Map.of("nonce", "another"), Map.of("exp", Date.from(Instant.EPOCH)),
          Map.of("role", "root"))) {
        provider.mistake(mistake);
        assertThat(visitor.get(back(visitor, provider)).statusCode()).as(mistake.toString()).isEqualTo(403);
      }
      provider.mistake(Map.of("aud", "another client"));
      visitor.move(port);
      assertThat(visitor.get(back(visitor, provider)).statusCode()).isEqualTo(403);
      assertThat(visitor.cookies()).doesNotContainKey(Gate.SESSION);
    }
  }

  @Test
  void aNewKeyOfTheProviderCountsAtOnceWhateverStandsBesideIt() throws JOSEException {
    try (var provider = SimulatedOidc.start("console", "s3cret")) {
      var visitor = new Visitor(fresh.vertx(), Consoles.serve(fresh, new Console(Consoles.withProvider(fresh,
          new OidcSettings(URI.create(provider.issuer()), "console", "s3cret", "role")))));
      assertThat(visitor.get(back(visitor, provider)).statusCode()).isEqualTo(200);
      provider.renewKey(new JsonArray("""
          [{"kty": "EC", "crv": "brainpoolP256r1", "kid": "a", "x": "AA", "y": "AA"}, {"kty": "RSA", "kid": "k2"},
          {"kty": "of tomorrow"}, {"kid": "k2"}, {"kty": 7}, {}, null, "k2", [1]]"""));
      assertThat(visitor.get(back(visitor, provider)).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theNumberOfASignInIsInNoLog() {
    var log = new ListAppender<ILoggingEvent>();
    var logger = (Logger) LoggerFactory.getLogger(SignIn.class);
    log.start();
    logger.addAppender(log);
    try (var provider = SimulatedOidc.start("console", "s3cret")) {
      var port = Consoles.serve(fresh, new Console(Consoles.withProvider(fresh,
          new OidcSettings(URI.create(provider.issuer()), "console", "s3cret", "role"))));
      var visitor = new Visitor(fresh.vertx(), port);
      provider.person("s-1", "Dan", "dispatcher");
      provider.mistake(Map.of("nonce", "another"));
      assertThat(visitor.get(back(visitor, provider)).statusCode()).isEqualTo(403);
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list).singleElement().extracting(ILoggingEvent::getFormattedMessage)
        .isEqualTo("A sign-in through the provider was refused: the ID token was made for another sign-in");
  }

  /** Through the provider, up to the address it sends the browser back to. */
  private String back(Visitor visitor, SimulatedOidc provider) {
    var there = Objects.requireNonNull(visitor.get("/console/sign-in/oidc").getHeader("Location"));
    assertThat(there).startsWith(provider.issuer()).contains("code_challenge_method=S256");
    var back = URI.create(visitor.elsewhere(there));
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  private boolean enter(Instant when, String password, String code) {
    return ways(when).enter("Ana", password, code, "").isPresent();
  }

  private StaffSignIn ways(Instant when) {
    return new StaffSignIn(fresh.database(), at(when), Seal.NONE);
  }

  private static Clock at(Instant when) {
    return Clock.fixed(when, ZoneOffset.UTC);
  }
}
