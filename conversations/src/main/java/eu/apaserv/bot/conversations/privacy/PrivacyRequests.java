package eu.apaserv.bot.conversations.privacy;

import eu.apaserv.bot.core.store.AuditLog;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Place;
import eu.apaserv.bot.core.store.SealedPart;
import eu.apaserv.bot.core.store.StoredContent;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Requests of people about their data that came another way than by the chat, and what became of them. Each step is in the
 * audit log, in the transaction that takes it.
 */
public final class PrivacyRequests {
  /** Regulation (EU) 2016/679, article 12(3). */
  public static final Period WITHIN = Period.ofMonths(1);

  private static final int MOST = 200;
  private static final int LONGEST = 500;
  private static final String AT = "privacy_request/";
  /** Where the words of a request {@code t} are kept, in SQL. */
  static final String PLACE = "'" + AT + "' || t.conversation";
  /** The columns of words, so that they are sealed anew when keys change. */
  static final List<SealedPart> COLUMNS = Stream.of("reason", "answer")
      .map(column -> SealedPart.text("privacy_request", column, PLACE)).toList();

  private final Database database;
  private final Clock clock;

  public PrivacyRequests(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The same within a transaction. */
  public PrivacyRequests in(Database open) {
    return new PrivacyRequests(open, clock);
  }

  /** What is asked for. */
  public enum Kind {
    /** A copy of everything that is kept. */
    ACCESS,
    /** Erasing it. */
    ERASURE;

    /** As the table has it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a request stands. */
  public enum State {
    /** To be worked off. */
    OPEN,
    /** It was met. */
    DONE,
    /** It was refused, with a reason the person was told. */
    REFUSED
  }

  /**
   * One request.
   *
   * @param channel and {@code address} of the chat it is about
   * @param dueOn a month after it was received
   * @param handedOutAt when the data was last taken out for it, or null
   * @param answer how it was met, or why not; empty while it is open
   */
  public record Request(long id, Kind kind, UUID conversation, String channel, String address, String reason,
      LocalDate receivedOn, LocalDate dueOn, String enteredBy, Instant enteredAt, @Nullable Instant handedOutAt,
      State state, @Nullable String settledBy, @Nullable Instant settledAt, String answer) {}

  /**
   * A chat somebody may mean.
   *
   * @param clientCode by which it was found, or null
   */
  public record Person(UUID conversation, String channel, String address, @Nullable String clientCode) {}

  /**
   * What the assistant did by itself because somebody asked in the chat.
   *
   * @param erasure else it was a copy
   * @param completeAt when the last trace was gone; null: not yet, or it was a copy
   */
  public record ByChat(UUID conversation, boolean erasure, Instant at, @Nullable Instant completeAt) {}

  /**
   * Enters a request.
   *
   * @param reason how it came and what was proven; cut at 500 characters
   */
  public Request enter(Kind kind, UUID conversation, String reason, LocalDate receivedOn, Member staff) {
    long id = database.transaction(transaction -> transaction.preparedQuery("""
        insert into privacy_request (kind, conversation, reason, received_on, due_on, entered_by, entered_at)
        values ($1, $2, $3, $4, $5, $6, $7) returning id""")
        .execute(Tuple.of(kind.code(), conversation, kept(reason, conversation), receivedOn, receivedOn.plus(WITHIN),
            staff.name(),
            clock.instant().atOffset(ZoneOffset.UTC)))
        .compose(rows -> {
          long made = rows.iterator().next().getLong(0);
          return AuditLog.write(transaction, staff, "privacy.entered", subject(made), kind.code())
              .map(_ -> made);
        }));
    return find(id).orElseThrow();
  }

  /** Those to be worked off, the most urgent first. */
  public List<Request> open() {
    return database.list(this::request, LOOK + "where r.state = 'open' order by r.due_on, r.id limit $1",
        MOST);
  }

  /** Those that were settled, the newest first. */
  public List<Request> settled(int limit) {
    return database.list(this::request, LOOK
        + "where r.state <> 'open' order by r.settled_at desc, r.id desc limit $1", limit);
  }

  public Optional<Request> find(long id) {
    return database.first(this::request, LOOK + "where r.id = $1", id);
  }

  /** Notes that the data was taken out for the person. */
  public void handOut(Request request, Member staff, String form) {
    database.transaction(transaction -> transaction
        .preparedQuery("update privacy_request set handed_out_at = $2 where id = $1")
        .execute(Tuple.of(request.id(), clock.instant().atOffset(ZoneOffset.UTC)))
        .compose(_ -> AuditLog.write(transaction, staff, "privacy.exported", subject(request.id()),
            request.conversation() + " " + form))
        .map(_ -> true));
  }

  /**
   * Ends an open request.
   *
   * @param answer how it was met, or why it is refused; cut at 500 characters
   * @return false when somebody else has ended it
   */
  public boolean settle(Request request, State state, String answer, Member staff) {
    var deed = switch (state) {
      case DONE -> request.kind() == Kind.ERASURE ? "privacy.erased" : "privacy.answered";
      case REFUSED -> "privacy.refused";
      case OPEN -> throw new IllegalArgumentException("A request is settled as done or refused");
    };
    return database.transaction(transaction -> transaction.preparedQuery("""
        update privacy_request set state = $2, settled_by = $3, settled_at = $4, answer = $5
        where id = $1 and state = 'open' returning id""")
        .execute(Tuple.of(request.id(), state.name().toLowerCase(Locale.ROOT), staff.name(),
            clock.instant().atOffset(ZoneOffset.UTC), kept(answer, request.conversation())))
        .compose(rows -> rows.size() == 0
            ? Future.succeededFuture(false)
            : AuditLog.write(transaction, staff, deed, subject(request.id()),
                request.conversation().toString()).map(_ -> true)));
  }

  /**
   * Whom staff may mean.
   *
   * @param typed the address of a conversation's page or its number, an address of a channel, or a client code
   */
  public List<Person> people(String typed) {
    var page = PAGE.matcher(typed);
    return database.list(row -> new Person(row.getUUID(0), row.getString(1), row.getString(2), row.getString(3)), """
        select c.id, c.channel, c.address, case when $1 = l.client_code then l.client_code end
        from contact c left join account_link l
          on l.conversation = c.id and l.client_code = $1 and l.ended_at is null
        where c.id::text = $2 or l.client_code is not null
          or c.id in (select a.contact_id from address a where a.id = any($3)) order by c.created_at, c.id limit 20""",
        typed.strip(), page.find() ? page.group().toLowerCase(Locale.ROOT) : "", written(typed.strip()));
  }

  /** As it stands, without what people put between figures, as a number of the whole world, and in small letters. */
  private static String[] written(String typed) {
    var figures = typed.replaceAll("[\\s().-]", "");
    var everywhere = figures.replaceFirst("^(?:0040|40|0)(?=\\d{9}$)", "+40");
    return new String[]{typed, figures, everywhere, typed.toLowerCase(Locale.ROOT)};
  }

  /** What the assistant did by itself, the newest first. */
  public List<ByChat> byChat(int limit) {
    return database.list(row -> {
      var complete = row.getOffsetDateTime(3);
      return new ByChat(row.getUUID(0), row.getBoolean(1), row.getOffsetDateTime(2).toInstant(),
          complete == null ? null : complete.toInstant());
    }, """
        select conversation, true, requested_at, swept_at from erasure where idempotency_key not like $2
        union all select conversation, false, expires_at, null from data_export where idempotency_key not like $2
        order by 3 desc limit $1""", limit, KEY + "%");
  }

  private static final Pattern PAGE = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");
  private static final String KEY = "request:";

  /** What is done for a request, is done once. */
  public static String key(Request request) {
    return KEY + request.id();
  }

  private static String subject(long id) {
    return "privacy " + id;
  }

  private String kept(String words, UUID conversation) {
    var cut = words.length() <= LONGEST ? words : words.substring(0, LONGEST);
    return cut.isEmpty() ? cut : database.seal().text(cut, new Place(AT + conversation));
  }

  private String opened(String kept, UUID conversation) {
    return StoredContent.text(kept, database.seal(), new Place(AT + conversation));
  }

  private static final String LOOK = """
      select r.id, r.kind, r.conversation, r.reason, r.received_on, r.due_on, r.entered_by, r.entered_at, r.handed_out_at,
        r.state, r.settled_by, r.settled_at, r.answer, coalesce(c.channel, '') as channel, coalesce(c.address, '') as address
      from privacy_request r left join contact c on c.id = r.conversation
      """;

  private Request request(Row row) {
    var conversation = row.getUUID("conversation");
    return new Request(row.getLong("id"), Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        conversation, row.getString("channel"), row.getString("address"),
        opened(row.getString("reason"), conversation),
        row.getLocalDate("received_on"), row.getLocalDate("due_on"), row.getString("entered_by"),
        row.getOffsetDateTime("entered_at").toInstant(), moment(row, "handed_out_at"),
        State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)), row.getString("settled_by"),
        moment(row, "settled_at"), opened(row.getString("answer"), conversation));
  }

  private static @Nullable Instant moment(Row row, String column) {
    var at = row.getOffsetDateTime(column);
    return at == null ? null : at.toInstant();
  }
}
