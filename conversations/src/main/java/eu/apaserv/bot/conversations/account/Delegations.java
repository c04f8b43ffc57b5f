package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whom a holder lets act for their account: invited with a code that works once, for as long as the holder wants. */
public final class Delegations {
  private static final int SIGNS = 8;
  private static final int UNDO_SIGNS = 6;
  /** Whoever was told of a strange link and has not ended it in this time rings up. */
  private static final Duration UNDO_LIVES = Duration.ofDays(30);
  /** A conversation guesses at so many words that end links in a day, and no more. */
  private static final long UNDO_TRIES = 5;

  private final Database database;
  private final CodeSender sender;
  private final Business business;
  private final Clock clock;

  public Delegations(Database database, CodeSender sender, Business business, Clock clock) {
    this.database = database;
    this.sender = sender;
    this.business = business;
    this.clock = clock;
  }

  /**
   * Whom a holder wants to let in.
   *
   * @param holder who writes to us: gets the message that is passed on
   * @param name as the holder calls the other person
   * @param until the last day; null: until revoked
   */
  public record Wish(eu.apaserv.bot.core.dialogue.Person holder, String clientCode, String name,
      @Nullable LocalDate until) {}

  /**
   * Invites somebody and sends the holder the message to pass on. Only the holder can, with a fresh proof.
   *
   * @param key the same key makes one invitation
   */
  public Invitation invite(String key, Wish wish) {
    var now = clock.instant();
    var expiresAt = now.plus(business.holders().invitationLives());
    var token = ShortToken.random(SIGNS);
    var row = new Object[]{UUID.randomUUID(), key, wish.clientCode(), wish.holder().conversation(), wish.name(),
        wish.until(), hash(token), utc(now), utc(expiresAt), business.day(now),
        utc(now.minus(business.holders().reverifyAfter())), utc(now.minus(business.codes().lives()))};
    var text = Phrase.of("delegate.made", "name", wish.name(), "token", token, "expires",
        expiresAt.atZone(business.zone()));
    return database.transaction(transaction -> transaction
        .preparedQuery("select pg_advisory_xact_lock(hashtextextended('link:' || $1, 0))")
        .execute(Tuple.of(wish.clientCode()))
        .compose(_ -> transaction.preparedQuery(INVITE).execute(Tuple.from(row)))
        .map(rows -> rows.iterator().next())
        .compose(made -> made.getBoolean("new")
            ? sender.post(transaction, "invitation:" + key, wish.holder().address(), wish.holder().language(), text)
                .map(made)
            : Future.succeededFuture(made))
        .map(made -> made.getBoolean("made") ? new Invitation.Made(expiresAt) : new Invitation.NotFresh()));
  }

  /** The invitation of a token; empty when it cannot be taken up by this conversation (any more). */
  public Optional<UUID> find(UUID conversation, String token) {
    return database.first(row -> row.getUUID("id"), "select id from delegation where code_hash = $3 and " + OPEN,
        utc(clock.instant()), conversation, hash(token));
  }

  /** The account an invitation is for, and its end; empty when it cannot be taken up. */
  public Optional<Offer> offer(UUID conversation, UUID invitation) {
    return database.first(row -> new Offer(row.getString("client_code"), row.getLocalDate("valid_to")),
        "select client_code, valid_to from delegation where id = $3 and " + OPEN, utc(clock.instant()), conversation,
        invitation);
  }

  private static final String OPEN = """
      ended_at is null and (accepted_by = $2 or (accepted_by is null and code_expires_at > $1))""";

  /**
   * What is offered.
   *
   * @param until the last day; null: until revoked
   */
  public record Offer(String clientCode, @Nullable LocalDate until) {}

  /**
   * Takes up an invitation: links the conversation and tells the contact on file.
   *
   * @param key the same key gets the same answer
   */
  public Acceptance accept(String key, UUID conversation, UUID invitation) {
    var now = clock.instant();
    var secret = CodeSecret.of(database);
    return database.transaction(transaction -> transaction.preparedQuery("""
        select pg_advisory_xact_lock(hashtextextended('link:' || client_code, 0)) from delegation where id = $1""")
        .execute(Tuple.of(invitation))
        .compose(_ -> transaction.preparedQuery(ACCEPT).execute(Tuple.of(conversation, utc(now), invitation,
            business.day(now), utc(now.minus(business.holders().reverifyAfter())))))
        .compose(rows -> rows.size() == 0
            ? Future.succeededFuture(new Acceptance.Unknown())
            : link(transaction, key, conversation, rows.iterator().next(), now, secret)));
  }

  /** Taken up before, it only confirms the link that still holds: what ended in between is not made anew. */
  private Future<Acceptance> link(SqlClient transaction, String key, UUID conversation, Row row, Instant now,
      CodeSecret secret) {
    var clientCode = row.getString("client_code");
    if (row.getBoolean("taken")) {
      return Future.succeededFuture(row.getBoolean("linked")
          ? new Acceptance.Accepted(clientCode)
          : new Acceptance.Unknown());
    }
    var undo = ShortToken.random(UNDO_SIGNS);
    var link = new NewLink("invitation:" + key, conversation, clientCode, Account.DELEGATE, null, "invitation",
        row.getUUID("id"), undo, false);
    return link.write(transaction, now, business.day(now), now.minus(business.holders().reverifyAfter()))
        .compose(written -> written ? tell(transaction, row, undo, secret) : Future.succeededFuture())
        .map(_ -> new Acceptance.Accepted(clientCode));
  }

  private Future<?> tell(SqlClient transaction, Row row, String undo, CodeSecret secret) {
    var clientCode = row.getString("client_code");
    return transaction.preparedQuery("""
        select phone, email, language, '[]'::jsonb as representatives from customer where client_code = $1""")
        .execute(Tuple.of(clientCode)).compose(rows -> LinkNews.of(business, sender).accepted(transaction,
            "accepted:" + row.getUUID("id"), Contact.of(rows.iterator().next(), clientCode, secret),
            row.getString("name"), undo));
  }

  /** Everybody besides the holder who may act for an account, for its holder only. */
  public List<Person> people(UUID conversation, String clientCode) {
    var day = business.day(clock.instant());
    var heardSince = utc(clock.instant().minus(business.holders().reverifyAfter()));
    var named = database.list(row -> (Person) new Person.Representative(row.getString("name"), row.getString("role"),
        row.getLocalDate("valid_to")), """
            select r.name, r.role, r.valid_to from representative r join account_link l on l.client_code = r.client_code
            where l.conversation = $1 and l.client_code = $2 and l.role = 'holder' and link_holds(l, $3, $4)
              and (r.valid_from is null or r.valid_from <= $3) and (r.valid_to is null or r.valid_to >= $3)
            order by r.name""", conversation, clientCode, day, heardSince);
    var letIn = database.list(row -> (Person) new Person.Delegate(row.getUUID("id"), row.getString("name"),
        row.getLocalDate("valid_to"), row.getUUID("accepted_by") != null), """
            select d.id, d.name, d.valid_to, d.accepted_by from delegation d join account_link l using (client_code)
            where l.conversation = $1 and l.client_code = $2 and l.role = 'holder' and link_holds(l, $3, $4)
              and d.ended_at is null and (d.valid_to is null or d.valid_to >= $3)
              and (d.accepted_by is not null or d.code_expires_at > $5)
            order by d.created_at, d.id""", conversation, clientCode, day, heardSince, utc(clock.instant()));
    return Stream.concat(named.stream(), letIn.stream()).toList();
  }

  /** Ends what a holder granted, and the link made by it. Only the holder can. @return false when they may not */
  public boolean revoke(UUID conversation, UUID delegation) {
    return database.run("""
        with mine as (
          select d.id from delegation d join account_link l using (client_code)
          where d.id = $2 and l.conversation = $1 and l.role = 'holder' and link_holds(l, $3, $4)
        ), ended as (
          update delegation d set ended_at = coalesce(d.ended_at, $5) from mine where d.id = mine.id returning d.id
        ), unlinked as (
          update account_link l set ended_at = $5, ended_why = 'revoked' from mine
          where l.delegation = mine.id and l.ended_at is null
        )
        select id from ended""", conversation, delegation, business.day(clock.instant()),
        utc(clock.instant().minus(business.holders().reverifyAfter())), utc(clock.instant())).iterator().hasNext();
  }

  /**
   * Ends the link that the contact on file was told of and whatever was granted through it, and stops linking to its
   * client code for a while.
   *
   * @param key the same key counts as one try
   * @param conversation who says so: anybody who was told, from wherever they write
   * @param token as they were sent it
   * @return false when there is no such link, it was told of too long ago, or they have guessed too often today
   */
  public boolean undo(String key, UUID conversation, String token) {
    var now = clock.instant();
    var told = token.toUpperCase(Locale.ROOT);
    return database.transaction(transaction -> transaction.preparedQuery(UNDO_LOCK)
        .execute(Tuple.of(told, conversation.toString()))
        .compose(_ -> transaction.preparedQuery(UNDO).execute(Tuple.of(told, utc(now),
            utc(now.plus(business.codes().lockFor())), utc(now.minus(UNDO_LIVES)), conversation, key, UNDO_TRIES,
            utc(now.minus(Duration.ofDays(1))))))
        .compose(rows -> rows.size() > 0
            ? Future.succeededFuture(true)
            : transaction.preparedQuery("""
                insert into link_undo_try (idempotency_key, conversation, tried_at) values ($1, $2, $3)
                on conflict (idempotency_key) do nothing""").execute(Tuple.of(key, conversation, utc(now)))
                .map(false)));
  }

  private static final String UNDO_LOCK = """
      select pg_advisory_xact_lock(hashtextextended('undo:' || $2, 0)),
        (select pg_advisory_xact_lock(hashtextextended('link:' || client_code, 0)) from account_link
          where undo_token = $1)""";

  private static Buffer hash(String token) {
    return Buffer.buffer(ShortToken.hash(token));
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** Not while linking to the client code is locked. */
  private static final String ACCEPT = """
      update delegation d set accepted_by = $1, accepted_at = coalesce(d.accepted_at, $2)
      from delegation before
      where before.id = d.id and d.id = $3 and d.ended_at is null
        and (d.accepted_by = $1 or (d.accepted_by is null and d.code_expires_at > $2))
        and not exists (select from link_lock k where k.client_code = d.client_code and k.until > $2)
      returning d.id, d.client_code, d.name, before.accepted_by is not null as taken,
        exists (select from account_link l where l.conversation = $1 and l.client_code = d.client_code
          and link_holds(l, $4, $5)) as linked""";

  /** What the conversation granted after the link's end was not granted through it. */
  private static final String UNDO = """
      with found as (
        select id, conversation, client_code, ended_at, delegation from account_link
        where undo_token = $1 and since > $4 and (select count(*) from link_undo_try
          where conversation = $5 and tried_at > $8 and idempotency_key <> $6) < $7
      ), revoked as (
        update delegation d set ended_at = coalesce(d.ended_at, $2) from found f
        where d.id = f.delegation or (d.granted_by = f.conversation and d.client_code = f.client_code
          and (f.ended_at is null or d.created_at <= f.ended_at))
        returning d.id
      ), ended as (
        update account_link l set ended_at = $2, ended_why = 'undone' from found f
        where l.ended_at is null and (l.id = f.id or l.delegation in (select id from revoked))
      ), locked as (
        insert into link_lock (client_code, until) select client_code, $3 from found where ended_at is null
        on conflict (client_code) do update set until = greatest(link_lock.until, excluded.until), guessed = false
      )
      select id from found""";

  private static final String INVITE = """
      with made as (
        insert into delegation (id, idempotency_key, client_code, granted_by, name, valid_to, code_hash, created_at,
          code_expires_at)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9
        from account_link l where l.conversation = $4 and l.client_code = $3 and l.role = 'holder'
          and link_holds(l, $10, $11)
          and exists (select from link_code where conversation = $4 and client_code = $3 and used_at >= $12)
        on conflict (idempotency_key) do nothing returning id
      )
      select exists (select from made) as new,
        exists (select from made) or exists (select from delegation where idempotency_key = $2) as made""";
}
