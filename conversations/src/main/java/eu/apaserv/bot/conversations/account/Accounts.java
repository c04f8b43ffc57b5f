package eu.apaserv.bot.conversations.account;

import eu.apaserv.bot.conversations.billing.BillingSource;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.ZoneId;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which client codes a conversation may act for. */
public final class Accounts {
  private final Database database;
  private final Clock clock;
  private final ZoneId zone;
  private final BillingSource billing;

  /** Those of the tables. */
  public Accounts(Database database, Clock clock, ZoneId zone) {
    this(database, clock, zone, BillingSource.TABLES);
  }

  private Accounts(Database database, Clock clock, ZoneId zone, BillingSource billing) {
    this.database = database;
    this.clock = clock;
    this.zone = zone;
    this.billing = billing;
  }

  /** The same, with what billing says now. */
  public Accounts through(BillingSource source) {
    return new Accounts(database, clock, zone, source);
  }

  /** Where these come from: asked before an answer is given about one of them. */
  public BillingSource billing() {
    return billing;
  }

  /**
   * The accounts a conversation is linked to, the first linked first. A representative's whose mandate is over or not yet
   * begun is left out.
   */
  public List<Account> linked(UUID conversation) {
    return accounts(database.run(LINKED, conversation, LocalDate.ofInstant(clock.instant(), zone)));
  }

  /** One of them; empty when the conversation may not act for the code. */
  public Optional<Account> linked(UUID conversation, String clientCode) {
    return linked(conversation).stream().filter(account -> account.clientCode().equals(clientCode)).findFirst();
  }

  /** A customer by code, for staff and for our own work: telling a chat whether one exists is a leak. */
  public Optional<Customer> find(String clientCode) {
    return database.first(Accounts::customer, """
        select client_code, name, type, tax_id, phone, email, language from customer where client_code = $1""",
        clientCode);
  }

  /** Every link of a conversation that has not ended, mandates aside. */
  public List<AccountLink> links(UUID conversation) {
    return database.list(row -> new AccountLink(conversation, row.getString("client_code"), row.getString("role"),
        row.getOffsetDateTime("since").toInstant()), """
            select client_code, role, since from account_link
            where conversation = $1 and ended_at is null order by since, client_code""", conversation);
  }

  /**
   * Links without a one-time code: when staff or a fact on an invoice has proved it. Once for a key; linking what is
   * linked changes nothing.
   *
   * @return the account, or empty when billing has no such customer
   */
  public Optional<Account> link(String key, UUID conversation, String clientCode, String role) {
    if (find(clientCode).isEmpty()) {
      return Optional.empty();
    }
    database.run(LINK, key, conversation, clientCode, role, now());
    return linked(conversation, clientCode);
  }

  /** Ends a link. @return false when there was none */
  public boolean unlink(UUID conversation, String clientCode) {
    return database.run("""
        update account_link set ended_at = $3, ended_why = 'asked'
        where conversation = $1 and client_code = $2 and ended_at is null""", conversation, clientCode, now())
        .rowCount() > 0;
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  static final String LINK = """
      insert into account_link (idempotency_key, conversation, client_code, role, since)
      values ($1, $2, $3, $4, $5) on conflict do nothing""";

  private static final String LINKED = """
      select c.client_code, c.name, c.type, l.role, p.point_id, p.locality, p.siruta, p.district, p.street, p.number,
        p.block, p.entrance, p.apartment, p.zone
      from account_link l
      join customer c on c.client_code = l.client_code
      left join consumption_point p on p.client_code = c.client_code
      where l.conversation = $1 and l.ended_at is null
        and mandate_holds(l.client_code, l.role, $2)
      order by l.since, l.client_code, p.point_id""";

  /** The account as the conversation sees it, read inside a transaction that may just have linked it. */
  static Future<Optional<Account>> linked(SqlClient transaction, UUID conversation, String clientCode, LocalDate day) {
    return transaction.preparedQuery(LINKED).execute(Tuple.of(conversation, day)).map(rows -> accounts(rows).stream()
        .filter(account -> account.clientCode().equals(clientCode)).findFirst());
  }

  private static List<Account> accounts(RowSet<Row> rows) {
    var byCode = new LinkedHashMap<String, Account>();
    for (var row : rows) {
      var places = new ArrayList<ConsumptionPoint>();
      var known = byCode.get(row.getString("client_code"));
      if (known != null) {
        places.addAll(known.places());
      }
      if (row.getString("point_id") != null) {
        places.add(place(row));
      }
      byCode.put(row.getString("client_code"), new Account(row.getString("client_code"), row.getString("name"),
          CustomerType.of(row.getString("type")), row.getString("role"), places));
    }
    return List.copyOf(byCode.values());
  }

  private static ConsumptionPoint place(Row row) {
    return new ConsumptionPoint(row.getString("point_id"), row.getString("client_code"), row.getString("locality"),
        row.getString("siruta"), row.getString("district"), row.getString("street"), row.getString("number"),
        row.getString("block"), row.getString("entrance"), row.getString("apartment"), row.getString("zone"));
  }

  private static Customer customer(Row row) {
    return new Customer(row.getString("client_code"), row.getString("name"), CustomerType.of(row.getString("type")),
        row.getString("tax_id"), row.getString("phone"), row.getString("email"), row.getString("language"));
  }
}
