package eu.apaserv.bot.conversations.console;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.account.SharedLinks;
import eu.apaserv.bot.conversations.alert.Subscriptions;
import eu.apaserv.bot.conversations.invoice.Balance;
import eu.apaserv.bot.conversations.invoice.Invoice;
import eu.apaserv.bot.conversations.invoice.Invoices;
import eu.apaserv.bot.conversations.payment.Debts;
import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.Readings;
import eu.apaserv.bot.conversations.ticket.Tickets;
import eu.apaserv.bot.core.console.Aside;
import eu.apaserv.bot.core.console.Masked;
import eu.apaserv.bot.core.console.Templates;
import eu.apaserv.bot.core.console.Visit;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.store.Consents;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Role;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the utility knows of a person, beside their conversation: accounts, debts, meters, tickets, alerts, consents. */
final class AccountAside implements Aside {
  private static final int MOST_ACCOUNTS = 10;
  private static final int MOST_FOUND = 20;

  private final Database database;
  private final Accounts accounts;
  private final Invoices invoices;
  private final Readings readings;
  private final Tickets tickets;
  private final Subscriptions subscriptions;
  private final Consents consents;
  private final SharedLinks shared;
  private final Clock clock;
  private final ZoneId zone;
  private final Templates templates = Templates.of(AccountAside.class);

  AccountAside(Desks desks) {
    this.database = desks.database();
    this.accounts = desks.accounts();
    this.invoices = desks.invoices();
    this.readings = desks.readings();
    this.tickets = desks.tickets();
    this.subscriptions = new Subscriptions(desks.database(), desks.clock());
    this.consents = new Consents(desks.database());
    this.shared = new SharedLinks(desks.database());
    this.clock = desks.clock();
    this.zone = desks.zone();
  }

  /** One account with what is owed and what its meters showed. */
  record Card(String code, String holder, String role, String places, Owed owed, List<Shown> meters) {}

  /**
   * What the customer is told when they ask how much they owe.
   *
   * @param sum invoices and penalties together; negative: paid too much
   * @param booking received, and not booked by billing yet
   * @param rest what remains once that is booked
   */
  record Owed(BigDecimal sum, BigDecimal penalties, BigDecimal booking, BigDecimal rest, List<Debt> debts) {

    static Owed of(Words words, ZoneId zone, Balance balance, boolean revealed) {
      return new Owed(balance.total(), balance.penaltyTotal(), balance.inProgressTotal(), Debts.of(balance).total(),
          balance.open().stream().map(invoice -> Debt.of(words, zone, balance, invoice, revealed)).toList());
    }
  }

  /** An invoice that is not paid; what is being booked is not late. */
  record Debt(String number, BigDecimal outstanding, String due, boolean late, boolean booking) {

    static Debt of(Words words, ZoneId zone, Balance balance, Invoice invoice, boolean revealed) {
      boolean booking = invoice.outstanding().signum() >= 0 && Debts.beingBooked(balance, invoice);
      return new Debt(revealed ? invoice.number() : Masked.id(invoice.number()), invoice.outstanding(),
          words.day(invoice.dueOn().atStartOfDay(zone).toInstant()), !booking && invoice.overdue(balance.today()),
          booking);
    }
  }

  /** @param sent the value of this window; null: none yet */
  record Shown(String serial, int previous, @Nullable Integer sent) {}

  /** A ticket in a line. */
  record Filed(String number, String kind, String state) {}

  record Panel(Words words, List<Card> cards, List<Filed> tickets, List<String> alerts, List<String> consents) {
    boolean empty() {
      return cards.isEmpty() && tickets.isEmpty() && alerts.isEmpty() && consents.isEmpty();
    }
  }

  @Override
  public String name() {
    return "accounts";
  }

  @Override
  public Role least() {
    return Role.OPERATOR;
  }

  @Override
  public List<String> texts() {
    return ConsolePages.TEXTS;
  }

  @Override
  public Optional<Aside.Panel> panel(Visit visit, UUID conversation, boolean revealed) {
    var words = visit.words();
    var today = LocalDate.ofInstant(clock.instant(), zone);
    var cards = accounts.linked(conversation).stream().limit(MOST_ACCOUNTS)
        .map(account -> card(words, conversation, account, today, revealed)).toList();
    var filed = tickets.of(conversation, MOST_ACCOUNTS).stream().map(ticket -> new Filed(ticket.number(),
        words.or("ticket_kind", ticket.kind().name()), words.or("ticket_state", ticket.state().name()))).toList();
    var alerts = subscriptions.of(conversation).stream().map(one -> words.or("alert", one.kind().name()) + " · "
        + words.or("channel", one.channel())).distinct().toList();
    var agreed = consents.current(conversation).stream().map(one -> words.or("purpose", one.purpose()) + ": "
        + words.say(one.given() ? "aside_account.given" : "aside_account.withdrawn") + ", " + words.day(one.at()))
        .toList();
    var panel = new Panel(words, cards, filed, alerts, agreed);
    return panel.empty()
        ? Optional.empty()
        : Optional.of(new Aside.Panel(words.say("aside_account.title"), templates.content("account", panel)));
  }

  private Card card(Words words, UUID conversation, Account account, LocalDate today, boolean revealed) {
    var balance = invoices.balance(account.clientCode(), today);
    var meters = readings.meters(conversation, account.clientCode()).stream().map(meter -> shown(meter, revealed))
        .toList();
    var places = String.join("; ", account.places().stream().map(place -> place.label()).toList());
    return new Card(revealed ? account.clientCode() : Masked.id(account.clientCode()),
        revealed ? account.holder() : Masked.name(account.holder()),
        words.or("account_role", account.role().toLowerCase(Locale.ROOT)), revealed ? places : Masked.name(places),
        Owed.of(words, zone, balance, revealed), meters);
  }

  private static Shown shown(PlacedMeter meter, boolean revealed) {
    var sent = meter.sent();
    return new Shown(revealed ? meter.serial() : Masked.id(meter.serial()), meter.previous().value(),
        sent == null ? null : sent.value());
  }

  /** Conversations linked to a client code, or that filed a ticket of this number. */
  @Override
  public List<UUID> find(String asked) {
    return database.list(row -> row.getUUID(0), """
        select conversation from account_link where client_code = $1 and ended_at is null
        union
        select conversation from ticket where upper(number) = upper($1) and conversation is not null
        limit $2""", asked, MOST_FOUND);
  }

  /** The holder where billing has a number or mail of theirs, and chats linked to the account on this channel. */
  @Override
  public List<Reached> people(String asked, String channel) {
    return database.list(row -> {
      var address = new Address(channel, row.getString("id"));
      return new Reached(Masked.name(row.getString("name")) + " · " + Masked.id(address.id()), address);
    }, """
        select c.name, case when $2 = 'mail' then c.email else c.phone end as id, 0 as rank from customer c
        where c.client_code = $1 and case when $2 = 'mail' then c.email like '%_@_%' else c.phone ~ '^[+][0-9]{8,15}$'
          and exists (select from address a where a.channel = $2 and a.id like '+%') end
        union
        select c.name, a.id, 1 from account_link l join address a on a.contact_id = l.conversation and a.channel = $2
          join customer c on c.client_code = l.client_code
        where l.client_code = $1 and l.ended_at is null
        order by rank, id limit $3""", asked, channel, MOST_FOUND);
  }

  @Override
  public Future<?> settle(SqlClient transaction, UUID conversation) {
    return shared.settle(transaction, conversation);
  }

  @Override
  public List<String> built(Visit visit, UUID conversation) {
    var built = shared.built(conversation);
    return built.isNothing()
        ? List.of()
        : List.of(visit.words().say("aside_account.built", "readings", built.readings(), "alerts", built.alerts(),
            "invitations", built.invitations()));
  }
}
