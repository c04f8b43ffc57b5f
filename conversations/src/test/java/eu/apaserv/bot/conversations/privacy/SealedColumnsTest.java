package eu.apaserv.bot.conversations.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.ticket.DeskRules;
import eu.apaserv.bot.conversations.ticket.Draft;
import eu.apaserv.bot.conversations.ticket.TicketKind;
import eu.apaserv.bot.conversations.ticket.TicketWork;
import eu.apaserv.bot.conversations.ticket.Tickets;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Everywhere;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Resealing;
import eu.apaserv.bot.core.store.Role;
import eu.apaserv.bot.core.store.Sealed;
import eu.apaserv.bot.core.store.StaffAccounts.Member;
import eu.apaserv.bot.core.store.TranscriptKeys;
import eu.apaserv.bot.core.store.TranscriptSeal;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people and staff write in tickets and requests, on a database whose copy must tell no word of it. */
class SealedColumnsTest {
  private static final String K1 = Sealed.key("k1", 1);
  private static final String K2 = Sealed.key("k2", 2);
  private static final UUID ANA = UUID.randomUUID();
  private static final Member MARIA = new Member(1, "maria", Role.ADMIN);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand("2026-11-25T08:00:00Z");
  private Database plain;
  private Database first;

  @BeforeEach
  void open() {
    plain = fresh.database().sealedBy(TranscriptSeal.NONE);
    first = plain.sealedBy(Sealed.by(K1));
    plain.run("insert into contact (id, channel, address) values ($1, 'sms', '+40733000001')", ANA);
    plain.run("insert into conversation (id) values ($1)", ANA);
  }

  @Test
  void aCopyOfTheDatabaseTellsNoWordOfThem() {
    write(first);
    assertThat(Everywhere.find(plain, "zurgalau")).isEmpty();
    isAllThere(first);
  }

  @Test
  void whatWasThereBeforeIsSealedWhenKeysCome() {
    write(plain);
    assertThat(Everywhere.find(plain, "zurgalau")).contains("ticket", "ticket_event", "ticket_note", "privacy_request");
    isAllThere(first);
    reseal(first);
    assertThat(Everywhere.find(plain, "zurgalau")).isEmpty();
    isAllThere(first);
  }

  @Test
  void anOldKeyIsNeededAsLongAsAColumnIsSealedWithIt() {
    new TranscriptKeys(first).begin();
    write(first);
    var second = plain.sealedBy(Sealed.by(K2, K1));
    reseal(second);
    assertThat(Everywhere.find(plain, "sealed:k1:")).isEmpty();
    var alone = plain.sealedBy(Sealed.by(K2));
    assertThat(new TranscriptKeys(alone).problems()).isEmpty();
    isAllThere(alone);
  }

  @Test
  void whatIsCopiedIntoAnotherTicketIsNotReadThereAndTheOthersAre() {
    var one = write(first);
    var other = tickets(first).open("k2", draft("alta"));
    plain.run("update ticket set body = (select body from ticket where number = $1) where number = $2", one,
        other.number());
    assertThat(tickets(first).of(ANA, 5)).extracting(ticket -> ticket.body()).containsExactly("…", "E un zurgalau");
  }

  @Test
  void aPetitionKeepsItsWordsReadableWhenWhoFiledItIsForgotten() {
    var number = write(first);
    for (var one : PersonalTables.ALL) {
      var erase = one.erase();
      if (erase != null) {
        first.run(erase, ANA);
      }
    }
    assertThat(new TicketWork(first, clock).find(number)).get().extracting(ticket -> ticket.body())
        .isEqualTo("E un zurgalau");
    assertThat(new TicketWork(first, clock).notes(number)).isEmpty();
  }

  @Test
  void whatStaffWriteOfARequestIsInNoLogThatStays() {
    var requests = new PrivacyRequests(plain, clock);
    var made = requests.enter(PrivacyRequests.Kind.ACCESS, ANA, "Scrisoare de la zurgalau", LocalDate.of(2026, 11, 20),
        MARIA);
    requests.settle(made, PrivacyRequests.State.REFUSED, "Nu a dovedit ca e zurgalau", MARIA);
    assertThat(Everywhere.find(plain, "zurgalau")).containsExactly("privacy_request");
    assertThat(requests.find(made.id()).orElseThrow().answer()).contains("zurgalau");
  }

  /** @return the number of a ticket of hers, with an answer and a note of colleagues */
  private String write(Database database) {
    var draft = draft("E un zurgalau").reachedAt("la zurgalau acasa");
    var number = tickets(database).open("k1", draft).number();
    var work = new TicketWork(database, clock);
    work.answer("a1", number, "maria", "Am gasit zurgalaul");
    work.note("n1", number, "maria", "Zurgalau vechi");
    work.assign("w1", number, "maria");
    new PrivacyRequests(database, clock).enter(PrivacyRequests.Kind.ACCESS, ANA, "Scrisoare: zurgalau",
        LocalDate.of(2026, 11, 20), MARIA);
    return number;
  }

  private void isAllThere(Database database) {
    var ticket = tickets(database).of(ANA, 5).getFirst();
    assertThat(ticket.body()).isEqualTo("E un zurgalau");
    assertThat(ticket.answer()).isEqualTo("Am gasit zurgalaul");
    var work = new TicketWork(database, clock);
    assertThat(work.events(ticket.number())).extracting(TicketWork.Event::note).containsExactly("Am gasit zurgalaul",
        "");
    assertThat(work.notes(ticket.number())).extracting(TicketWork.Note::body).containsExactly("Zurgalau vechi");
    assertThat(new PrivacyRequests(database, clock).open()).extracting(PrivacyRequests.Request::reason)
        .containsExactly("Scrisoare: zurgalau");
    assertThat(new Exports(database, PersonalTables.ALL, clock, Duration.ofMinutes(15))
        .make(ANA, Exports.Form.JSON, Language.RO).toString()).contains("E un zurgalau", "la zurgalau acasa");
  }

  private Tickets tickets(Database database) {
    return new Tickets(database, clock, ZoneId.of("Europe/Bucharest"), DeskRules.defaults());
  }

  private static Draft draft(String words) {
    return new Draft(TicketKind.COMPLAINT, "", ANA, "sms", "ro", null, null, words, null, List.of());
  }

  private void reseal(Database database) {
    var keys = new TranscriptKeys(database);
    keys.begin();
    for (int walks = 0; walks < 5; walks++) {
      plain.run("update transcript_key set used_at = used_at - interval '1 minute'");
      plain.run(
          """
          update seal_walk set begun_at = begun_at - interval '1 minute', ended_at = ended_at - interval '61 seconds'""");
      var resealing = new Resealing(database, SealedColumns.ALL);
      while (resealing.step()) {
        // some rows at a time
      }
      if (keys.all().stream().filter(key -> key.emptiedAt() == null).count() == 1) {
        return;
      }
    }
    throw new AssertionError("Keys are still needed: " + keys.all());
  }
}
