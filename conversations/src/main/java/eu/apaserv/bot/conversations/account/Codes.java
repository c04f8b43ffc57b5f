package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One-time codes that link a conversation to a client code.
 *
 * <p>A code to the number of the very chat that asks for it is not held up by what strangers asked for and guessed: else
 * whoever knows a client code keeps its holder out.
 *
 * <p>A client code that does not exist, or has no contact on file, is treated exactly like any other: same answers, same
 * statements, and a destination that is invented but always the same. A letter to an address that nobody has written to needs
 * rows of its own, one to nobody does not: answers leave on a {@link Beat} that hides it. Everything about one client code happens
 * one after the other, so that two tries at once are two tries.
 */
public final class Codes {
  private static final int UNDO_SIGNS = 6;
  /** Many times what asking for a code takes; nobody notices it before a message that comes by SMS. */
  private static final Duration STEP = Duration.ofMillis(20);

  private final Database database;
  private final CodeSender sender;
  private final Business business;
  private final Clock clock;
  private final Beat beat = new Beat(STEP);
  private final SecureRandom random = new SecureRandom();
  private volatile @Nullable CodeSecret secret;

  public Codes(Database database, CodeSender sender, Business business, Clock clock) {
    this.database = database;
    this.sender = sender;
    this.business = business;
    this.clock = clock;
  }

  /** As {@link #issue(CodeRequest)}, to link, for a chat whose number nobody vouches for. */
  public CodeIssue issue(String key, UUID conversation, String clientCode, boolean elsewhere) {
    return issue(new CodeRequest(key, conversation, clientCode, CodeRequest.Purpose.LINK, elsewhere, null));
  }

  /** Sends a code to a contact on file: a mobile by {@code sms}, an e-mail by {@code mail}. */
  public CodeIssue issue(CodeRequest wanted) {
    return beat.answer(() -> issueAtOnce(wanted));
  }

  private CodeIssue issueAtOnce(CodeRequest wanted) {
    var hashes = secret();
    var now = clock.instant();
    return database.transaction(transaction -> transaction.preparedQuery(CodeStatements.LOCK)
        .execute(Tuple.of(wanted.clientCode(), wanted.conversation().toString()))
        .compose(_ -> transaction.preparedQuery(CodeStatements.ISSUE_STATE).execute(Tuple.of(wanted.clientCode(),
            wanted.conversation(), wanted.key(), utc(now.minus(CodeRefusal.HOUR)), business.day(now),
            utc(now.minus(business.holders().reverifyAfter())), utc(now.minus(CodeRefusal.DAY)))))
        .compose(rows -> {
          var row = rows.iterator().next();
          var contact = contact(row, wanted, hashes);
          var refusal = CodeRefusal.of(row, wanted, contact.has(wanted.ownNumber()), business.codes(), now);
          return refusal != null
              ? Future.succeededFuture(refusal)
              : send(transaction, wanted, now, contact, hashes);
        }));
  }

  /**
   * What stands against sending one now, before anybody is asked about the client code: what it costs to ask tells nothing, and
   * nobody asks about many.
   */
  public Optional<CodeIssue> refusal(CodeRequest wanted) {
    var now = clock.instant();
    return database.first(row -> row, CodeStatements.ISSUE_STATE, wanted.clientCode(), wanted.conversation(),
        wanted.key(), utc(now.minus(CodeRefusal.HOUR)), business.day(now),
        utc(now.minus(business.holders().reverifyAfter())),
        utc(now.minus(CodeRefusal.DAY)))
        .flatMap(row -> Optional.ofNullable(CodeRefusal.of(row, wanted,
            contact(row, wanted, secret()).has(wanted.ownNumber()), business.codes(), now)));
  }

  /**
   * The first choice, or the one after that which got the last code. A fresh proof goes only to who is linked: where they
   * cannot be reached, to nobody.
   */
  private static Contact contact(Row row, CodeRequest wanted, CodeSecret hashes) {
    var contacts = new ArrayList<>(Contact.of(row, wanted.clientCode(), hashes));
    if (wanted.purpose() == CodeRequest.Purpose.FRESH) {
      var role = row.getString("linked_role");
      contacts.removeIf(contact -> role == null || !contact.reaches(role, row.getString("linked_person")));
      if (contacts.isEmpty()) {
        contacts.addAll(Contact.decoys(wanted.clientCode(), hashes, Language.RO));
      }
    }
    contacts.sort(Comparator.comparing(contact -> !contact.has(wanted.ownNumber())));
    if (!wanted.elsewhere()) {
      return contacts.getFirst();
    }
    var shown = contacts.stream().map(Contact::shown).toList();
    return contacts.get((shown.indexOf(String.valueOf(row.getString("last_destination"))) + 1) % contacts.size());
  }

  private Future<CodeIssue> send(SqlClient transaction, CodeRequest wanted, Instant now, Contact contact,
      CodeSecret hashes) {
    var id = UUID.randomUUID();
    var code = digits();
    var expiresAt = now.plus(business.codes().lives());
    var text = Phrase.of("code.message", "code", code, "minutes", business.codes().lives().toMinutes(), "company",
        business.company().name());
    var row = Tuple.from(new Object[]{id, wanted.key(), wanted.conversation(), wanted.clientCode(), contact.role(),
        contact.person(), contact.shown(), hash(hashes, id, code), utc(now), utc(expiresAt),
        wanted.purpose().code(), contact.has(wanted.ownNumber())});
    return transaction.preparedQuery("""
        insert into link_code (id, idempotency_key, conversation, client_code, role, person, destination, code_hash,
          issued_at, expires_at, purpose, own) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)""")
        .execute(row)
        .compose(_ -> sender.post(transaction, "code:" + id, contact.address(), contact.language(), text))
        .map(_ -> new CodeIssue.Sent(id, contact.shown(), expiresAt));
  }

  /** Whether who is linked has proved themselves in the last minutes, as {@link Access#FRESH} wants it. */
  public boolean fresh(UUID conversation, String clientCode) {
    return database.first(row -> row.getBoolean(0), CodeStatements.FRESH, conversation, clientCode,
        utc(clock.instant().minus(business.codes().lives()))).orElseThrow();
  }

  /**
   * Tries a code; the right one does what it was asked for in the same transaction.
   *
   * @param key the same key gets the same answer and counts as one try
   * @param id of {@link CodeIssue.Sent}, asked for in the same conversation
   * @param typed spaces and dashes do not count; what cannot be a code at all costs no try
   */
  public CodeCheck check(String key, UUID conversation, UUID id, String typed) {
    return beat.answer(() -> checkAtOnce(key, conversation, id, typed));
  }

  private CodeCheck checkAtOnce(String key, UUID conversation, UUID id, String typed) {
    var hashes = secret();
    var now = clock.instant();
    return database.transaction(transaction -> transaction.preparedQuery("""
        select pg_advisory_xact_lock(hashtextextended('link:' || client_code, 0)) from link_code
        where id = $1 and conversation = $2""").execute(Tuple.of(id, conversation))
        .compose(_ -> transaction.preparedQuery(CodeStatements.CHECK_STATE).execute(Tuple.of(id, conversation, key,
            utc(now.minus(business.codes().lockFor())), business.day(now))))
        .compose(rows -> rows.size() == 0
            ? Future.succeededFuture(new CodeCheck.Expired())
            : judge(transaction, new Try(key, conversation, id, typed.replaceAll("[\\s.-]", ""), now, hashes),
                rows.iterator().next())));
  }

  private record Try(String key, UUID conversation, UUID id, String typed, Instant now, CodeSecret hashes) {}

  private Future<CodeCheck> judge(SqlClient transaction, Try attempt, Row row) {
    int left = Math.max(0, business.codes().tries() - row.getInteger("tries"));
    var locked = CodeRefusal.lockedUntil(row, row.getBoolean("own"), business.codes().lockFor());
    if (row.getString("outcome") != null) {
      return again(row, locked);
    }
    if (locked != null && locked.isAfter(attempt.now())) {
      return Future.succeededFuture(new CodeCheck.Locked(locked));
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
        ? proved(transaction, attempt, row)
        : wrong(transaction, attempt, row, left - 1);
  }

  /** What the same key was told before. */
  private Future<CodeCheck> again(Row row, @Nullable Instant locked) {
    return switch (row.getString("outcome")) {
      case "linked" -> Future.succeededFuture(done(row));
      case "locked" -> Future.succeededFuture(new CodeCheck.Locked(Objects.requireNonNull(locked)));
      default -> Future.succeededFuture(new CodeCheck.WrongCode(row.getInteger("tries_left")));
    };
  }

  private static CodeCheck done(Row row) {
    return row.getString("purpose").equals(CodeRequest.Purpose.LINK.code())
        ? new CodeCheck.Linked(row.getString("client_code"))
        : new CodeCheck.Proved();
  }

  private Future<CodeCheck> proved(SqlClient transaction, Try attempt, Row row) {
    var used = transaction.preparedQuery("""
        with used as (update link_code set used_at = $3 where id = $1)
        insert into link_try (idempotency_key, code, client_code, outcome, tries_left, tried_at)
        values ($2, $1, $4, 'linked', 0, $3)""")
        .execute(Tuple.of(attempt.id(), attempt.key(), utc(attempt.now()), row.getString("client_code")));
    return done(row) instanceof CodeCheck.Linked
        ? used.compose(_ -> link(transaction, attempt, row)).map(_ -> done(row))
        : used.map(_ -> done(row));
  }

  /** The new proof takes the place of the one before, and who is on file is told. */
  private Future<?> link(SqlClient transaction, Try attempt, Row row) {
    var clientCode = row.getString("client_code");
    var token = ShortToken.random(UNDO_SIGNS);
    var link = new NewLink("code:" + attempt.id(), attempt.conversation(), clientCode, row.getString("role"),
        row.getString("person"), "code", null, token, true);
    var now = attempt.now();
    return link.write(transaction, now, business.day(now), now.minus(business.holders().reverifyAfter()))
        .compose(_ -> LinkNews.of(business, sender).linked(transaction, "linked:" + attempt.id(),
            Contact.of(row, clientCode, attempt.hashes()), row.getString("destination"), token));
  }

  private Future<CodeCheck> wrong(SqlClient transaction, Try attempt, Row row, int left) {
    boolean locks = row.getLong("wrong") + 1 >= business.codes().wrongUntilLock();
    var until = attempt.now().plus(business.codes().lockFor());
    return transaction.preparedQuery("""
        with tried as (update link_code set tries = tries + 1 where id = $1),
          logged as (insert into link_try (idempotency_key, code, client_code, outcome, tries_left, tried_at)
            values ($2, $1, $3, case when $6 then 'locked' else 'wrong' end, $4, $5))
        insert into link_lock (client_code, until, guessed) select $3, $7::timestamptz, true where $6 and not $8
        on conflict (client_code) do update set until = excluded.until, guessed = true""")
        .execute(Tuple.of(attempt.id(), attempt.key(), row.getString("client_code"), left, utc(attempt.now()), locks,
            utc(until), row.getBoolean("own")))
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
    return random.ints(business.codes().length(), 0, 10).mapToObj(Integer::toString).collect(Collectors.joining());
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
}
