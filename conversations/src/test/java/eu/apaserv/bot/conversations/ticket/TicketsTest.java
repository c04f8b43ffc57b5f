package eu.apaserv.bot.conversations.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.place.StreetName;
import eu.apaserv.bot.core.store.Beside;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets and faults on a real database: numbers, joining, what staff do, and taking a person out. */
class TicketsTest {
  private static final UUID ANA = UUID.randomUUID();
  private static final UUID ION = UUID.randomUUID();
  private static final Place OITUZ = new Place(null, "Roman", "Strada Oituz", "3", null, null, null);

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  private final Hand clock = new Hand("2026-11-25T08:00:00Z");
  private Tickets tickets;
  private Faults faults;
  private TicketWork work;

  @BeforeEach
  void open() {
    tickets = new Tickets(fresh.database(), clock, ZoneId.of("Europe/Bucharest"), DeskRules.defaults());
    faults = new Faults(fresh.database(), tickets, clock, DeskRules.defaults());
    work = new TicketWork(fresh.database(), clock);
  }

  @Test
  void whoFilesWithoutEndAddsToTheLastAndGetsNoMoreNumbers() {
    for (int i = 1; i <= 10; i++) {
      assertThat(tickets.open("a" + i, draft(TicketKind.COMPLAINT, "staff", ANA)).number())
          .endsWith("%06d".formatted(i));
    }
    for (int i = 0; i < 2; i++) {
      assertThat(tickets.open("more", draft(TicketKind.COMPLAINT, "water", ANA)).number()).isEqualTo("R-2026-000010");
    }
    assertThat(work.notes("R-2026-000010")).singleElement().extracting(TicketWork.Note::body)
        .isEqualTo("water\ncurge apa");
    assertThat(tickets.open("a1", draft(TicketKind.COMPLAINT, "staff", ANA)).number()).isEqualTo("R-2026-000001");
    assertThat(tickets.open("b", draft(TicketKind.COMPLAINT, "staff", ION)).number()).isEqualTo("R-2026-000011");
    assertThat(tickets.open("c", draft(TicketKind.CALLBACK, "", ANA)).number()).isEqualTo("R-2026-000012");
    clock.forward(Duration.ofDays(2));
    assertThat(tickets.open("d", draft(TicketKind.COMPLAINT, "staff", ANA)).number()).isEqualTo("R-2026-000013");
  }

  @Test
  void whoseTicketsAreAllAnsweredMayFileAnew() {
    for (int i = 1; i <= 10; i++) {
      tickets.open("a" + i, draft(TicketKind.COMPLAINT, "staff", ANA));
    }
    fresh.database().run("update ticket set state = 'closed', closed_at = now()");
    assertThat(tickets.open("more", draft(TicketKind.COMPLAINT, "staff", ANA)).number()).isEqualTo("R-2026-000011");
  }

  private static Draft draft(TicketKind kind, String topic, UUID who) {
    return new Draft(kind, topic, who, "sms", "ro", null, null, "curge apa", null, List.of("f1"));
  }

  @Test
  void aTicketHasANumberOfItsYearAndTheLegalTerm() {
    var first = tickets.open("a", draft(TicketKind.COMPLAINT, "staff", ANA));
    assertThat(first.number()).isEqualTo("R-2026-000001");
    assertThat(first.dueOn()).isEqualTo(LocalDate.of(2026, 12, 25));
    assertThat(tickets.open("b", draft(TicketKind.COMPLAINT, "staff", ANA)).number()).isEqualTo("R-2026-000002");
    clock.forward(Duration.ofDays(60));
    assertThat(tickets.open("c", draft(TicketKind.CALLBACK, "", ANA)).number()).isEqualTo("R-2027-000001");
  }

  @Test
  void theSameKeyFilesOnce() {
    var first = tickets.open("a", draft(TicketKind.COMPLAINT, "staff", ANA));
    assertThat(tickets.open("a", draft(TicketKind.COMPLAINT, "staff", ANA))).isEqualTo(first);
    assertThat(tickets.open("b", draft(TicketKind.COMPLAINT, "staff", ANA)).number()).isEqualTo("R-2026-000002");
  }

  @Test
  void manyAtOnceGetNumbersOfTheirOwn() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var all = new java.util.ArrayList<Callable<String>>();
      for (int i = 0; i < 40; i++) {
        var who = new UUID(0, i / 2);
        all.add(() -> tickets.open("k" + who, draft(TicketKind.COMPLAINT, "staff", who)).number());
      }
      var numbers = new HashSet<String>();
      for (var done : threads.invokeAll(all)) {
        numbers.add(done.get());
      }
      assertThat(numbers).hasSize(20);
    }
  }

  @Test
  void somebodyElsesTicketIsNotFound() {
    var ticket = tickets.open("a", draft(TicketKind.COMPLAINT, "staff", ANA));
    assertThat(tickets.find(ANA, ticket.number())).isPresent();
    assertThat(tickets.find(ION, ticket.number())).isEmpty();
    assertThat(tickets.of(ION, 10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"'bd. Șt. cel Mare', 'Bulevardul Stefan cel Mare', true", "Oituz, strada oituz, true",
      "'Str. Dr. Ion Pop', 'Ion Pop', true", "'1 Decembrie 1918', 'Strada 1 decembrie 1918', true",
      "'Tg. Ocna', 'Târgu Ocna', true", "Oituz, Cuza, false", "'9 Mai', '1 Mai', false"})
  void streetsAreTheSameHoweverTheyAreWritten(String one, String other, boolean same) {
    assertThat(StreetName.key(one).equals(StreetName.key(other))).isEqualTo(same);
  }

  @Test
  void twoWhoReportTheSameFaultAreOneTicketAndBothHearOfIt() {
    var first = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ);
    var second = faults.report("b", draft(TicketKind.FAULT, "leak", ION),
        new Place(null, "Roman", "oituz", "17", null, null, null));
    assertThat(first.known()).isFalse();
    assertThat(second).isEqualTo(new Faults.Reported(first.number(), true));
    assertThat(faults.report("b", draft(TicketKind.FAULT, "leak", ION), OITUZ)).isEqualTo(second);
    assertThat(tickets.find(ION, first.number()).orElseThrow().joined()).isTrue();
  }

  @Test
  void whatIsToldAfterAReportStandsOnItsTicket() {
    var first = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ);
    var more = draft(TicketKind.FAULT, "burst_pipe", ANA).with(List.of("media.1"));
    var house = new Place(null, "Roman", "Oituz", "19", null, null, null);
    for (int i = 0; i < 2; i++) {
      assertThat(faults.complete("a", more, house)).contains(first);
    }
    var ticket = tickets.find(ANA, first.number()).orElseThrow();
    assertThat(ticket.topic()).isEqualTo("burst_pipe");
    assertThat(fresh.database().list(row -> row.getString(0),
        "select street_number || ' ' || provider_id from ticket join ticket_photo on ticket_id = id order by 1"))
        .containsExactly("19 f1", "19 media.1");
    assertThat(faults.known("a", ANA, "burst_pipe", house)).as("what is ours is no news").isEmpty();
    assertThat(faults.known("b", ION, "burst_pipe", house)).isPresent();
  }

  @Test
  void onTheTicketOfAnotherOrOneThatIsClosedNothingIsWrittenOver() {
    faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ);
    faults.report("b", draft(TicketKind.FAULT, "leak", ION), OITUZ);
    assertThat(faults.complete("b", draft(TicketKind.FAULT, "leak", ION), OITUZ)).isEmpty();
    fresh.database().run("update ticket set state = 'closed'");
    assertThat(faults.complete("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ)).isEmpty();
  }

  @Test
  void anotherKindAnotherTownOrAnotherDayIsAnotherFault() {
    var first = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ).number();
    assertThat(faults.report("b", draft(TicketKind.FAULT, "manhole", ION), OITUZ).number()).isNotEqualTo(first);
    assertThat(faults.report("c", draft(TicketKind.FAULT, "leak", ION), OITUZ.in("Bicaz")).number())
        .isNotEqualTo(first);
    clock.forward(java.time.Duration.ofHours(25));
    assertThat(faults.report("d", draft(TicketKind.FAULT, "leak", ION), OITUZ).number()).isNotEqualTo(first);
  }

  @Test
  void pinsThatAreNearAreTheSamePlace() {
    var first = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), Place.pin(46.9275, 26.3708, null));
    assertThat(faults.report("b", draft(TicketKind.FAULT, "leak", ION), Place.pin(46.9283, 26.3718, null)).known())
        .isTrue();
    assertThat(faults.report("c", draft(TicketKind.FAULT, "leak", ION), Place.pin(46.9300, 26.3708, null)).number())
        .isNotEqualTo(first.number());
  }

  @Test
  void theThirdOfAStreetBringsTheDispatcherOneTicket() {
    var nowhere = draft(TicketKind.FAULT, Faults.NO_WATER, ANA);
    assertThat(faults.noWater("a", nowhere, OITUZ)).isEmpty();
    assertThat(faults.noWater("a2", nowhere, OITUZ)).as("the same person again").isEmpty();
    assertThat(faults.noWater("b", draft(TicketKind.FAULT, Faults.NO_WATER, ION), OITUZ)).isEmpty();
    var third = UUID.randomUUID();
    var number = faults.noWater("c", draft(TicketKind.FAULT, Faults.NO_WATER, third), OITUZ).orElseThrow();
    assertThat(tickets.find(ANA, number)).isPresent();
    var fourth = faults.noWater("d", draft(TicketKind.FAULT, Faults.NO_WATER, UUID.randomUUID()), OITUZ);
    assertThat(fourth).contains(number);
    assertThat(work.list(List.of(TicketState.NEW), 10)).hasSize(1);
    assertThat(new FaultOutages(fresh.database()).at(OITUZ)).extracting(Outage::number).containsExactly(number);
  }

  @Test
  void complaintsFarApartInTimeAreNotCountedTogether() {
    for (var key : List.of("a", "b", "c", "d")) {
      assertThat(faults.noWater(key, draft(TicketKind.FAULT, Faults.NO_WATER, UUID.randomUUID()), OITUZ)).isEmpty();
      clock.forward(java.time.Duration.ofMinutes(20));
    }
  }

  private void contact(UUID who, String number) {
    fresh.database().run("insert into contact (id, channel, address) values ($1, 'sms', $2)", who, number);
    fresh.database().run("insert into address (channel, id, contact_id) values ('sms', $2, $1)", who, number);
    fresh.database().run("insert into conversation (id) values ($1)", who);
  }

  private long sent() {
    return fresh.database().first(row -> row.getLong(0), "select count(*) from outbox").orElseThrow();
  }

  @Test
  void whoJoinsAFaultWhileItIsClosedIsToldToo() {
    contact(ANA, "+40722000001");
    contact(ION, "+40722000002");
    var number = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ).number();
    var closed = fresh.database().asOne(open -> {
      var joining = new Faults(open, new Tickets(open, clock, ZoneId.of("Europe/Bucharest"), DeskRules.defaults()),
          clock,
          DeskRules.defaults());
      assertThat(joining.report("b", draft(TicketKind.FAULT, "leak", ION), OITUZ).known()).isTrue();
      var closing = CompletableFuture.supplyAsync(() -> work.close("w", number, "maria", "S-a reparat."));
      Beside.doneOrWaiting(fresh.database(), closing::isDone);
      return closing;
    });
    assertThat(closed.join()).isTrue();
    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void whoFiledAndWhoJoinedIsToldOnceWhenItIsClosed() {
    contact(ANA, "+40722000001");
    contact(ION, "+40722000002");
    var number = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ).number();
    faults.report("b", draft(TicketKind.FAULT, "leak", ION), OITUZ);
    assertThat(work.assign("w1", number, "maria")).isTrue();
    assertThat(work.expect("w2", number, "maria", Instant.parse("2026-11-25T14:00:00Z"))).isTrue();
    assertThat(work.close("w3", number, "maria", "S-a reparat.")).isTrue();
    assertThat(work.close("w3", number, "maria", "S-a reparat.")).as("the same key").isFalse();
    assertThat(sent()).isEqualTo(2);
    var closed = tickets.find(ANA, number).orElseThrow();
    assertThat(closed.state()).isEqualTo(TicketState.CLOSED);
    assertThat(closed.answer()).isEqualTo("S-a reparat.");
    assertThat(faults.known("c", ION, "leak", OITUZ)).as("a closed fault is not known any more").isEmpty();
  }

  @Test
  void whoStoppedAllMessagesIsNotWrittenTo() {
    contact(ANA, "+40722000001");
    fresh.database().run("update contact set opted_out_at = now()");
    var number = tickets.open("a", draft(TicketKind.COMPLAINT, "staff", ANA)).number();
    assertThat(work.answer("w", number, "maria", "Ne cerem scuze.")).isTrue();
    assertThat(sent()).isZero();
    assertThat(tickets.find(ANA, number).orElseThrow().answer()).isEqualTo("Ne cerem scuze.");
  }

  @Test
  void afterItsTermATicketThatIsDoneWithGoes() {
    var done = tickets.open("a", draft(TicketKind.COMPLAINT, "staff", ANA)).number();
    assertThat(work.close("x", done, "maria", "")).isTrue();
    var open = tickets.open("b", draft(TicketKind.COMPLAINT, "bill", ANA)).number();
    clock.forward(Duration.ofDays(700));
    var late = tickets.open("c", draft(TicketKind.COMPLAINT, "staff", ANA)).number();
    assertThat(work.answer("y", late, "maria", "Ne cerem scuze.")).isTrue();
    clock.forward(Duration.ofDays(500));
    var old = new OldTickets(fresh.database(), Duration.ofDays(1096), clock);
    assertThat(old.sweep()).isEqualTo(1);
    assertThat(old.sweep()).isZero();
    assertThat(work.find(done)).isEmpty();
    assertThat(work.find(open)).as("nobody has answered it").isPresent();
    assertThat(work.find(late)).isPresent();
  }
}
