package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.UUID;

/**
 * Links a chat whose own verified number is the one on file by a fact on the last invoice, its number or its total,
 * instead of a code. Nobody else is asked, so nobody else learns anything.
 */
public final class InvoiceFact {
  private static final Duration DAY = Duration.ofDays(1);
  private static final int UNDO_SIGNS = 6;

  private final Database database;
  private final CodeSender sender;
  private final Business business;
  private final Clock clock;

  public InvoiceFact(Database database, CodeSender sender, Business business, Clock clock) {
    this.database = database;
    this.sender = sender;
    this.business = business;
    this.clock = clock;
  }

  /** Whether it may be asked: the holder's number on file is this one, there is an invoice, and tries are left. */
  public boolean mayReplaceCode(String clientCode, String ownNumber) {
    return business.holders().invoiceFact() && database.first(row -> row.getBoolean(0), """
        select exists (select from customer where client_code = $1 and phone = $2)
          and exists (select from invoice where client_code = $1)
          and not exists (select from link_lock where client_code = $1 and until > $3)
          and (select count(*) from link_fact where client_code = $1 and outcome = 'wrong' and tried_at > $4) < $5""",
        clientCode, ownNumber, utc(clock.instant()), utc(clock.instant().minus(DAY)),
        (long) business.holders().factTries()).orElseThrow();
  }

  /**
   * Tries a fact; the right one links the conversation as the holder's and tells the contact on file.
   *
   * @param key the same key gets the same answer and counts as one try
   * @param typed an invoice number or an amount
   */
  public boolean prove(String key, UUID conversation, String clientCode, String ownNumber, String typed) {
    var now = clock.instant();
    var secret = CodeSecret.of(database);
    return database.transaction(transaction -> transaction
        .preparedQuery("select pg_advisory_xact_lock(hashtextextended('link:' || $1, 0))")
        .execute(Tuple.of(clientCode))
        .compose(_ -> transaction.preparedQuery(LAST).execute(Tuple.of(clientCode, key, ownNumber,
            utc(now.minus(DAY)), utc(now))))
        .compose(rows -> rows.size() == 0
            ? Future.succeededFuture(false)
            : judge(transaction, new Try(key, conversation, clientCode, typed, now, secret), rows.iterator().next())));
  }

  private record Try(String key, UUID conversation, String clientCode, String typed, Instant now, CodeSecret secret) {}

  private Future<Boolean> judge(SqlClient transaction, Try attempt, Row row) {
    var before = row.getString("outcome");
    boolean refused = row.getBoolean("locked") || row.getLong("wrong") >= business.holders().factTries();
    if (before != null || refused) {
      return Future.succeededFuture("right".equals(before));
    }
    boolean right = fits(row, attempt.typed());
    return transaction.preparedQuery("""
        insert into link_fact (idempotency_key, conversation, client_code, outcome, tried_at)
        values ($1, $2, $3, $4, $5)""")
        .execute(Tuple.of(attempt.key(), attempt.conversation(), attempt.clientCode(), right ? "right" : "wrong",
            utc(attempt.now())))
        .compose(_ -> right ? link(transaction, attempt, row) : Future.succeededFuture()).map(_ -> right);
  }

  private Future<?> link(SqlClient transaction, Try attempt, Row row) {
    var undo = ShortToken.random(UNDO_SIGNS);
    var now = attempt.now();
    var link = new NewLink("fact:" + attempt.key(), attempt.conversation(), attempt.clientCode(), Account.HOLDER, null,
        "invoice", null, undo, true);
    return link.write(transaction, now, business.day(now), now.minus(business.holders().reverifyAfter()))
        .compose(_ -> LinkNews.of(business, sender).linked(transaction, "linked:" + attempt.key(),
            Contact.of(row, attempt.clientCode(), attempt.secret()), Mask.phone(row.getString("phone")), undo));
  }

  private static boolean fits(Row row, String typed) {
    return plain(row.getString("invoice_number")).equals(plain(typed)) || amount(typed, row.getBigDecimal("total"));
  }

  private static boolean amount(String typed, BigDecimal total) {
    var digits = typed.toLowerCase(Locale.ROOT).replaceAll("lei|ron|\\s", "").replace(',', '.');
    return digits.matches("\\d{1,8}(?:\\.\\d{1,2})?") && new BigDecimal(digits).compareTo(total) == 0;
  }

  private static String plain(String number) {
    return number.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static final String LAST = """
      select i.invoice_number, i.total, c.phone, c.email, c.language, '[]'::jsonb as representatives,
        (select outcome from link_fact where idempotency_key = $2) as outcome,
        (select count(*) from link_fact where client_code = $1 and outcome = 'wrong' and tried_at > $4) as wrong,
        exists (select from link_lock where client_code = $1 and until > $5) as locked
      from customer c cross join lateral (select invoice_number, total from invoice where client_code = c.client_code
        order by issued_on desc, invoice_number desc limit 1) i
      where c.client_code = $1 and c.phone = $3""";
}
