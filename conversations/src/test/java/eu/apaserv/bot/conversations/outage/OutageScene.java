package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.alert.AlertKind;
import eu.apaserv.bot.conversations.alert.AlertPost;
import eu.apaserv.bot.conversations.alert.AlertRoom;
import eu.apaserv.bot.conversations.alert.AlertRules;
import eu.apaserv.bot.conversations.alert.Subscriptions;
import eu.apaserv.bot.conversations.flow.Flows;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.run.Recipient;
import eu.apaserv.bot.core.run.Run;
import eu.apaserv.bot.core.run.Verdict;
import eu.apaserv.bot.core.store.Alarms;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Outbox;
import eu.apaserv.bot.core.store.RunBatch;
import eu.apaserv.bot.core.store.RunBook;
import eu.apaserv.bot.core.store.RunCosts;
import eu.apaserv.bot.core.store.RunFates;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.work.Bell;
import eu.apaserv.bot.core.work.Runs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A desk for outages, people who want to be told, and what is told. */
final class OutageScene {
  static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");
  private static final Texts TEXTS = Texts.load(Flows.withEngine());
  private static final List<String> CHANNELS = List.of("whatsapp", "sms");

  final Hand clock = new Hand(NOW.toString());
  final RunBook runs;
  final OutageDesk desk;
  final OutageBook book;
  final OutageRun kind;
  final OutageTold told;
  final KnownStreets streets;
  final Database database;

  OutageScene(Database database) {
    this.database = database;
    var business = Business.defaults();
    var rules = new OutageRules(2, Duration.ofHours(24), Duration.ofHours(24));
    var post = new AlertPost(database, TEXTS, AlertRules.defaults(), CHANNELS, "sms"::equals,
        (_, _, text) -> parts(text));
    var words = new OutageWords(business.zone(), "0200");
    streets = new KnownStreets(database, clock);
    runs = new RunBook(database, clock);
    var alerts = new AlertRoom(database, post, business, clock);
    told = new OutageTold(alerts, runs, words, rules);
    desk = new OutageDesk(database, streets, told, rules, clock);
    book = new OutageBook(database, streets, rules, clock);
    kind = new OutageRun(alerts, words);
  }

  UUID person(String channel, String clientCode, String street, String number, AlertKind... kinds) {
    var id = UUID.randomUUID();
    database.run("insert into contact (id, channel, address) values ($1, $2, $3)", id, channel, "+40" + id);
    database.run("insert into conversation (id) values ($1)", id);
    new Billing(database).link(id, clientCode);
    point(clientCode, street, number);
    new Subscriptions(database, clock).subscribe(id, List.of(kinds),
        new Subscriptions.Target(clientCode, null, channel, false));
    return id;
  }

  void point(String clientCode, String street, String number) {
    database.run("""
        insert into consumption_point (point_id, client_code, locality, siruta, street, number)
        values ($1, $2, 'Roman', '120860', $3, $4)""", clientCode + street + number, clientCode, street, number);
  }

  static OutageNotice notice(OutageKind kind, Instant start, @Nullable Instant end, Area... areas) {
    return new OutageNotice(kind, OutageEffect.NO_WATER, start, end, null, "remedierea unei avarii", "",
        List.of(areas), List.of(), "dispecerat");
  }

  static OutageNotice fault(Area... areas) {
    return notice(OutageKind.FAULT, NOW.minusSeconds(600), NOW.plusSeconds(7200), areas);
  }

  static final Area OITUZ = Area.street("Roman", "Strada Oituz");

  Outage published(OutageNotice notice) {
    var draft = desk.draft(UUID.randomUUID().toString(), "ana", notice);
    desk.approve(draft.id(), "ion", draft.draftNo());
    return done(desk.publish(draft.id(), "ana", draft.draftNo(), true));
  }

  static Outage done(Outcome outcome) {
    assertThat(outcome).isInstanceOf(Outcome.Done.class);
    return ((Outcome.Done) outcome).outage();
  }

  Run run(Outage outage, Telling telling) {
    return runs.find("outage/" + outage.id() + "/" + outage.version() + "/" + telling.word()).orElseThrow();
  }

  List<Recipient> recipients(Run run) {
    return database.list(row -> new Recipient(row.getUUID(0), row.getString(1), row.getString(2), Language.RO),
        "select person, subject, channel from run_recipient where run_id = $1 order by person, subject", run.id());
  }

  List<Verdict> decide(Run run) {
    return kind.decide(run, recipients(run));
  }

  static String text(Verdict verdict) {
    var letter = ((Verdict.Say) verdict).letters().getFirst();
    return ((Content.Text) letter.content().plain()).body();
  }

  static int parts(String text) {
    return (text.length() + 159) / 160;
  }

  /** Puts everything into the outbox that is to be said now. */
  void say() {
    var rooms = new Runs.Rooms(runs, new RunBatch(database), new RunFates(database, Duration.ofMinutes(10)),
        new RunCosts(database, new Alarms(database)), new Outbox(database, "here"), new Bell());
    var loop = new Runs(rooms, List.of(kind), CHANNELS, _ -> 1000, clock);
    while (loop.say()) {
      Thread.onSpinWait();
    }
  }

  void sent(Run run) {
    database.run("update run_recipient set state = 'sent' where run_id = $1", run.id());
  }
}
