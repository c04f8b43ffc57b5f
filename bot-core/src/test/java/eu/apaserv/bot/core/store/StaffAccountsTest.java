package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StaffAccountsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void aLinkOpensOneSessionAndNoTokenIsStored() {
    var link = at(Duration.ZERO).add("Ioana Țurcanu", Role.OPERATOR).orElseThrow();
    assertThat(at(Duration.ofHours(23)).redeem(link)).hasValueSatisfying(session -> {
      assertThat(at(Duration.ofHours(23)).find(session)).hasValueSatisfying(member -> {
        assertThat(member.name()).isEqualTo("Ioana Țurcanu");
        assertThat(member.role()).isEqualTo(Role.OPERATOR);
      });
      assertThat(fresh.database().first(row -> row.getString(0), """
        select string_agg(encode(token_hash, 'escape'), ' ') from
          (select token_hash from staff_session union all select token_hash from staff_enrolment) t""").orElseThrow())
          .doesNotContain(session).doesNotContain(link);
    });
    assertThat(at(Duration.ofHours(23)).redeem(link)).isEmpty();
  }

  @Test
  void aLinkIsOverAfterADay() {
    var link = at(Duration.ZERO).add("Ioana", Role.VIEWER).orElseThrow();
    assertThat(at(StaffAccounts.LINK_LIVES).redeem(link)).isEmpty();
    assertThat(at(Duration.ZERO).redeem("guessed")).isEmpty();
  }

  @Test
  void aNewLinkEndsTheOlderOneAndChangesNoRole() {
    var first = at(Duration.ZERO).add("Mihai", Role.VIEWER).orElseThrow();
    var second = at(Duration.ZERO).add("Mihai", Role.VIEWER).orElseThrow();
    assertThat(at(Duration.ZERO).add("Mihai", Role.ADMIN)).isEmpty();
    assertThat(at(Duration.ZERO).redeem(first)).isEmpty();
    assertThat(at(Duration.ZERO).redeem(second)).isPresent();
  }

  @Test
  void aSessionLastsWhileItIsUsedButNotForEver() {
    var session = signedIn();
    var step = StaffAccounts.IDLE.minusMinutes(1);
    for (var at = step; at.compareTo(StaffAccounts.LONGEST) < 0; at = at.plus(step)) {
      assertThat(at(at).find(session)).isPresent();
    }
    assertThat(at(StaffAccounts.LONGEST).find(session)).isEmpty();
  }

  @Test
  void anIdleSessionEnds() {
    assertThat(at(StaffAccounts.IDLE).find(signedIn())).isEmpty();
  }

  @Test
  void signingOutEndsOneSessionAndDisablingAllOfThem() {
    var one = signedIn();
    var other = signedIn();
    at(Duration.ZERO).signOut(one);
    assertThat(at(Duration.ZERO).find(one)).isEmpty();
    assertThat(at(Duration.ZERO).find(other)).isPresent();
    var unused = at(Duration.ZERO).add("Mihai", Role.VIEWER).orElseThrow();
    at(Duration.ZERO).disable("Mihai");
    assertThat(at(Duration.ZERO).find(other)).isEmpty();
    assertThat(at(Duration.ZERO).redeem(unused)).isEmpty();
  }

  private String signedIn() {
    return at(Duration.ZERO).redeem(at(Duration.ZERO).add("Mihai", Role.VIEWER).orElseThrow()).orElseThrow();
  }

  private StaffAccounts at(Duration later) {
    return new StaffAccounts(fresh.database(), Clock.fixed(NOW.plus(later), ZoneOffset.UTC));
  }
}
