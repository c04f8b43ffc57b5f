package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.store.Database;
import java.time.YearMonth;

/** Water billed, by client code. */
public final class Waters {
  /** Two years and a month: the same month last year is there for each of the last twelve. */
  private static final int MOST_MONTHS = 25;

  private final Database database;

  public Waters(Database database) {
    this.database = database;
  }

  /** What was billed to a client code, over all its places, as billing last told. */
  public WaterHistory history(String clientCode) {
    return new WaterHistory(database.list(row -> new WaterHistory.Month(YearMonth.parse(row.getString("month")),
        row.getBigDecimal("used"), row.getBoolean("estimated")), MONTHS, clientCode, MOST_MONTHS));
  }

  private static final String MONTHS = """
      select * from (select to_char(coalesce(i.period_to, i.issued_on), 'YYYY-MM') as month, sum(l.quantity) as used,
          bool_or(coalesce(last.source in ('estimated', 'flat_rate'), false)) as estimated
        from invoice i
        join lateral (select sum(quantity) as quantity from invoice_line
          where invoice_number = i.invoice_number and tariff_line = 'drinking_water' having count(*) > 0) l on true
        left join lateral (select r.source from billing_reading r join meter m on m.serial = r.meter_serial
          where m.point_id = i.point_id and r.read_on between i.period_from and i.period_to
          order by r.read_on desc, array_position(array['read', 'self_read', 'estimated'], r.source) limit 1) last on true
        where i.client_code = $1
        group by 1 order by 1 desc limit $2) latest
      order by month""";
}
