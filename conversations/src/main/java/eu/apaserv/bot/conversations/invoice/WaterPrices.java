package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.store.Database;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a cubic metre costs somebody, by the invoices they got: the price of others may be another one. */
public final class WaterPrices {
  /** Invoices with a price that are looked at: several years of them. */
  private static final int MOST_LINES = 300;

  private final Database database;

  public WaterPrices(Database database) {
    this.database = database;
  }

  /**
   * A price that is no longer what it was.
   *
   * @param before the price until then
   * @param since the first invoice with the price of now
   */
  public record Change(WaterPrice before, WaterPrice since) {}

  /**
   * The prices of one client code.
   *
   * @param now on the newest invoice that has any, in its order; a price that changed within the period stands twice
   * @param changes the last one of each service that ever changed
   * @param oldest the day of the oldest invoice looked at
   */
  public record Known(List<WaterPrice> now, List<Change> changes, LocalDate oldest) {

    /** The day of the invoice the prices of now stand on. */
    public LocalDate issuedOn() {
      return now.getFirst().issuedOn();
    }

    /** All services together, lei with VAT, not rounded; empty where one of them has two prices. */
    public Optional<BigDecimal> together() {
      return now.stream().allMatch(this::single)
          ? now.stream().map(WaterPrice::exact).reduce(BigDecimal::add)
          : Optional.empty();
    }

    /** Whether its service has this price only: where it has two, billing's words tell which is for which days. */
    public boolean single(WaterPrice price) {
      return now.stream().filter(one -> one.service().equals(price.service())).count() == 1;
    }

    /** Whether the other pays the same for the same. */
    public boolean sameAs(Known other) {
      return now.size() == other.now.size()
          && now.stream().allMatch(price -> other.now.stream().anyMatch(price::sameAs));
    }
  }

  /** Empty where no invoice with a price by the cubic metre is known. */
  public Optional<Known> of(String clientCode) {
    var all = database.list(WaterPrices::price, """
        select i.issued_on, l.tariff_line, l.description, l.unit_price, l.vat_rate
        from invoice i join invoice_line l on l.invoice_number = i.invoice_number
        where i.client_code = $1 and l.unit in ('MTQ', 'mc', 'm3') and l.unit_price > 0 and l.quantity > 0
        order by i.issued_on desc, i.invoice_number desc, l.position desc
        limit $2""", clientCode, MOST_LINES);
    if (all.isEmpty()) {
      return Optional.empty();
    }
    var last = all.getFirst().issuedOn();
    var now = new ArrayList<WaterPrice>();
    all.stream().filter(price -> price.issuedOn().equals(last) && now.stream().noneMatch(price::sameAs))
        .forEach(now::addFirst);
    var changes = now.stream().map(WaterPrice::service).distinct().flatMap(service -> change(all, service).stream())
        .toList();
    return Optional.of(new Known(now, changes, all.getLast().issuedOn()));
  }

  /** The newest two prices of a service that differ. */
  private static Optional<Change> change(List<WaterPrice> newestFirst, String service) {
    var ofService = newestFirst.stream().filter(price -> price.service().equals(service)).toList();
    for (int i = 1; i < ofService.size(); i++) {
      if (!ofService.get(i).sameAs(ofService.get(i - 1))) {
        return Optional.of(new Change(ofService.get(i), ofService.get(i - 1)));
      }
    }
    return Optional.empty();
  }

  private static WaterPrice price(Row row) {
    return new WaterPrice(row.getLocalDate("issued_on"), row.getString("tariff_line"), row.getString("description"),
        row.getBigDecimal("unit_price"), row.getBigDecimal("vat_rate"));
  }
}
