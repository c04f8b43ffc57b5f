package eu.apaserv.bot.conversations.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Retention;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What of the utility's own leaves by age. */
class AgeLimitsTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @Test
  void oldRoundsOfAlertsGo() {
    var database = fresh.database();
    database.run("""
        insert into alert_round (key, at) values ('due_soon:2026-08-01', '2026-08-01T08:00:00Z'),
          ('due_soon:2026-09-01', '2026-09-01T08:00:00Z')""");
    new Retention(database, new Hand("2026-11-22T10:00:00Z"), Duration.ofDays(90), AgeLimits.STATEMENTS).sweep();
    assertThat(database.list(row -> row.getString(0), "select key from alert_round"))
        .containsExactly("due_soon:2026-09-01");
  }
}
