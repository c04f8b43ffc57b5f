package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One-time codes that link a conversation to a client code.
 *
 * <p>A client code that does not exist, or has no contact on file, is treated exactly like any other: same answers, same
 * statements, same rows, and a destination that is invented but always the same. Everything about one client code happens
 * one after the other, so that two tries at once are two tries.
 */
public final class Codes {
  private static final Duration HOUR = Duration.ofHours(1);

  private final Database database;
  private final CodeSender sender;
  private final Business business;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable CodeSecret secret;

  public Codes(Database database, CodeSender sender, Business business, Clock clock) {
    this.database = database;
    this.sender = sender;
    this.business = business;
    this.clock = clock;
  }

  /**
   * Sends a code to the contact on file: a mobile by {@code sms}, else an e-mail by {@code mail}.
   *
   * @param key the same key gets the same code, sent once
   * @param clientCode digits, see {@link Business.ClientCodes#read}; may be unknown
   * @param alternate to the other contact on file, if there is one
   */
  public CodeIssue issue(String key, UUID conversation, String clientCode, boolean alternate) {
    var hashes = secret();
    var now = clock.instant();
    return database.transaction(transaction -> transaction.preparedQuery(LOCK)
        .execute(Tuple.of(clientCode, conversation.toString()))
        .compose(_ -> transaction.preparedQuery(ISSUE_STATE).execute(Tuple.of(clientCode, conversation, key,
            utc(now.minus(HOUR)), business.day(now))))
        .compose(rows -> {
          var row = rows.iterator().next();
          var refusal = refusal(row, now);
          var contacts = Contact.of(row, clientCode, hashes);
          return refusal != null
              ? Future.succeededFuture(refusal)
              : send(transaction, new Wanted(key, conversation, clientCode, now), pick(contacts, alternate), hashes);
        }));
  }

  private record Wanted(String key, UUID conversation, String clientCode, Instant now) {}

  private static Contact pick(List<Contact> contacts, boolean alternate) {
    return alternate ? contacts.getLast() : contacts.getFirst();
  }

  /** What stands against another code, or the code this key got before; null when one may be sent. */
  private @Nullable CodeIssue refusal(Row row, Instant now) {
    var limits = business.codes();
    if (row.getUUID("id") != null) {
      return new CodeIssue.Sent(row.getUUID("id"), row.getString("destination"), instant(row, "expires_at"));
    }
    if (row.getOffsetDateTime("until") != null && instant(row, "until").isAfter(now)) {
      return new CodeIssue.Locked(instant(row, "until"));
    }
    boolean codeFull = row.getLong("of_code") >= limits.perHour();
    boolean conversationFull = row.getLong("of_conversation") >= limits.perHour();
    if (codeFull || conversationFull) {
      var ofCode = codeFull ? instant(row, "first_of_code") : Instant.MIN;
      var ofConversation = conversationFull ? instant(row, "first_of_conversation") : Instant.MIN;
      return new CodeIssue.TooMany((ofCode.isAfter(ofConversation) ? ofCode : ofConversation).plus(HOUR));
    }
    if (row.getOffsetDateTime("last") != null && instant(row, "last").plus(limits.resendAfter()).isAfter(now)) {
      return new CodeIssue.TooSoon(instant(row, "last").plus(limits.resendAfter()));
    }
    return null;
  }

  private Future<CodeIssue> send(SqlClient transaction, Wanted wanted, Contact contact, CodeSecret hashes) {
    var id = UUID.randomUUID();
    var code = digits();
    var expiresAt = wanted.now().plus(business.codes().lives());
    var text = Phrase.of("code.message", "code", code, "minutes", business.codes().lives().toMinutes(), "company",
        business.company().name());
    var row = Tuple.of(id, wanted.key(), wanted.conversation(), wanted.clientCode(), contact.role(), contact.shown(),
        hash(hashes, id, code), utc(wanted.now()), utc(expiresAt));
    return transaction.preparedQuery("""
        insert into link_code (id, idempotency_key, conversation, client_code, role, destination, code_hash, issued_at,
          expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)""").execute(row)
        .compose(_ -> sender.post(transaction, "code:" + id, contact.address(), contact.language(), text))
        .map(_ -> new CodeIssue.Sent(id, contact.shown(), expiresAt));
  }

  /**
   * Tries a code; the right one links the conversation in the same transaction.
   *
   * @param key the same key gets the same answer and counts as one try
   * @param id of {@link CodeIssue.Sent}, asked for in the same conversation
   * @param typed spaces and dashes do not count; what cannot be a code at all costs no try
   */
  public CodeCheck check(String key, UUID conversation, UUID id, String typed) {
    var hashes = secret();
    var now = clock.instant();
    return database.transaction(transaction -> transaction.preparedQuery("""
        select pg_advisory_xact_lock(hashtextextended('link:' || client_code, 0)) from link_code
        where id = $1 and conversation = $2""").execute(Tuple.of(id, conversation))
        .compose(_ -> transaction.preparedQuery(CHECK_STATE).execute(Tuple.of(id, conversation, key,
            utc(now.minus(business.codes().lockFor())), business.day(now))))
        .compose(rows -> rows.size() == 0
            ? Future.succeededFuture(new CodeCheck.Expired())
            : judge(transaction, new Try(key, conversation, id, typed.replaceAll("[\\s.-]", ""), now, hashes),
                rows.iterator().next())));
  }

  private record Try(String key, UUID conversation, UUID id, String typed, Instant now, CodeSecret hashes) {}

  private Future<CodeCheck> judge(SqlClient transaction, Try attempt, Row row) {
    int left = Math.max(0, business.codes().tries() - row.getInteger("tries"));
    if (row.getString("outcome") != null) {
      return again(transaction, attempt, row);
    }
    if (row.getOffsetDateTime("until") != null && instant(row, "until").isAfter(attempt.now())) {
      return Future.succeededFuture(new CodeCheck.Locked(instant(row, "until")));
    }
    if (row.getOffsetDateTime("used_at") != null || left == 0
        || !instant(row, "expires_at").isAfter(attempt.now())) {
      return Future.succeededFuture(new CodeCheck.Expired());
    }
    if (!attempt.typed().matches("\\d{" + business.codes().length() + "}")) {
      return Future.succeededFuture(new CodeCheck.WrongCode(left));
    }
    boolean right = hash(attempt.hashes(), attempt.id(), attempt.typed()).equals(row.getBuffer("code_hash"));
    return right && row.getString("role") != null
        ? link(transaction, attempt, row)
        : wrong(transaction, attempt, row, left - 1);
  }

  /** What the same key was told before. */
  private Future<CodeCheck> again(SqlClient transaction, Try attempt, Row row) {
    return switch (row.getString("outcome")) {
      case "linked" -> account(transaction, attempt, row);
      case "locked" -> Future.succeededFuture(new CodeCheck.Locked(instant(row, "until")));
      default -> Future.succeededFuture(new CodeCheck.WrongCode(row.getInteger("tries_left")));
    };
  }

  /** A link whose mandate is over has no end; the new proof takes its place. */
  private Future<CodeCheck> link(SqlClient transaction, Try attempt, Row row) {
    return transaction.preparedQuery("""
        with used as (update link_code set used_at = $5 where id = $2),
          logged as (insert into link_try (idempotency_key, code, client_code, outcome, tries_left, tried_at)
            values ($6, $2, $3, 'linked', 0, $5))
        insert into account_link (idempotency_key, conversation, client_code, role, since)
        values ('code:' || $2::text, $1, $3, $4, $5)
        on conflict (conversation, client_code) where ended_at is null
          do update set role = excluded.role, since = excluded.since""")
        .execute(Tuple.of(attempt.conversation(), attempt.id(), row.getString("client_code"), row.getString("role"),
            utc(attempt.now()), attempt.key()))
        .compose(_ -> account(transaction, attempt, row));
  }

  private Future<CodeCheck> account(SqlClient transaction, Try attempt, Row row) {
    return Accounts.linked(transaction, attempt.conversation(), row.getString("client_code"),
        business.day(attempt.now())).map(
            account -> account.<CodeCheck>map(linked -> new CodeCheck.Linked(linked.clientCode()))
                .orElseGet(CodeCheck.Expired::new));
  }

  private Future<CodeCheck> wrong(SqlClient transaction, Try attempt, Row row, int left) {
    boolean locks = row.getLong("wrong") + 1 >= business.codes().wrongUntilLock();
    var until = attempt.now().plus(business.codes().lockFor());
    return transaction.preparedQuery("""
        with tried as (update link_code set tries = tries + 1 where id = $1),
          logged as (insert into link_try (idempotency_key, code, client_code, outcome, tries_left, tried_at)
            values ($2, $1, $3, case when $6 then 'locked' else 'wrong' end, $4, $5))
        insert into link_lock (client_code, until) select $3, $7::timestamptz where $6
        on conflict (client_code) do update set until = excluded.until""")
        .execute(Tuple.of(attempt.id(), attempt.key(), row.getString("client_code"), left, utc(attempt.now()), locks,
            utc(until)))
        .compose(_ -> locks
            ? alert(transaction, attempt, row).map(new CodeCheck.Locked(until))
            : Future.succeededFuture(new CodeCheck.WrongCode(left)));
  }

  /** Tells who is on file that somebody is trying codes. */
  private Future<?> alert(SqlClient transaction, Try attempt, Row row) {
    var contact = Contact.of(row, row.getString("client_code"), attempt.hashes()).getFirst();
    var text = Phrase.of("code.alert", "company", business.company().name(), "phone", business.company().phone());
    return sender.post(transaction, "alert:" + attempt.key(), contact.address(), contact.language(), text);
  }

  private String digits() {
    var code = new StringBuilder();
    for (int i = 0; i < business.codes().length(); i++) {
      code.append(random.nextInt(10));
    }
    return code.toString();
  }

  private static Buffer hash(CodeSecret hashes, UUID id, String code) {
    return Buffer.buffer(hashes.of(id.toString(), code));
  }

  private CodeSecret secret() {
    var known = secret;
    if (known == null) {
      known = CodeSecret.of(database);
      secret = known;
    }
    return known;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private static Instant instant(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  private static final String LOCK = """
      select pg_advisory_xact_lock(hashtextextended('link:' || $1, 0)),
        pg_advisory_xact_lock(hashtextextended('link from:' || $2, 0))""";

  private static final String CONTACTS = """
      left join customer c on c.client_code = o.client_code
      left join lateral (select role, phone, email from representative
        where client_code = o.client_code and (phone is not null or email is not null)
          and (valid_from is null or valid_from <= $5) and (valid_to is null or valid_to >= $5)
        order by valid_from desc nulls last, name limit 1) r on true
      left join link_lock k on k.client_code = o.client_code
      """;

  private static final String ISSUE_STATE = """
      select c.phone, c.email, c.language, r.role as rep_role, r.phone as rep_phone, r.email as rep_email, k.until,
        i.id, i.destination, i.expires_at, a.n as of_code, a.first as first_of_code, b.n as of_conversation,
        b.first as first_of_conversation, a.last
      from (select $1::text as client_code) o
      """ + CONTACTS + """
      left join link_code i on i.idempotency_key = $3
      cross join lateral (select count(*) as n, min(issued_at) as first,
          max(issued_at) filter (where conversation = $2) as last
        from link_code where client_code = o.client_code and issued_at > $4) a
      cross join lateral (select count(*) as n, min(issued_at) as first
        from link_code where conversation = $2 and issued_at > $4) b""";

  private static final String CHECK_STATE = """
      select o.client_code, o.role, o.code_hash, o.expires_at, o.tries, o.used_at, t.outcome, t.tries_left, k.until,
        c.phone, c.email, c.language, r.role as rep_role, r.phone as rep_phone, r.email as rep_email,
        (select count(*) from link_try w where w.client_code = o.client_code and w.outcome <> 'linked'
          and w.tried_at > $4 and w.tried_at > coalesce((select max(tried_at) from link_try l
            where l.client_code = o.client_code and l.outcome = 'linked'), '-infinity')) as wrong
      from (select * from link_code where id = $1 and conversation = $2) o
      """ + CONTACTS + """
      left join link_try t on t.idempotency_key = $3""";
}
