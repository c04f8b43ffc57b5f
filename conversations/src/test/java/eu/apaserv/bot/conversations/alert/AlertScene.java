package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.RunBatch;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.RunCosts;
import eu.apaserv.bot.core.store.RunFates;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Runs;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** Somebody who is linked to an account with a meter, and everything that tells them. */
final class AlertScene {
  static final String CODE = "1000021";
  private static final Texts TEXTS = Texts.load(Flows.TEXTS);

  /** Noon of a Tuesday, by the utility's clock. */
  final Hand clock = new Hand("2026-11-24T10:00:00Z");
  final UUID ana = UUID.randomUUID();
  final Database database;
  final Billing billing;
  final Subscriptions subscriptions;
  final RunBook book;

  AlertScene(Database database) {
    this.database = database;
    billing = new Billing(database).customer(CODE, "+40722123456", null).meter(CODE, "P1", "19C100277");
    subscriptions = new Subscriptions(database, clock);
    book = new RunBook(database, clock);
    person(ana, "+40700000001");
    billing.link(ana, CODE);
    database.run("update account_link set seen_at = '2026-11-01'");
  }

  void wish(AlertKind kind) {
    subscriptions.subscribe(ana, List.of(kind), new Subscriptions.Target(CODE, null, "whatsapp", false));
  }

  void person(UUID id, String address) {
    database.run("insert into contact (id, channel, address) values ($1, 'whatsapp', $2)", id, address);
    database.run("insert into address (channel, id, contact_id) values ('whatsapp', $2, $1)", id, address);
    database.run("insert into conversation (id) values ($1)", id);
  }

  void invoice(String number, String issued, String due, double amount) {
    invoice(number, CODE, "P1", issued, due, amount);
  }

  void invoice(String number, String code, String point, String issued, String due, double amount) {
    database.run("insert into invoice values ($1, $2, $3, $4, $5, $6, null, null, 0, 0, $7, $7)", number, code, point,
        LocalDate.parse(issued), LocalDate.parse(due), LocalDate.parse(due).plusDays(30), BigDecimal.valueOf(amount));
  }

  void billed(String number, LocalDate issued, LocalDate due, LocalDate grace) {
    database.run("insert into invoice values ($1, $2, 'P1', $3, $4, $5, null, null, 0, 0, 50, 50)", number, CODE,
        issued,
        due, grace);
  }

  void news(String kind, String subject) {
    database.run("""
        insert into billing_event (kind, subject, client_code, happened_on, noted_at)
        values ($1, $2, coalesce((select client_code from invoice where invoice_number = $2), '1000021'), '2026-11-24',
          now())""", kind, subject);
  }

  AlertPost post() {
    return new AlertPost(database, TEXTS, AlertRules.defaults(), List.of("whatsapp", "sms"), "sms"::equals,
        (_, _, text) -> text.length() <= 160 ? 1 : (text.length() + 152) / 153);
  }

  AlertRoom room() {
    return new AlertRoom(database, post(), Business.defaults(), clock);
  }

  AlertSchedule schedule() {
    return new AlertSchedule(room(), book);
  }

  void tell() {
    schedule().round();
    say();
  }

  void say() {
    var runs = runs();
    while (runs.say()) {
      Thread.onSpinWait();
    }
  }

  /** Looks at what became of what was said, after a while. */
  void follow(Duration after) {
    clock.forward(after);
    runs().follow();
  }

  private Runs runs() {
    var outbox = new Outbox(database, "here");
    var rooms = new Runs.Rooms(book, new RunBatch(database), new RunFates(database, Duration.ofMinutes(10)),
        new RunCosts(database, new Alarms(database)), outbox, new Bell());
    return new Runs(rooms, AlertSchedule.kinds(room()), List.of("whatsapp", "sms"), _ -> 1000, clock);
  }

  /** Of the only recipient, with the reason; none where there is none. */
  String state() {
    return database.first(row -> row.getString(0),
        "select concat_ws(' ', state, reason) from run_recipient").orElse("none");
  }

  String one(String sql) {
    return database.first(row -> row.getString(0), sql).orElse("");
  }

  List<String> bodies() {
    return database.list(row -> row.getString(0), "select content->'body'->>'body' from outbox order by id");
  }
}
