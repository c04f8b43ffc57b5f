package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A machine believes for an hour that it is tomorrow: no code of a second factor is right, and everybody tries again. */
class JumpedClockTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Instant TOMORROW = NOON.plus(Duration.ofDays(1));
  private static final String PASSWORD = "un cal alb pe deal";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private StaffAccounts.Member ana;
  private String secret;

  @BeforeEach
  void enrol() {
    var accounts = new StaffAccounts(fresh.database(), at(NOON));
    var session = accounts.redeem(accounts.add("Ana", Role.OPERATOR).orElseThrow()).orElseThrow();
    ana = accounts.find(session).orElseThrow();
    secret = ways(NOON).pending(ana);
    assertThat(ways(NOON).enrol(ana, PASSWORD, Totp.code(secret, NOON), session)).isTrue();
  }

  @Test
  void whoWasLockedThenGetsInOnceTheClockIsRight() {
    for (int i = 0; i < StaffSignIn.TRIES; i++) {
      assertThat(ways(TOMORROW).enter("Ana", PASSWORD, Totp.code(secret, NOON), "")).isEmpty();
      assertThat(ways(TOMORROW).proves(ana, Totp.code(secret, NOON))).isFalse();
    }
    var soon = NOON.plusSeconds(60);
    assertThat(ways(TOMORROW).enter("Ana", PASSWORD, Totp.code(secret, TOMORROW), "")).as("locked").isEmpty();
    assertThat(ways(soon).proves(ana, Totp.code(secret, soon))).isTrue();
    var later = NOON.plusSeconds(120);
    assertThat(ways(later).enter("Ana", PASSWORD, Totp.code(secret, later), "")).isPresent();
  }

  @Test
  void soDoesTheirBrowser() {
    var device = new StaffDevices(fresh.database(), at(NOON)).remember("Ana", "");
    for (int i = 0; i < StaffSignIn.TRIES; i++) {
      assertThat(new StaffDevices(fresh.database(), at(TOMORROW)).takesTry("Ana", device)).isTrue();
    }
    assertThat(new StaffDevices(fresh.database(), at(TOMORROW)).knows("Ana", device)).isFalse();
    assertThat(new StaffDevices(fresh.database(), at(NOON)).knows("Ana", device)).isTrue();
    assertThat(new StaffDevices(fresh.database(), at(NOON)).takesTry("Ana", device)).isTrue();
  }

  private StaffSignIn ways(Instant now) {
    return new StaffSignIn(fresh.database(), at(now), Seal.NONE);
  }

  private static Clock at(Instant now) {
    return Clock.fixed(now, ZoneOffset.UTC);
  }
}
