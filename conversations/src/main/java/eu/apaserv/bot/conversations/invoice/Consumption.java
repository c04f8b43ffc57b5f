package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.core.store.Database;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What billing's tables tell about the water of an invoice: places, what the meters showed, the months before. */
final class Consumption {
  private final Database database;
  private final Business.Readings limits;

  Consumption(Database database, Business.Readings limits) {
    this.database = database;
    this.limits = limits;
  }

  /** The invoice's place, or all of the customer's when it is for the contract. */
  List<ConsumptionPoint> places(Invoice invoice) {
    return database.list(Consumption::place, """
        select point_id, client_code, locality, siruta, district, street, number, block, entrance, apartment, zone
        from consumption_point where client_code = $1 and ($2::text is null or point_id = $2) order by point_id""",
        invoice.clientCode(), invoice.pointId());
  }

  /**
   * The meters with a value in the billed period, and the last value before it (or the one it was hung with); a reader's
   * value counts more than a guess of the same day. A fall of a nearly full meter is a rollover, any other a correction.
   * Where the export does not reach back to the value before, a lone meter used what was billed; of several it cannot be
   * told, so they are left out.
   *
   * @param billed m³ of drinking water on the invoice
   */
  List<InvoiceSheet.Meter> meters(Invoice invoice, BigDecimal billed) {
    var rows = database.run(METERS, invoice.clientCode(), invoice.pointId(), invoice.periodFrom(), invoice.periodTo());
    var meters = new ArrayList<InvoiceSheet.Meter>();
    for (var row : rows) {
      var old = row.getInteger("old_index");
      if (old != null) {
        meters.add(meter(row, old, BigDecimal.valueOf(used(old, row))));
      } else if (rows.size() == 1) {
        meters.add(meter(row, null, billed));
      }
    }
    return meters;
  }

  /** Water billed by month up to this invoice, oldest first, thirteen months at most. */
  List<InvoiceSheet.Month> months(Invoice invoice) {
    return database.list(Consumption::month, MONTHS, invoice.clientCode(), invoice.pointId(), invoice.periodTo(),
        invoice.issuedOn());
  }

  private int used(int old, Row row) {
    int used = row.getInteger("new_index") - old;
    int capacity = row.getInteger("capacity");
    return used < 0 && limits.nearTheEnd(old, capacity) ? used + capacity : used;
  }

  private static InvoiceSheet.Meter meter(Row row, @Nullable Integer old, BigDecimal used) {
    return new InvoiceSheet.Meter(row.getString("serial"), row.getString("place"),
        old == null ? null : BigDecimal.valueOf(old), row.getLocalDate("old_on"),
        BigDecimal.valueOf(row.getInteger("new_index")), row.getLocalDate("new_on"),
        InvoiceSheet.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)), used);
  }

  private static InvoiceSheet.Month month(Row row) {
    return new InvoiceSheet.Month(YearMonth.parse(row.getString("month")), row.getBigDecimal("used"),
        row.getBoolean("estimated"));
  }

  private static ConsumptionPoint place(Row row) {
    return new ConsumptionPoint(row.getString("point_id"), row.getString("client_code"), row.getString("locality"),
        row.getString("siruta"), row.getString("district"), row.getString("street"), row.getString("number"),
        row.getString("block"), row.getString("entrance"), row.getString("apartment"), row.getString("zone"));
  }

  private static final String METERS = """
      select m.serial, power(10, m.digits)::int as capacity, n.index as new_index, n.read_on as new_on, n.source,
        case when o.index is not null then o.index when m.installed_on >= $3 then m.initial_index end as old_index,
        case when o.index is not null then o.read_on when m.installed_on >= $3 then m.installed_on end as old_on,
        case when $2::text is null then concat_ws(' ', p.street, p.number, p.block, p.entrance) end as place
      from consumption_point p
      join meter m on m.point_id = p.point_id
      left join lateral (select index, read_on from billing_reading
        where meter_serial = m.serial and read_on < $3
        order by read_on desc, array_position(array['read', 'self_read', 'estimated'], source) limit 1) o on true
      join lateral (select index, read_on, source from billing_reading
        where meter_serial = m.serial and read_on between $3 and $4
        order by read_on desc, array_position(array['read', 'self_read', 'estimated'], source) limit 1) n on true
      where p.client_code = $1 and ($2::text is null or p.point_id = $2)
      order by p.point_id, coalesce(m.installed_on, '-infinity'), m.serial""";

  private static final String MONTHS = """
      select * from (select to_char(coalesce(i.period_to, i.issued_on), 'YYYY-MM') as month, sum(l.quantity) as used,
          bool_or(coalesce(last.source in ('estimated', 'flat_rate'), false)) as estimated
        from invoice i
        join lateral (select sum(quantity) as quantity from invoice_line
          where invoice_number = i.invoice_number and tariff_line = 'drinking_water' having count(*) > 0) l on true
        left join lateral (select r.source from billing_reading r join meter m on m.serial = r.meter_serial
          where m.point_id = i.point_id and r.read_on between i.period_from and i.period_to
          order by r.read_on desc, array_position(array['read', 'self_read', 'estimated'], r.source) limit 1) last on true
        where i.client_code = $1 and i.point_id is not distinct from $2
          and coalesce(i.period_to, i.issued_on) <= coalesce($3::date, $4)
        group by 1 order by 1 desc limit 13) latest
      order by month""";
}
