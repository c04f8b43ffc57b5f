package eu.apaserv.bot.core.store;

import static eu.apaserv.bot.core.store.WalkTables.said;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a turn costs does not grow with the months that are kept: of messages whose numbers are known, only theirs is opened. */
class MonthsOfNumbersTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private Database database;

  @BeforeEach
  void oneIsAnsweredAndOneIsLeased() {
    database = fresh.database();
    var walk = new WalkTables(database);
    walk.sendOne("p1");
    walk.take(said("ana", "m2", "sold"));
    assertThat(walk.here().lease(10)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bot_waiting(array[k.waits])", """
      bot_commit_turns('here', array[k.person], array[k.lease_no], '{"{}"}', '{ro}', '{f}', '{null}', '{f}', '{1}', '{1}', '{null}',
        '{null}', array[k.person], array[k.waits], '{answered}', '{"{}"}', '{f}', array[k.person], '{sms}', '{ana}', '{null}',
        '{"{}"}', '{f}', 1000)""",
      "bot_settle_sends(array[k.sent], '{1}', '{sent}', '{p1}', '{null}', '{null}', '{f}', '{0}', 1000, 1)",
      "bot_take_receipts('{sms}', '{p1}', '{4}', array[k.sent], '{null}', array[now()], '{null}')",
      "bot_keep_exchanges(array[k.sent], '{sms}', '{p1}', array[now()], '{1}', '{200}', '{a}', '{b}')"})
  void noOtherMonthIsOpened(String statement) {
    database.together(open -> {
      open.run("""
          create temp table known on commit drop as select c.id as person, c.lease_no, i.id as waits, o.id as sent
          from conversation c, inbox i, outbox o where i.done_at is null""");
      long ours = opened(open, true);
      long others = opened(open, false);
      open.run("select k.person, x.* from known k, lateral " + statement + " x");
      assertThat(opened(open, true)).isGreaterThan(ours);
      assertThat(opened(open, false)).isEqualTo(others);
      return true;
    });
  }

  /** How often parts of this month, or of no or another month, were looked into in this transaction. */
  private static long opened(Transaction open, boolean ofThisMonth) {
    return open.first(row -> row.getLong(0), """
        select coalesce(sum(coalesce(idx_scan, 0) + seq_scan), 0)::bigint from pg_stat_xact_user_tables
        where (relname like 'inbox\\_%' or relname like 'outbox\\_%')
          and (relname like '%' || to_char(now() at time zone 'UTC', '_YYYY_MM')) = $1""", ofThisMonth).orElseThrow();
  }
}
