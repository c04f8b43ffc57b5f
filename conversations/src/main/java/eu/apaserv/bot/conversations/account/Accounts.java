package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.billing.BillingSource;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Gathered;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which client codes a conversation may act for. Whether a link still holds is asked in the query that uses it. */
public final class Accounts {
  private final Database database;
  private final Clock clock;
  private final ZoneId zone;
  private final Duration reverifyAfter;
  private final BillingSource billing;
  private final LinkMarks heard;
  private final Gathered<UUID, List<Row>> linked;

  /** Those of the tables. */
  public Accounts(Database database, Clock clock, ZoneId zone) {
    this(database, clock, zone, Business.defaults().holders().reverifyAfter());
  }

  /**
   * @param reverifyAfter silence after which a link sleeps until it is proved again
   */
  public Accounts(Database database, Clock clock, ZoneId zone, Duration reverifyAfter) {
    this(database, clock, zone, reverifyAfter, BillingSource.TABLES, new LinkMarks(database));
  }

  private Accounts(Database database, Clock clock, ZoneId zone, Duration reverifyAfter, BillingSource billing,
      LinkMarks heard) {
    this.database = database;
    this.clock = clock;
    this.zone = zone;
    this.reverifyAfter = reverifyAfter;
    this.billing = billing;
    this.heard = heard;
    this.linked = new Gathered<>(this::read);
  }

  /** The same, with what billing says now. */
  public Accounts through(BillingSource source) {
    return new Accounts(database, clock, zone, reverifyAfter, source, heard);
  }

  /** Where these come from: asked before an answer is given about one of them. */
  public BillingSource billing() {
    return billing;
  }

  /**
   * The accounts a conversation may act for now, the first linked first. Left out are those whose mandate is over or not
   * yet begun, and those that sleep.
   */
  public List<Account> linked(UUID conversation) {
    var rows = linked.get(conversation).orElse(List.of());
    heard.mark(conversation, rows, today(), heardSince());
    return accounts(rows);
  }

  /** One of them; empty when the conversation may not act for the code. */
  public Optional<Account> linked(UUID conversation, String clientCode) {
    return linked(conversation).stream().filter(account -> account.clientCode().equals(clientCode)).findFirst();
  }

  /**
   * Client codes that are linked but sleep: after a long silence, or because the chat's number or account name is another
   * now. A new proof wakes them.
   */
  public List<String> asleep(UUID conversation) {
    return database.list(row -> row.getString(0), """
        select client_code from account_link l where conversation = $1 and ended_at is null
          and link_mandated(l, $2) and not link_awake(l, $3) order by since, client_code""", conversation, today(),
        heardSince());
  }

  /** A customer by code, for staff and for our own work: telling a chat whether one exists is a leak. */
  public Optional<Customer> find(String clientCode) {
    return database.first(Accounts::customer, """
        select client_code, name, type, tax_id, phone, email, language from customer where client_code = $1""",
        clientCode);
  }

  /** Every link of a conversation that has not ended, whether it holds or not. */
  public List<AccountLink> links(UUID conversation) {
    return database.list(row -> new AccountLink(conversation, row.getString("client_code"), row.getString("role"),
        row.getOffsetDateTime("since").toInstant()), """
            select client_code, role, since from account_link
            where conversation = $1 and ended_at is null order by since, client_code""", conversation);
  }

  /**
   * Links without a one-time code: when staff have seen the proof. Once for a key; linking what is linked changes nothing,
   * but a link that no longer holds is replaced.
   *
   * @return the account, or empty when billing has no such customer
   */
  public Optional<Account> link(String key, UUID conversation, String clientCode, String role) {
    if (find(clientCode).isEmpty()) {
      return Optional.empty();
    }
    var link = new NewLink(key, conversation, clientCode, role, null, "staff", null, null, false);
    database.transaction(
        transaction -> link.write(transaction, clock.instant(), today(), heardSince().toInstant()).map(_ -> true));
    return linked(conversation, clientCode);
  }

  /** Ends a link. @return false when there was none */
  public boolean unlink(UUID conversation, String clientCode) {
    return database.run("""
        update account_link set ended_at = $3, ended_why = 'asked'
        where conversation = $1 and client_code = $2 and ended_at is null""", conversation, clientCode, now())
        .rowCount() > 0;
  }

  /**
   * Ends every link of a conversation.
   *
   * @param why in two words, for staff
   * @return how many
   */
  public int unlinkAll(UUID conversation, String why) {
    return database.run("""
        update account_link set ended_at = $2, ended_why = $3 where conversation = $1 and ended_at is null""",
        conversation, now(), why).rowCount();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), zone);
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private OffsetDateTime heardSince() {
    return now().minus(reverifyAfter);
  }

  private static final String LINKED = """
      select conversation, client_code, holder, type, role, since, whole, point_id, locality, siruta, district, street, number,
        block, entrance, apartment, zone, name, heard_at, unmarked
      from links_that_hold($1, $2, $3, $4)""";

  private Future<Map<UUID, List<Row>>> read(List<UUID> conversations) {
    var asked = Tuple.tuple().addArrayOfUUID(conversations.toArray(UUID[]::new)).addLocalDate(today())
        .addOffsetDateTime(heardSince()).addOffsetDateTime(now());
    return database.send(LINKED, asked)
        .map(rows -> rows.stream().collect(Collectors.groupingBy(row -> row.getUUID("conversation"))));
  }

  private static List<Account> accounts(List<Row> rows) {
    var first = new LinkedHashMap<String, Row>();
    var places = new HashMap<String, List<ConsumptionPoint>>();
    for (var row : rows) {
      first.putIfAbsent(row.getString("client_code"), row);
      if (row.getString("point_id") != null) {
        places.computeIfAbsent(row.getString("client_code"), _ -> new ArrayList<>()).add(place(row));
      }
    }
    return first.values().stream().map(row -> new Account(row.getString("client_code"), row.getString("holder"),
        CustomerType.of(row.getString("type")), row.getString("role"), row.getString("whole"),
        row.getOffsetDateTime("since").toInstant(), places.getOrDefault(row.getString("client_code"), List.of())))
        .toList();
  }

  private static ConsumptionPoint place(Row row) {
    return new ConsumptionPoint(row.getString("point_id"), row.getString("client_code"), row.getString("locality"),
        row.getString("siruta"), row.getString("district"), row.getString("street"), row.getString("number"),
        row.getString("block"), row.getString("entrance"), row.getString("apartment"), row.getString("zone"),
        row.getString("name"));
  }

  private static Customer customer(Row row) {
    return new Customer(row.getString("client_code"), row.getString("name"), CustomerType.of(row.getString("type")),
        row.getString("tax_id"), row.getString("phone"), row.getString("email"), row.getString("language"));
  }
}
