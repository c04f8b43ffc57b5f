package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What an invoice's own e-Factura document states beyond its amounts; of an invoice from an export, nothing. */
record StatedFacts(Database database, Business.Readings limits) {

  /**
   * @param contract the contract's number, or null
   * @param corrects the number of the invoice it is about, or null
   * @param meters the indexes it states; empty: they are found in billing's readings
   */
  record Facts(boolean creditNote, @Nullable String contract, @Nullable String corrects,
      List<InvoiceSheet.Meter> meters) {
    Facts {
      meters = List.copyOf(meters);
    }
  }

  Facts of(Invoice invoice) {
    var meters = database.list(row -> meter(row, invoice), """
        select m.meter_serial, m.previous_index, m.index, m.source, power(10, own.digits)::int as capacity,
          case when $2::text is null then concat_ws(' ', p.street, p.number, p.block, p.entrance) end as place
        from invoice_meter m
        left join meter own on own.serial = m.meter_serial
        left join consumption_point p on p.point_id = own.point_id
        where m.invoice_number = $1 and m.previous_index is not null order by m.meter_serial""", invoice.number(),
        invoice.pointId());
    return database.first(row -> new Facts("credit_note".equals(row.getString("kind")), row.getString("contract"),
        row.getString("corrects"), meters), "select kind, contract, corrects from invoice where invoice_number = $1",
        invoice.number()).orElseGet(() -> new Facts(false, null, null, meters));
  }

  private InvoiceSheet.Meter meter(Row row, Invoice invoice) {
    int old = row.getInteger("previous_index");
    int index = row.getInteger("index");
    LocalDate from = invoice.periodFrom();
    var place = row.getString("place");
    return new InvoiceSheet.Meter(row.getString("meter_serial"), place == null || place.isBlank() ? null : place,
        BigDecimal.valueOf(old), from == null ? null : from.minusDays(1), BigDecimal.valueOf(index), invoice.periodTo(),
        InvoiceSheet.Source.valueOf(row.getString("source").toUpperCase(Locale.ROOT)),
        BigDecimal.valueOf(used(old, index, row.getInteger("capacity"))));
  }

  /** A fall of a nearly full meter is a rollover. */
  private int used(int old, int index, @Nullable Integer capacity) {
    int used = index - old;
    return used < 0 && capacity != null && limits.nearTheEnd(old, capacity) ? used + capacity : used;
  }
}
