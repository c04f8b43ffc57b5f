package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StaffTest {
  @RegisterExtension
  static final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final Clock clock = Clock.fixed(Instant.parse("2026-11-20T08:00:00Z"), ZoneOffset.UTC);

  @Test
  void aNewAccountGetsALinkForADayAndTheTokenItselfIsNotStored() {
    var staff = new Staff(fresh.database(), clock);
    var token = staff.enrol("Ioana Țurcanu", Role.OPERATOR);
    assertThat(token).hasValueSatisfying(t -> assertThat(t).hasSizeGreaterThan(30));
    assertThat(fresh.database().first(row -> row.getString(0), """
        select role from staff join staff_enrolment on staff.id = staff_id
        where name = 'Ioana Țurcanu' and expires_at = '2026-11-21T08:00:00Z' and length(token_hash) = 32
        """)).contains("operator");
  }

  @Test
  void theSameAccountGetsANewLinkButNoOtherRole() {
    var staff = new Staff(fresh.database(), clock);
    var first = staff.enrol("Mihai", Role.VIEWER);
    assertThat(staff.enrol("Mihai", Role.VIEWER)).isPresent().isNotEqualTo(first);
    assertThat(staff.enrol("Mihai", Role.ADMIN)).isEmpty();
  }
}
