package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.conversations.payment.Payments;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Gathered;
import eu.apaserv.bot.core.store.StoredFile;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Invoices of billing's last export. Every question names the client code: an invoice of another is not found, whoever
 * guesses its number.
 */
public final class Invoices {
  private static final String COLUMNS = """
      select invoice_number, client_code, point_id, issued_on, due_on, grace_until, period_from, period_to, net, vat, total,
        outstanding
      from invoice
      """;

  private final Database database;
  private final Gathered<String, List<Row>> owed;

  public Invoices(Database database) {
    this.database = database;
    this.owed = new Gathered<>(this::owed);
  }

  /** Those with something left to pay or paid too much, the oldest debt first. */
  public List<Invoice> open(String clientCode) {
    return database.list(Invoices::invoice,
        COLUMNS + "where client_code = $1 and outstanding <> 0 order by due_on, invoice_number", clientCode);
  }

  /** The last one issued. */
  public Optional<Invoice> latest(String clientCode) {
    return recent(clientCode, 1).stream().findFirst();
  }

  /** The last ones issued, latest first. */
  public List<Invoice> recent(String clientCode, int most) {
    return database.list(Invoices::invoice,
        COLUMNS + "where client_code = $1 order by issued_on desc, invoice_number desc limit $2", clientCode, most);
  }

  /** By the number as people type it: capitals, spaces and separators do not count. */
  public Optional<Invoice> byNumber(String clientCode, String number) {
    return database.first(Invoices::invoice, COLUMNS + """
        where client_code = $1
          and upper(regexp_replace(invoice_number, '[^[:alnum:]]', '', 'g')) = upper(regexp_replace($2, '[^[:alnum:]]', '', 'g'))
        order by issued_on desc limit 1""", clientCode, number);
  }

  /**
   * Those of a month: whose billed period ends in it, else those issued in it. Several places have several.
   *
   * @param year null for the last year that has one
   * @param month 1 to 12
   */
  public List<Invoice> byMonth(String clientCode, @Nullable Integer year, int month) {
    var billed = byMonthOf("coalesce(period_to, issued_on)", clientCode, year, month);
    return billed.isEmpty() ? byMonthOf("issued_on", clientCode, year, month) : billed;
  }

  private List<Invoice> byMonthOf(String date, String clientCode, @Nullable Integer year, int month) {
    var sql = (COLUMNS + """
        where client_code = $1 and extract(month from DATE) = $3 and extract(year from DATE) = coalesce($2,
          (select max(extract(year from DATE)) from invoice where client_code = $1 and extract(month from DATE) = $3))
        order by invoice_number""").replace("DATE", date);
    return database.list(Invoices::invoice, sql, clientCode, year, month);
  }

  /** The lines of one invoice, in billing's order; empty where billing gave none. */
  public List<InvoiceLine> lines(String clientCode, String number) {
    return database.list(Invoices::line, """
        select l.invoice_number, l.position, l.tariff_line, l.description, l.quantity, l.unit, l.unit_price, l.net,
          l.vat_rate
        from invoice_line l join invoice i on i.invoice_number = l.invoice_number
        where i.client_code = $1 and i.invoice_number = $2 order by l.position""", clientCode, number);
  }

  /** Billing's own PDF of an invoice, where it gave one: sent as it is. */
  public Optional<OwnFile> document(String clientCode, String number) {
    return StoredFile.find(database, """
        from invoice_document d join invoice i on i.invoice_number = d.invoice_number
        where i.client_code = $1 and i.invoice_number = $2""", clientCode, number);
  }

  /** Penalties charged, oldest first. */
  public List<Penalty> penalties(String clientCode) {
    return database.list(
        row -> new Penalty(row.getString("client_code"), row.getString("invoice_number"), row.getBigDecimal("amount"),
            row.getLocalDate("computed_on")),
        """
            select client_code, nullif(invoice_number, '') as invoice_number, amount, computed_on from penalty
            where client_code = $1 and amount <> 0 order by computed_on, invoice_number""",
        clientCode);
  }

  /* In one statement, as of one moment: an import that ended between two would leave a debt that is paid without its payment. */
  private static final String OWED = """
      select c.code, k.*, i.invoice_number, i.client_code, i.point_id, i.issued_on, i.due_on, i.grace_until,
        i.period_from, i.period_to, i.net, i.vat, i.total, i.outstanding
      from unnest($1::text[]) as c(code)
      cross join lateral (select greatest((select as_at from import_run order by id desc limit 1),
          (select as_at from billing_account where client_code = c.code)) as as_at,
        (select jsonb_agg(to_jsonb(p) || jsonb_build_object('amount', p.amount::text)
            order by p.computed_on, p.invoice_number)
          from penalty p where p.client_code = c.code and p.amount <> 0) as charged,
        (select jsonb_agg(to_jsonb(p) || jsonb_build_object('amount', p.amount::text) order by p.paid_on, p.payment_id)
          from (""" + Payments.IN_PROGRESS.replace("$1", "c.code") + """
      ) p) as paying) k
      left join invoice i on i.client_code = c.code and i.outstanding <> 0
      order by i.due_on, i.invoice_number""";

  private Future<Map<String, List<Row>>> owed(List<String> clientCodes) {
    return database.send(OWED, Tuple.tuple().addArrayOfString(clientCodes.toArray(String[]::new)))
        .map(rows -> rows.stream().collect(Collectors.groupingBy(row -> row.getString("code"))));
  }

  /** Everything owed. */
  public Balance balance(String clientCode, LocalDate today) {
    var rows = owed.get(clientCode).orElseThrow();
    var first = rows.getFirst();
    var asAt = first.getOffsetDateTime("as_at");
    return new Balance(clientCode, today,
        rows.stream().filter(row -> row.getString("invoice_number") != null).map(Invoices::invoice).toList(),
        objects(first, "charged").map(Invoices::penalty).toList(),
        objects(first, "paying").map(Payments::payment).toList(),
        asAt == null ? null : asAt.toInstant());
  }

  private static Stream<JsonObject> objects(Row row, String column) {
    var all = row.getJsonArray(column);
    return all == null ? Stream.of() : all.stream().map(JsonObject.class::cast);
  }

  private static Penalty penalty(JsonObject row) {
    var number = row.getString("invoice_number");
    return new Penalty(row.getString("client_code"), number.isEmpty() ? null : number,
        new BigDecimal(row.getString("amount")), LocalDate.parse(row.getString("computed_on")));
  }

  /** When billing's data was last loaded; null before the first time. */
  public @Nullable Instant asAt() {
    return database
        .first(row -> row.getOffsetDateTime("as_at"), "select as_at from import_run order by id desc limit 1")
        .map(OffsetDateTime::toInstant).orElse(null);
  }

  private static Invoice invoice(Row row) {
    return new Invoice(row.getString("invoice_number"), row.getString("client_code"), row.getString("point_id"),
        row.getLocalDate("issued_on"), row.getLocalDate("due_on"), row.getLocalDate("grace_until"),
        row.getLocalDate("period_from"), row.getLocalDate("period_to"), row.getBigDecimal("net"),
        row.getBigDecimal("vat"), row.getBigDecimal("total"), row.getBigDecimal("outstanding"));
  }

  private static InvoiceLine line(Row row) {
    return new InvoiceLine(row.getString("invoice_number"), row.getInteger("position"), row.getString("tariff_line"),
        row.getString("description"), row.getBigDecimal("quantity"), row.getString("unit"),
        row.getBigDecimal("unit_price"), row.getBigDecimal("net"), row.getBigDecimal("vat_rate"));
  }
}
