package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Digests;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Letterbox;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where a payment is decided: by what a provider verifiably said, once, and only when it speaks of the money
 * we asked for. The change, the ledger and the message to the customer are one transaction.
 */
public final class Bookings {
  private static final Logger LOG = LoggerFactory.getLogger(Bookings.class);
  private static final Pattern ORDER = Pattern.compile("([A-Z0-9]{6,20})-\\d{1,6}");

  private final Database database;
  private final Texts texts;
  private final Predicate<String> brief;
  private final Business business;
  private final Clock clock;

  /** @param brief whether every character costs on a channel of that name */
  public Bookings(Database database, Texts texts, Predicate<String> brief, Business business, Clock clock) {
    this.database = database;
    this.texts = texts;
    this.brief = brief;
    this.business = business;
    this.clock = clock;
  }

  /**
   * Takes what a provider said.
   *
   * @param signed what the provider signed or answered: the same again changes nothing
   */
  public Verdict take(PaymentNotice notice, Buffer signed) {
    var order = ORDER.matcher(notice.orderId());
    var reference = order.matches() ? order.group(1) : "";
    var verdict = database.transaction(transaction -> transaction
        .preparedQuery("select " + Attempts.COLUMNS + "from payment_attempt where reference = $1 for update")
        .execute(Tuple.of(reference))
        .compose(rows -> take(transaction, notice, signed, rows)));
    if (verdict == Verdict.MISMATCH || verdict == Verdict.UNKNOWN) {
      LOG.error("A notification of {} about order {} was not booked ({}): compare it with the provider's own list",
          notice.provider(), reference.isEmpty() ? "of another form" : notice.orderId(), verdict.code());
    }
    return verdict;
  }

  private Future<Verdict> take(SqlClient transaction, PaymentNotice notice, Buffer signed, RowSet<Row> rows) {
    var found = rows.iterator();
    if (!found.hasNext()) {
      return keep(transaction, notice, signed, Verdict.UNKNOWN);
    }
    var attempt = Attempts.attempt(found.next());
    if (!fits(attempt, notice) || ofOtherMoney(attempt, notice)) {
      return keep(transaction, notice, signed, Verdict.MISMATCH);
    }
    var after = ofAbandonedOrder(attempt, notice) ? attempt.state() : attempt.state().after(notice.outcome());
    var verdict = after == attempt.state() ? Verdict.NOTED : Verdict.DECIDED;
    return keep(transaction, notice, signed, verdict).compose(kept -> kept == Verdict.DECIDED
        ? second(transaction, attempt, after).compose(second -> second.isPresent()
            ? counts(transaction, attempt, second.get()).map(kept)
            : decide(transaction, attempt, notice, after).compose(_ -> returned(transaction, notice, signed)).map(kept))
        : Future.succeededFuture(kept));
  }

  /** Of an order paid twice, where the payment that counts was given back: the other's reference, if that one still stands. */
  private static Future<Optional<String>> second(SqlClient transaction, Attempt attempt, AttemptState after) {
    if (attempt.state() != AttemptState.PAID || after != AttemptState.REFUNDED) {
      return Future.succeededFuture(Optional.empty());
    }
    return transaction.preparedQuery("""
        select n.provider_ref from payment_notification n
        where n.order_id in (select $1 || '-' || s from generate_series(0, $2) s) and n.provider = $3
          and n.outcome = 'paid' and n.verdict = 'mismatch' and n.amount = $4 and n.currency = $5
          and n.provider_ref is distinct from $6 and not exists (select from payment_notification b
            where b.order_id = n.order_id and b.provider = n.provider and b.provider_ref = n.provider_ref
              and b.outcome = 'refunded' and coalesce(b.amount, n.amount) >= n.amount)
        order by n.id limit 1""")
        .execute(Tuple.of(attempt.reference(), attempt.starts(), attempt.provider(), attempt.amount(),
            PaymentOrder.CURRENCY).addString(attempt.providerRef()))
        .map(rows -> rows.stream().map(row -> row.getString(0)).findFirst());
  }

  /** From now on the order is paid by that one. Nothing has changed for the customer, so nothing is told. */
  private static Future<?> counts(SqlClient transaction, Attempt attempt, String second) {
    LOG.info("Of order {}, paid twice, the first payment was given back: the second pays it", attempt.orderId());
    return transaction.preparedQuery("update payment_attempt set provider_ref = $2 where id = $1")
        .execute(Tuple.of(attempt.id(), second));
  }

  /** Part of it was given back by hand: the payment stays one, and a person compares the sums. */
  private Future<?> returned(SqlClient transaction, PaymentNotice notice, Buffer signed) {
    if (notice.returned() == null) {
      return Future.succeededFuture();
    }
    LOG.error("Part of order {} was given back at {}: see its amount in payment_notification and tell billing",
        notice.orderId(), notice.provider());
    var back = new PaymentNotice(notice.provider(), notice.orderId(), notice.providerRef(), PaymentOutcome.REFUNDED,
        notice.returned(), notice.currency());
    return keep(transaction, back, Buffer.buffer("returned:").appendBuffer(signed), Verdict.MISMATCH);
  }

  /** Money of another amount or currency is not the payment we asked for. */
  private static boolean fits(Attempt attempt, PaymentNotice notice) {
    var amount = notice.amount();
    var currency = notice.currency();
    var paid = notice.outcome() == PaymentOutcome.PAID;
    return attempt.provider().equals(notice.provider())
        && (amount == null ? !paid : attempt.amount().compareTo(amount) == 0)
        && (currency == null ? !paid : PaymentOrder.CURRENCY.equals(currency));
  }

  /**
   * Paid under another reference is money taken twice: a person gives it back. That it was given back, the provider tells under
   * the same order; the payment that counts is still one.
   */
  private static boolean ofOtherMoney(Attempt attempt, PaymentNotice notice) {
    var before = attempt.providerRef();
    var now = notice.providerRef();
    boolean wasPaid = attempt.state() == AttemptState.PAID || attempt.state() == AttemptState.REFUNDED;
    boolean isMoney = notice.outcome() == PaymentOutcome.PAID || notice.outcome() == PaymentOutcome.REFUNDED;
    return wasPaid && isMoney && before != null && now != null && !before.equals(now);
  }

  /**
   * An order that the provider began and did not say so is left behind: the link leads to the next one. That it was not paid, as
   * it is told at last, says nothing of that one.
   */
  private static boolean ofAbandonedOrder(Attempt attempt, PaymentNotice notice) {
    boolean isRefusal = notice.outcome() == PaymentOutcome.DECLINED || notice.outcome() == PaymentOutcome.EXPIRED;
    return isRefusal && !notice.orderId().equals(attempt.orderId());
  }

  /** @return repeated when exactly this was kept before */
  private Future<Verdict> keep(SqlClient transaction, PaymentNotice notice, Buffer signed, Verdict verdict) {
    var ledger = Tuple.of(notice.provider(), Buffer.buffer(Digests.sha256(signed.getBytes())), cut(notice.orderId()),
        notice.providerRef() == null ? null : cut(notice.providerRef()), notice.outcome().code());
    return transaction.preparedQuery("""
        insert into payment_notification (provider, fingerprint, order_id, provider_ref, outcome, amount, currency,
          verdict, received_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing""")
        .execute(ledger.addBigDecimal(notice.amount()).addString(notice.currency()).addString(verdict.code())
            .addOffsetDateTime(Attempts.utc(clock.instant())))
        .map(done -> done.rowCount() == 0 ? Verdict.REPEATED : verdict);
  }

  private static String cut(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64);
  }

  private Future<?> decide(SqlClient transaction, Attempt attempt, PaymentNotice notice, AttemptState after) {
    var now = clock.instant();
    var paid = after == AttemptState.PAID;
    return transaction.preparedQuery("""
        update payment_attempt set state = $2, live = false, look_at = null, decided_at = $3,
          provider_ref = coalesce($4, provider_ref), paid_on = coalesce($5, paid_on),
          counts_until = coalesce($6, counts_until)
        where id = $1""")
        .execute(Tuple.of(attempt.id(), after.code(), Attempts.utc(now), notice.providerRef(),
            after == AttemptState.REFUNDED ? null : business.day(now), paid ? Attempts.utc(counts(now)) : null))
        .compose(_ -> transaction.preparedQuery("""
            select invoice_number, amount from payment_allocation where attempt = $1 order by position""")
            .execute(Tuple.of(attempt.id())))
        .compose(parts -> tell(transaction, attempt, after, parts, now));
  }

  private Instant counts(Instant now) {
    return now.plus(Duration.ofDays(business.money().bookingDays()));
  }

  /** Once: in the transaction that decides, which happens once. Who wrote STOP is told nothing, nor who was forgotten. */
  private Future<?> tell(SqlClient transaction, Attempt attempt, AttemptState after, RowSet<Row> parts, Instant now) {
    var address = attempt.address();
    boolean isNews = after != AttemptState.REFUNDED || attempt.state() == AttemptState.PAID;
    return address == null || !isNews
        ? Future.succeededFuture()
        : tell(transaction, attempt, address, said(attempt, after, parts, now));
  }

  private Future<?> tell(SqlClient transaction, Attempt attempt, Address address, Phrase said) {
    var body = texts.render(attempt.language(), brief.test(address.channel()), said);
    return transaction.preparedQuery("select from contact where id = $1 and opted_out_at is not null")
        .execute(Tuple.of(attempt.conversation()))
        .compose(silent -> silent.size() > 0
            ? Future.succeededFuture()
            : Letterbox.post(database.seal(), transaction, address, new Content.Text(body), false, 0, null));
  }

  private Phrase said(Attempt attempt, AttemptState after, RowSet<Row> parts, Instant now) {
    var lines = new ArrayList<Allocation>();
    parts.forEach(row -> lines.add(new Allocation(row.getString(0), row.getBigDecimal(1))));
    return switch (after) {
      case PAID -> Phrase.of("pay.receipt", "amount", attempt.amount(), "on", business.day(now), "lines",
          lines.stream().map(Bookings::line).toList(), "code", attempt.clientCode(), "reference", attempt.reference(),
          "days", business.money().bookingDays());
      case REFUNDED -> Phrase.of("pay.refunded", "amount", attempt.amount(), "reference", attempt.reference());
      case EXPIRED -> Phrase.of("pay.expired", "amount", attempt.amount());
      default -> Phrase.of("pay.declined", "amount", attempt.amount());
    };
  }

  private static Phrase line(Allocation part) {
    return part.penalty()
        ? Phrase.of("pay.part_penalties", "amount", part.amount())
        : Phrase.of("pay.part", "number", part.invoiceNumber(), "amount", part.amount());
  }
}
