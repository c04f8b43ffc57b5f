package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Standing;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A newer program's migration adds columns while this one is at work, with its statements prepared. */
class GrownTablesTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  @Test
  void whatStaffLookAtIsThereBeforeAndAfterTablesGrow() {
    new Alarms(fresh.database()).raise("courier", "190", "the token is refused");
    Database.await(new Standings(fresh.database())
        .write(List.of(new Standing("courier", "one", "quality", "low", false, "", Instant.EPOCH))));
    var grown = fresh.database().asOne(open -> {
      look(open);
      var tables = open.list(row -> row.getString(0), """
        select c.relname::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = current_schema and c.relkind in ('r', 'p') and not c.relispartition""");
      tables.forEach(table -> open.run("alter table " + table + " add column grown int"));
      look(open); // on the same connection, or nothing would be prepared
      return tables;
    });
    assertThat(grown).contains("channel_alarm", "exchange", "misunderstanding", "standing", "seal_walk");
  }

  private static void look(Database open) {
    assertThat(new Alarms(open).open()).hasSize(1);
    assertThat(new Alarms(open).latest(5)).hasSize(1);
    assertThat(new Standings(open).of("courier")).hasSize(1);
    assertThat(new Standings(open).bad()).hasSize(1);
    assertThat(new ExchangeLog(open, Clock.systemUTC()).ofOutbound(1)).isEmpty();
    assertThat(new ExchangeLog(open, Clock.systemUTC()).ofInbound(1)).isEmpty();
    assertThat(new Misunderstandings(open).open(5)).isEmpty();
    assertThat(new Misunderstandings(open).answered(5)).isEmpty();
    assertThat(new Resealing(open).progress()).isEmpty();
  }
}
