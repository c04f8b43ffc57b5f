package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.core.store.Database;
import io.vertx.sqlclient.Row;
import java.util.List;

/** Payments of billing's last export. */
public final class Payments {
  private final Database database;

  public Payments(Database database) {
    this.database = database;
  }

  /** The latest first, at most {@code most}. */
  public List<Payment> recent(String clientCode, int most) {
    return database.list(Payments::payment, """
        select payment_id, client_code, invoice_number, paid_on, booked_on, amount, method, status
        from payment where client_code = $1 order by paid_on desc, payment_id desc limit $2""", clientCode, most);
  }

  /** Those billing has not booked yet, the oldest first. */
  public List<Payment> inProgress(String clientCode) {
    return database.list(Payments::payment, """
        select payment_id, client_code, invoice_number, paid_on, booked_on, amount, method, status
        from payment where client_code = $1 and status in ('pending', 'confirmed')
        order by paid_on, payment_id""", clientCode);
  }

  private static Payment payment(Row row) {
    return new Payment(row.getString("payment_id"), row.getString("client_code"), row.getString("invoice_number"),
        row.getLocalDate("paid_on"), row.getLocalDate("booked_on"), row.getBigDecimal("amount"),
        row.getString("method"), PaymentStatus.of(row.getString("status")));
  }
}
