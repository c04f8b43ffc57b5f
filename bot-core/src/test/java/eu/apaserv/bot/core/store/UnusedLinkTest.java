package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A link that an administrator made, and nobody has opened yet. */
class UnusedLinkTest {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Clock clock = Clock.fixed(NOON, ZoneOffset.UTC);

  /** Whoever changes the password because somebody may know it expects that nothing else opens the account. */
  @Test
  void itOpensNothingOncePasswordAndSecondFactorAreChanged() {
    var accounts = new StaffAccounts(fresh.database(), clock);
    var ways = new StaffSignIn(fresh.database(), clock, Seal.NONE);
    var session = accounts.redeem(accounts.add("Ana", Role.OPERATOR).orElseThrow()).orElseThrow();
    var ana = accounts.find(session).orElseThrow();
    var hers = accounts.add("Ana", Role.OPERATOR).orElseThrow();
    var another = accounts.add("Bob", Role.OPERATOR).orElseThrow();
    assertThat(ways.enrol(ana, "un cal alb pe deal", Totp.code(ways.pending(ana), NOON), session)).isTrue();
    assertThat(accounts.redeem(hers)).isEmpty();
    assertThat(accounts.find(session)).isPresent();
    assertThat(accounts.redeem(another)).isPresent();
  }
}
