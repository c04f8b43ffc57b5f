package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.run.Run;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A new invoice, one that is due soon, one whose days without penalties end. Not to who has paid or is paying: money that is
 * being booked counts, and who has the payment page open is asked about again when it closes.
 */
final class InvoiceAlerts extends AccountAlerts<InvoiceAlerts.Bill> {
  private final AlertKind kind;

  private InvoiceAlerts(AlertKind kind, AlertRoom room) {
    super(kind, room);
    this.kind = kind;
  }

  static List<InvoiceAlerts> all(AlertRoom room) {
    return Stream.of(AlertKind.INVOICE_ISSUED, AlertKind.DUE_SOON, AlertKind.GRACE_ENDING)
        .map(kind -> new InvoiceAlerts(kind, room)).toList();
  }

  /**
   * An invoice with something left to pay.
   *
   * @param rest in lei, without what is being booked
   * @param day until when what is said of it matters: its due date, or the last day without penalties
   * @param told the last day on which it is worth telling
   */
  record Bill(String number, Phrase place, BigDecimal rest, LocalDate day, LocalDate told) {}

  private static final String LOOK = """
    select x.client_code, x.invoice_number, x.issued_on, x.due_on, x.grace_until, coalesce(left_.rest, 0) as rest,
      (select max(a.expires_at) from payment_attempt a join payment_allocation part on part.attempt = a.id
        where a.client_code = x.client_code and part.invoice_number = x.invoice_number and a.state = 'opened'
          and a.expires_at > $6) as paying_until,
    """ + HOLDS + "," + PLACE + ASKED + """
    left join invoice x on x.invoice_number = r.subject
    left join consumption_point p on p.point_id = x.point_id
    left join lateral (select i.rest from invoice_rest(x.client_code) i where i.invoice_number = x.invoice_number) left_
      on true
    order by r.n""";

  @Override
  Iterable<Row> look(Run run, Tuple asked) {
    return room().database().run(LOOK, asked.addOffsetDateTime(room().now().atOffset(ZoneOffset.UTC)));
  }

  @Override
  Finding<Bill> see(Run run, Row row) {
    var bill = bill(row);
    if (bill.rest().signum() <= 0) {
      return new Finding.Skip<>("paid");
    }
    if (room().today().isAfter(bill.told())) {
      return new Finding.Skip<>("too_late");
    }
    OffsetDateTime paying = row.getOffsetDateTime("paying_until");
    return paying == null ? new Finding.Tell<>(bill) : new Finding.Wait<>(paying.toInstant());
  }

  private Bill bill(Row row) {
    var due = row.getLocalDate("due_on");
    var grace = row.getLocalDate("grace_until");
    var told = switch (kind) {
      case DUE_SOON -> due;
      case GRACE_ENDING -> grace;
      default -> row.getLocalDate("issued_on").plusDays(room().business().alerts().newsDays());
    };
    return new Bill(row.getString("invoice_number"), place(row), row.getBigDecimal("rest"),
        kind == AlertKind.GRACE_ENDING ? grace : due, told);
  }

  @Override
  Message message(List<Bill> bills) {
    var total = bills.stream().map(Bill::rest).reduce(new BigDecimal("0.00"), BigDecimal::add);
    var first = bills.stream().min(Comparator.comparing(Bill::day)).orElseThrow();
    boolean one = bills.size() == 1;
    var head = Phrase.of(head(one), "number", first.number(), "place",
        first.place(), "amount", total, "day", first.day(), "count", bills.size());
    var lines = one ? List.<Phrase>of() : bills.stream().map(InvoiceAlerts::line).toList();
    var where = one ? first.place() : Phrase.of("alerts.places", "count", bills.size());
    return new Message(kind.word(), List.of(where, Phrase.of("alerts.lei", "amount", total),
        Phrase.of("alerts.day", "day", first.day())), head, lines, List.of(Phrase.of("alerts.foot_bill")));
  }

  private String head(boolean one) {
    return switch (kind) {
      case DUE_SOON -> one ? "alerts.due_soon" : "alerts.due_soon_several";
      case GRACE_ENDING -> one ? "alerts.grace_ending" : "alerts.grace_ending_several";
      default -> one ? "alerts.invoice_issued" : "alerts.invoice_issued_several";
    };
  }

  private static Phrase line(Bill bill) {
    return Phrase.of("alerts.bill", "place", bill.place(), "amount", bill.rest(), "day", bill.day());
  }

  @Override
  Instant until(Run run, List<Bill> bills) {
    return bills.stream().map(bill -> room().endOf(bill.told())).min(Comparator.naturalOrder()).orElseThrow();
  }
}
