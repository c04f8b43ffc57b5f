package eu.apaserv.bot.conversations.ubl;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.message.Digests;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Writes one document into billing's tables, in the caller's transaction. What billing's export says stays: a customer or
 * place that is known is not touched, and what is left to pay is billing's to say.
 */
final class UblStore {
  /** What happened before is history, not news. */
  private static final int NEWS_DAYS = 31;
  /* The number as it is written comes first; each way of writing has an index of its own, for an import asks for each document. */
  private static final String KNOWN = """
      select i.invoice_number, i.total, encode(s.sha256, 'hex'), s.issued_on, s.issued_at,
        coalesce(? = any(s.replaced), false)
      from (select invoice_number, 1 as rank from invoice where invoice_number = ?
        union all select invoice_number, 2 from invoice_source where number = ?
        union all select invoice_number, 3 from invoice a where invoice_number = ?
          and not exists (select from invoice_source d where d.invoice_number = a.invoice_number and d.number is not null)
        union all select invoice_number, 4 from invoice a
          where client_code = ? and plain_number(invoice_number) = plain_number(?) and (issued_on = ? or total = ?)
          and not exists (select from invoice_source d where d.invoice_number = a.invoice_number)) as found
      join invoice i using (invoice_number) left join invoice_source s using (invoice_number)
      order by found.rank, i.invoice_number limit 1""";

  private final Connection connection;
  private final Business business;
  private final Instant asAt;

  UblStore(Connection connection, Business business, Instant asAt) {
    this.connection = connection;
    this.business = business;
    this.asAt = asAt;
  }

  /** What a document changed. */
  enum Outcome {
    ADDED, CHANGED, AS_IT_WAS,
    /** Nothing: a later document of the same invoice was read before. */
    OLDER
  }

  /**
   * An invoice as the database has it.
   *
   * @param sha256 in hexadecimal digits, of the document it came from; null if it came from an export
   * @param issuedOn of that document; null: not known
   * @param wasReplaced the document at hand was read before, and another has taken its place
   */
  private record Known(String number, BigDecimal total, @Nullable String sha256, @Nullable LocalDate issuedOn,
      @Nullable LocalTime issuedAt, boolean wasReplaced) {

    /** Files arrive in any order, and once more when somebody copies an old folder. */
    boolean isNewerThan(UblInvoice invoice) {
      if (wasReplaced || issuedOn == null || !issuedOn.equals(invoice.issuedOn())) {
        return wasReplaced || (issuedOn != null && issuedOn.isAfter(invoice.issuedOn()));
      }
      return issuedAt != null && invoice.issuedAt() != null && issuedAt.isAfter(invoice.issuedAt());
    }
  }

  /** @throws UblFault when billing says otherwise; the caller undoes what was written */
  Outcome store(UblInvoice invoice, byte[] xml) throws SQLException, UblFault {
    var clientCode = business.clientCodes().read(invoice.buyer().clientCode()).orElse(invoice.buyer().clientCode());
    var sha256 = Digests.sha256(xml);
    var known = known(invoice, clientCode, sha256);
    if (known != null && HexFormat.of().formatHex(sha256).equals(known.sha256())) {
      return Outcome.AS_IT_WAS;
    }
    if (known != null) {
      requireSame(invoice, clientCode, known);
      if (known.isNewerThan(invoice)) {
        return Outcome.OLDER;
      }
    }
    customer(invoice, clientCode);
    if (known == null && !insert(invoice, clientCode)) {
      known = known(invoice, clientCode, sha256); // billing's API has brought it at this moment
      if (known != null) {
        requireSame(invoice, clientCode, known);
      }
    }
    var number = known == null ? invoice.number() : known.number();
    if (known != null) {
      update(invoice, number);
    }
    if (known == null || (known.sha256() == null && isAskedAbout(clientCode))) {
      news(invoice, number, clientCode);
    }
    lines(invoice, number);
    meters(invoice, number);
    source(invoice, number, sha256, xml);
    return known == null ? Outcome.ADDED : Outcome.CHANGED;
  }

  private void source(UblInvoice invoice, String number, byte[] sha256, byte[] xml) throws SQLException {
    run("""
        insert into invoice_source as s (invoice_number, sha256, xml, loaded_at, number, issued_on, issued_at)
        values (?, ?, ?, ?, ?, ?, ?)
        on conflict (invoice_number) do update set sha256 = excluded.sha256, xml = excluded.xml,
          loaded_at = excluded.loaded_at, number = excluded.number, issued_on = excluded.issued_on,
          issued_at = excluded.issued_at,
          replaced = array_append(s.replaced[greatest(1, cardinality(s.replaced) - 48):], s.sha256)""", number, sha256,
        xml, Timestamp.from(asAt), invoice.number(), invoice.issuedOn(), invoice.issuedAt());
  }

  /** By the number as people type it: exports and documents differ in spaces. "1/11" and "11/1" are two all the same. */
  private @Nullable Known known(UblInvoice invoice, String clientCode, byte[] sha256) throws SQLException {
    var number = invoice.number();
    try (var statement = connection.prepareStatement(KNOWN)) {
      var values = new Object[]{sha256, number, number, number.replaceAll("[^\\p{Alnum}]", ""), clientCode, number,
          invoice.issuedOn(), invoice.totals().total()};
      for (int i = 0; i < values.length; i++) {
        set(statement, i + 1, values[i]);
      }
      try (var rows = statement.executeQuery()) {
        return rows.next()
            ? new Known(rows.getString(1), rows.getBigDecimal(2), rows.getString(3),
                rows.getObject(4, LocalDate.class), rows.getObject(5, LocalTime.class), rows.getBoolean(6))
            : null;
      }
    }
  }

  private void requireSame(UblInvoice invoice, String clientCode, Known known) throws SQLException, UblFault {
    try (var statement = connection
        .prepareStatement("select from invoice where invoice_number = ? and client_code = ?")) {
      statement.setString(1, known.number());
      statement.setString(2, clientCode);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new UblFault(1, "ID", "the invoice " + known.number() + " is another customer's");
        }
      }
    }
    if (known.sha256() == null && known.total().compareTo(invoice.totals().total()) != 0) {
      throw new UblFault(1, "TaxInclusiveAmount", invoice.totals().total() + " is not what billing's export says, "
          + known.total());
    }
  }

  private void customer(UblInvoice invoice, String clientCode) throws SQLException, UblFault {
    var buyer = invoice.buyer();
    run("""
        insert into customer (client_code, name, type, tax_id, language) values (?, ?, ?, ?, 'ro')
        on conflict (client_code) do nothing""", clientCode, buyer.name(),
        buyer.taxId() == null ? "household" : "company", buyer.taxId());
    var place = invoice.place();
    if (place != null) {
      run("""
          insert into consumption_point (point_id, client_code, locality, street) values (?, ?, ?, ?)
          on conflict (point_id) do nothing""", place.id(), clientCode, place.locality(), place.street());
      requireTheirs(place.id(), clientCode);
    }
  }

  private void requireTheirs(String pointId, String clientCode) throws SQLException, UblFault {
    try (var statement = connection
        .prepareStatement("select from consumption_point where point_id = ? and client_code = ?")) {
      statement.setString(1, pointId);
      statement.setString(2, clientCode);
      try (var rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new UblFault(1, "DeliveryLocation", "the place " + pointId + " is another customer's");
        }
      }
    }
  }

  /** @return false when it is there by now */
  private boolean insert(UblInvoice invoice, String clientCode) throws SQLException {
    var totals = invoice.totals();
    var due = due(invoice);
    var place = invoice.place();
    return run("""
        insert into invoice (invoice_number, client_code, point_id, issued_on, due_on, grace_until, period_from, period_to,
          net, vat, total, outstanding, kind, corrects, contract)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""", invoice.number(), clientCode,
        place == null ? null : place.id(), invoice.issuedOn(), due, due.plusDays(business.money().graceDays()),
        invoice.periodFrom(), invoice.periodTo(), totals.net(), totals.vat(), totals.total(), totals.payable(),
        invoice.kind().code(), invoice.corrects(), invoice.contract()) > 0;
  }

  /** A document issued again changes what is left to pay by the difference of the totals. */
  private void update(UblInvoice invoice, String number) throws SQLException {
    var totals = invoice.totals();
    var place = invoice.place();
    run("""
        update invoice set point_id = coalesce(point_id, ?), issued_on = ?, period_from = coalesce(?, period_from),
          period_to = coalesce(?, period_to), outstanding = outstanding + ? - total, net = ?, vat = ?, total = ?, kind = ?,
          corrects = ?, contract = ?
        where invoice_number = ?""", place == null ? null : place.id(), invoice.issuedOn(), invoice.periodFrom(),
        invoice.periodTo(), totals.total(), totals.net(), totals.vat(), totals.total(), invoice.kind().code(),
        invoice.corrects(), invoice.contract(), number);
  }

  private LocalDate due(UblInvoice invoice) {
    var due = invoice.dueOn();
    return due != null ? due : invoice.issuedOn().plusDays(business.money().dueDays());
  }

  private void lines(UblInvoice invoice, String number) throws SQLException {
    run("delete from invoice_line where invoice_number = ?", number);
    int position = 0;
    for (var line : invoice.lines()) {
      run("""
          insert into invoice_line (invoice_number, position, tariff_line, description, quantity, unit, unit_price, net,
            vat_rate) values (?, ?, ?, ?, ?, ?, ?, ?, ?)""", number, ++position, line.tariffLine(), line.description(),
          line.quantity(), line.unit(), line.unitPrice(), line.net(), line.vatRate());
    }
  }

  private void meters(UblInvoice invoice, String number) throws SQLException {
    run("delete from invoice_meter where invoice_number = ?", number);
    for (var meter : invoice.meters()) {
      run("""
          insert into invoice_meter (invoice_number, meter_serial, previous_index, index, source)
          values (?, ?, ?, ?, ?)""", number, meter.serial(), meter.previous(), meter.index(), meter.source());
    }
  }

  /** Billing's API brings what is new as soon as anybody asks, and tells nobody: it is news all the same. */
  private boolean isAskedAbout(String clientCode) throws SQLException {
    try (var statement = connection.prepareStatement("select from billing_account where client_code = ?")) {
      statement.setString(1, clientCode);
      try (var rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private void news(UblInvoice invoice, String number, String clientCode) throws SQLException {
    if (invoice.issuedOn().isAfter(business.day(asAt).minusDays(NEWS_DAYS))) {
      run("""
          insert into billing_event (kind, subject, client_code, happened_on, noted_at) values (?, ?, ?, ?, ?)
          on conflict (kind, subject) do nothing""",
          invoice.totals().total().signum() < 0 ? "credit_note_issued" : "invoice_issued", number, clientCode,
          invoice.issuedOn(), Timestamp.from(asAt));
    }
  }

  private int run(String sql, @Nullable Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        set(statement, i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  private static void set(PreparedStatement statement, int place, @Nullable Object value) throws SQLException {
    if (value instanceof LocalDate date) {
      statement.setDate(place, Date.valueOf(date));
    } else {
      statement.setObject(place, value);
    }
  }
}
