package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.run.Run;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/** A payment is in the account. Not when billing has taken it back meanwhile. */
final class PaymentAlerts extends AccountAlerts<PaymentAlerts.Paid> {

  PaymentAlerts(AlertRoom room) {
    super(AlertKind.PAYMENT_BOOKED, room);
  }

  /** @param told the last day on which it is worth telling */
  record Paid(Phrase place, BigDecimal amount, LocalDate on, LocalDate told) {}

  private static final String LOOK = """
    select x.client_code, x.amount, x.paid_on, coalesce(x.booked_on, x.paid_on) as booked_on, x.status,
    """ + HOLDS + "," + PLACE + ASKED + """
    left join payment x on x.payment_id = r.subject left join invoice i on i.invoice_number = x.invoice_number
    left join consumption_point p on p.point_id = i.point_id
    order by r.n""";

  @Override
  Iterable<Row> look(Run run, Tuple asked) {
    return room().database().run(LOOK, asked);
  }

  @Override
  Finding<Paid> see(Run run, Row row) {
    var paid = new Paid(place(row), row.getBigDecimal("amount"), row.getLocalDate("paid_on"),
        row.getLocalDate("booked_on").plusDays(room().business().alerts().newsDays()));
    if (!row.getString("status").equals("booked")) {
      return new Finding.Skip<>("not_booked");
    }
    return room().today().isAfter(paid.told()) ? new Finding.Skip<>("too_late") : new Finding.Tell<>(paid);
  }

  @Override
  Message message(List<Paid> payments) {
    var total = payments.stream().map(Paid::amount).reduce(new BigDecimal("0.00"), BigDecimal::add);
    var first = payments.getFirst();
    boolean one = payments.size() == 1;
    var head = Phrase.of(one ? "alerts.payment_booked" : "alerts.payment_booked_several", "place", first.place(),
        "amount", total, "day", first.on(), "count", payments.size());
    var lines = one
        ? List.<Phrase>of()
        : payments.stream().map(paid -> Phrase.of("alerts.paid", "place", paid.place(), "amount", paid.amount(), "day",
            paid.on())).toList();
    var where = one ? first.place() : Phrase.of("alerts.places", "count", payments.size());
    return new Message("payment_booked", List.of(where, Phrase.of("alerts.lei", "amount", total),
        Phrase.of("alerts.day", "day", first.on())), head, lines, List.of(Phrase.of("alerts.foot")));
  }

  @Override
  Instant until(Run run, List<Paid> payments) {
    return payments.stream().map(paid -> room().endOf(paid.told())).min(Comparator.naturalOrder()).orElseThrow();
  }
}
