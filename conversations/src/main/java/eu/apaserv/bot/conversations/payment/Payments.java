package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.core.store.Database;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** Payments of billing's last export, and card payments taken here that billing does not know yet: none is counted twice. */
public final class Payments {
  private final Database database;

  public Payments(Database database) {
    this.database = database;
  }

  /** The latest first, at most {@code most}. */
  public List<Payment> recent(String clientCode, int most) {
    return database.list(Payments::payment, """
        select payment_id, client_code, invoice_number, paid_on, booked_on, amount, method, status
        from payment where client_code = $1
        union all
        select reference, client_code, case when count(*) = 1 then min(invoice_number) end, paid_on, null,
          sum(amount), 'card', case state when 'paid' then 'confirmed' when 'refunded' then 'refunded' else 'failed' end
        from online_payment where client_code = $1 group by id, reference, client_code, paid_on, state
        order by paid_on desc, payment_id desc limit $2""", clientCode, most);
  }

  /** Those of {@code $1} that billing has not booked yet. */
  public static final String IN_PROGRESS = """
      select payment_id, client_code, invoice_number, paid_on, booked_on, amount, method, status
      from payment where client_code = $1 and status in ('pending', 'confirmed')
      union all
      select reference, client_code, invoice_number, paid_on, null, amount, 'card', 'confirmed'
      from online_payment where client_code = $1 and state = 'paid'
      """;

  /** Those billing has not booked yet, the oldest first. */
  public List<Payment> inProgress(String clientCode) {
    return database.list(Payments::payment, IN_PROGRESS + "order by paid_on, payment_id", clientCode);
  }

  /** A row of them as JSON, its amount as text. */
  public static Payment payment(JsonObject row) {
    var bookedOn = row.getString("booked_on");
    return new Payment(row.getString("payment_id"), row.getString("client_code"), row.getString("invoice_number"),
        LocalDate.parse(row.getString("paid_on")), bookedOn == null ? null : LocalDate.parse(bookedOn),
        new BigDecimal(row.getString("amount")), row.getString("method"), PaymentStatus.of(row.getString("status")));
  }

  private static Payment payment(Row row) {
    return new Payment(row.getString("payment_id"), row.getString("client_code"), row.getString("invoice_number"),
        row.getLocalDate("paid_on"), row.getLocalDate("booked_on"), row.getBigDecimal("amount"),
        row.getString("method"), PaymentStatus.of(row.getString("status")));
  }
}
