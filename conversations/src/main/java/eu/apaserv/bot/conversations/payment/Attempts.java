package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.conversations.reading.Reference;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Pay links as they are kept: at most one live for a conversation and client code. */
public final class Attempts {
  static final String COLUMNS = """
      id, reference, conversation, channel, address, language, client_code, provider, amount, state, created_at,
        expires_at, starts, pay_url, provider_ref, opened_at
      """;
  /** The longest a provider is given to begin an order; then another opening of the link may try. */
  private static final Duration LONGEST_START = Duration.ofSeconds(30);
  private static final int REFERENCE_PAIRS = 4;

  private static final String ONE_BY_ONE = "select pg_advisory_xact_lock(hashtextextended('pay:' || $1, 0))";

  private final Database database;

  public Attempts(Database database) {
    this.database = database;
  }

  /**
   * What a link is asked for.
   *
   * @param address where the receipt goes
   * @param parts where the money goes; together they are the amount
   */
  public record Wish(UUID conversation, Address address, Language language, String clientCode, String provider,
      List<Allocation> parts) {
    public Wish {
      parts = List.copyOf(parts);
    }

    /** Lei. */
    public BigDecimal amount() {
      return parts.stream().map(Allocation::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
  }

  /**
   * A new link, in place of the one before. The same key gives the same link.
   *
   * @param tokenHash of what its address ends in, by its reference
   */
  Attempt create(String key, Wish wish, Instant now, Instant expiresAt, TokenHash tokenHash) {
    var reference = Reference.random(REFERENCE_PAIRS);
    return database.transaction(transaction -> transaction
        .preparedQuery(ONE_BY_ONE)
        .execute(Tuple.of(wish.clientCode()))
        .compose(
            _ -> transaction.preparedQuery("select " + COLUMNS + " from payment_attempt where idempotency_key = $1")
                .execute(Tuple.of(key)))
        .compose(known -> known.size() > 0
            ? Future.succeededFuture(attempt(known.iterator().next()))
            : insert(transaction, key, wish, now, expiresAt, reference, tokenHash.of(reference))));
  }

  /** The hash of a link's token. */
  @FunctionalInterface
  interface TokenHash {
    byte[] of(String reference);
  }

  private static Future<Attempt> insert(SqlClient transaction, String key, Wish wish, Instant now, Instant expiresAt,
      String reference, byte[] tokenHash) {
    return transaction.preparedQuery("""
        update payment_attempt set live = false, state = case when state = 'created' then 'superseded' else state end
        where conversation = $1 and client_code = $2 and live""")
        .execute(Tuple.of(wish.conversation(), wish.clientCode()))
        .compose(_ -> transaction.preparedQuery("""
            insert into payment_attempt (idempotency_key, reference, conversation, channel, address, language,
              client_code, provider, amount, token_hash, created_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) returning
            """ + COLUMNS)
            .execute(Tuple.of(key, reference, wish.conversation(), wish.address().channel(), wish.address().id())
                .addString(wish.language().code()).addString(wish.clientCode()).addString(wish.provider())
                .addBigDecimal(wish.amount()).addBuffer(Buffer.buffer(tokenHash)).addOffsetDateTime(utc(now))
                .addOffsetDateTime(utc(expiresAt))))
        .map(rows -> attempt(rows.iterator().next()))
        .compose(attempt -> allocate(transaction, attempt, wish.parts()).map(attempt));
  }

  private static Future<?> allocate(SqlClient transaction, Attempt attempt, List<Allocation> parts) {
    var numbers = parts.stream().map(Allocation::invoiceNumber).toArray(String[]::new);
    var amounts = parts.stream().map(Allocation::amount).toArray(BigDecimal[]::new);
    return transaction.preparedQuery("""
        insert into payment_allocation (attempt, position, invoice_number, amount)
        select $1, p.position, p.invoice_number, p.amount
        from unnest($2::text[], $3::numeric[]) with ordinality as p(invoice_number, amount, position)""")
        .execute(Tuple.of(attempt.id()).addArrayOfString(numbers).addArrayOfBigDecimal(amounts));
  }

  /** The link that is given again, unless it was made under this key. */
  Optional<Attempt> live(UUID conversation, String clientCode, Instant now, String butKey) {
    return database.first(Attempts::attempt, "select " + COLUMNS + """
        from payment_attempt where conversation = $1 and client_code = $2 and live and state in ('created', 'opened')
          and expires_at > $3 and idempotency_key <> $4""", conversation, clientCode, utc(now), butKey);
  }

  /** The link that is given again. */
  public Optional<Attempt> live(UUID conversation, String clientCode, Instant now) {
    return database.first(Attempts::attempt, "select " + COLUMNS + """
        from payment_attempt where conversation = $1 and client_code = $2 and live and state in ('created', 'opened')
          and expires_at > $3""", conversation, clientCode, utc(now));
  }

  /** Payments of an account that somebody has begun, by whichever chat, and of which nobody knows the end; latest first. */
  public List<Attempt> begun(String clientCode, Instant since) {
    return database.list(Attempts::attempt, "select " + COLUMNS + """
        from payment_attempt where client_code = $1 and state = 'opened' and opened_at > $2
        order by opened_at desc""", clientCode, utc(since));
  }

  /** Where its money goes, the oldest debt first. */
  public List<Allocation> parts(long attempt) {
    return database.list(row -> new Allocation(row.getString(0), row.getBigDecimal(1)), """
        select invoice_number, amount from payment_allocation where attempt = $1 order by position""", attempt);
  }

  Optional<Attempt> byToken(byte[] tokenHash) {
    return database.first(Attempts::attempt, "select " + COLUMNS + " from payment_attempt where token_hash = $1",
        Buffer.buffer(tokenHash));
  }

  /**
   * Takes the right to begin an order at the provider; empty when somebody else is at it, be it by another link of the same
   * account, when they have begun since this link was made, or when it is too late.
   */
  Optional<Attempt> start(Attempt attempt, Instant now) {
    return database.together(open -> {
      open.run(ONE_BY_ONE, attempt.clientCode());
      return open.first(Attempts::attempt, """
          update payment_attempt set starts = starts + 1, starting_until = $3
          where id = $1 and state = 'created' and expires_at > $2
            and (starting_until is null or starting_until < $2)
            and not exists (select from payment_attempt other where other.client_code = $4 and other.id <> $1
              and ((other.state = 'created' and other.starting_until >= $2)
                or (other.state = 'opened' and other.opened_at > $5)))
          returning
          """ + COLUMNS, attempt.id(), utc(now), utc(now.plus(LONGEST_START)), attempt.clientCode(),
          utc(attempt.createdAt()));
    });
  }

  /** The order stands: whoever opens the link is sent there. A notification that was faster is left as it is. */
  void opened(Attempt attempt, String payUrl, @Nullable String providerRef, Instant now, Instant lookAt) {
    database.run("""
        update payment_attempt set pay_url = $3, provider_ref = coalesce(provider_ref, $4), opened_at = $5, look_at = $6,
          starting_until = null, state = case when state = 'created' then 'opened' else state end
        where id = $1 and starts = $2""", attempt.id(), attempt.starts(), payUrl, providerRef, utc(now), utc(lookAt));
  }

  /** There is no order; the next opening begins another. */
  void notOpened(Attempt attempt) {
    database.run("update payment_attempt set starting_until = null where id = $1 and starts = $2", attempt.id(),
        attempt.starts());
  }

  /** Opened ones whose time to be looked at has come; each is handed to one caller only, and comes again later. */
  List<Attempt> due(Instant now, int most) {
    return database.list(Attempts::attempt, """
        update payment_attempt set looks = looks + 1,
          look_at = $1::timestamptz + least(looks + 1, 30) * interval '2 minutes'
        where id in (select id from payment_attempt where state = 'opened' and look_at <= $1 order by look_at limit $2
          for update skip locked)
        returning
        """ + COLUMNS, utc(now), most);
  }

  /** It is not looked at any more; a notification still decides it. */
  void leave(Attempt attempt) {
    database.run("update payment_attempt set look_at = null where id = $1 and state = 'opened'", attempt.id());
  }

  /** Links nobody opened end quietly. */
  void endUnopened(Instant now) {
    database.run("""
        update payment_attempt set state = 'expired', live = false, decided_at = $1
        where state = 'created' and live and expires_at < $1""", utc(now));
  }

  static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  static Attempt attempt(Row row) {
    var opened = row.getOffsetDateTime("opened_at");
    var address = row.getString("address");
    return new Attempt(row.getLong("id"), row.getString("reference"), row.getUUID("conversation"),
        address.isEmpty() ? null : new Address(row.getString("channel"), address),
        row.getString("language").equals("en") ? Language.EN : Language.RO, row.getString("client_code"),
        row.getString("provider"), row.getBigDecimal("amount"), AttemptState.of(row.getString("state")),
        row.getOffsetDateTime("created_at").toInstant(), row.getOffsetDateTime("expires_at").toInstant(),
        row.getInteger("starts"), row.getString("pay_url"), row.getString("provider_ref"),
        opened == null ? null : opened.toInstant());
  }
}
