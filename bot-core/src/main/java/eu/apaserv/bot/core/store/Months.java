package eu.apaserv.bot.core.store;

import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages lie by the month in which they were numbered. Months are made before they begin, and one of which all is too old
 * to be kept leaves by dropping its table, whatever there was in it. What went over the wire lies by day and leaves alike. Any
 * number of nodes may do it at once.
 */
public final class Months {
  /** So many are ready before they begin. */
  private static final int AHEAD = 2;
  private static final int DAYS_AHEAD = 7;
  private static final Logger LOG = LoggerFactory.getLogger(Months.class);

  /**
   * What lies by month.
   *
   * @param young a condition on its rows: younger than $1
   * @param needed whether something of a part is still needed, whose name stands for %1$s
   */
  private record Kind(String table, String young, String needed) {}

  private static final String HELD = """
      exists (select from conversation c join %1$s p on p.conversation_id = c.id
        where c.waiting_since is not null or c.owner is not null)""";
  private static final List<Kind> KINDS = List.of(
      new Kind("inbox", "received_at >= $1", HELD + " or exists (select from %1$s p where p.done_at is null)"),
      new Kind("outbox", "created_at >= $1", HELD + """
           or exists (select from %1$s p where p.state in ('due', 'sending'))
           or exists (select from %1$s p where p.state in ('sending', 'unknown'))
           or exists (select from run_recipient r join %1$s p on p.id = r.outbox_id where r.look_at is not null)"""),
      new Kind("message_text", "at >= $1", HELD));

  private final Database database;
  private final Clock clock;
  private final Duration kept;

  /** @param kept how long messages stay after they are settled */
  public Months(Database database, Clock clock, Duration kept) {
    this.database = database;
    this.clock = clock;
    this.kept = kept;
  }

  /**
   * Makes the months and days to come, lets numbers go on in this month, and drops what is too old.
   *
   * @return false: until some time has passed there is nothing more to do
   */
  public boolean turn() {
    database.run("select bot_make_months($1, $2)", now(), AHEAD);
    database.run("select bot_make_days($1, $2)", now(), DAYS_AHEAD);
    var before = now().minus(kept);
    for (var kind : KINDS) {
      for (var part : ended(kind.table(), before)) {
        dropIfOld(kind, part, before);
      }
    }
    for (var day : endedDays(now().minus(ExchangeLog.KEPT))) {
      drop(day, ExchangeLog.KEPT);
    }
    return false;
  }

  /** Whether the month after this one, and the day after tomorrow, can be written to. */
  public static boolean isNextReady(Database database) {
    return database
        .first(row -> row.getLong(0),
            """
        select count(*) from pg_inherits i join pg_class c on c.oid = i.inhrelid
        where i.inhparent in ('inbox'::regclass, 'outbox'::regclass, 'message_text'::regclass)
          and c.relname like '%' || to_char(now() at time zone 'UTC' + interval '1 month', '_YYYY_MM')
          and to_regclass(to_char(now() at time zone 'UTC' + interval '2 days', '"exchange_"YYYY_MM_DD')) is not null""")
        .orElse(0L) == KINDS.size();
  }

  /** The parts whose numbers were given out before a moment's month, oldest first. */
  private List<String> ended(String table, OffsetDateTime before) {
    return database.list(row -> row.getString(0), """
        select part from (
          select c.relname::text as part,
            substring(pg_get_expr(c.relpartbound, c.oid) from 'TO \\(''?(\\d+)')::bigint as ends
          from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = $1::text::regclass) parts
        where ends <= bot_month_start($2) order by ends""", table, before);
  }

  private List<String> endedDays(OffsetDateTime before) {
    return database.list(row -> row.getString(0), """
        select inhrelid::regclass::text from pg_inherits
        where inhparent = 'exchange'::regclass and bot_part_ends(inhrelid) <= $1 order by bot_part_ends(inhrelid)""",
        before);
  }

  /** Looked at by indexes only; dropping locks the table for as long as it takes to forget it. */
  private void dropIfOld(Kind kind, String part, OffsetDateTime before) {
    boolean stays = database.first(row -> row.getBoolean(0),
        "select exists (select from \"%s\" where %s)".formatted(part, kind.young()), before).orElse(true)
        || database.first(row -> row.getBoolean(0),
            ("select " + kind.needed()).formatted('"' + part + '"')).orElse(true);
    if (!stays) {
      drop(part, kept);
    }
  }

  private void drop(String part, Duration term) {
    database.together(transaction -> {
      transaction.run("select set_config('lock_timeout', '3s', true)");
      return transaction.run("drop table if exists \"%s\"".formatted(part));
    });
    LOG.info("{} is gone: all in it was older than {} days", part, term.toDays());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
