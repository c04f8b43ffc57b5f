package eu.apaserv.bot.conversations.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.conversations.Hand;
import eu.apaserv.bot.conversations.place.StreetName;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Reports whose place is put right, and what is wanted no more, on a real database. */
class CorrectedFaultsTest {
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

  private static Draft draft(TicketKind kind, String topic, UUID who) {
    return new Draft(kind, topic, who, "sms", "ro", null, null, "curge apa", null, List.of("f1"));
  }

  @Test
  void whoJoinedAFaultOfAnotherPlaceLeavesItWhenThePlaceIsPutRight() {
    var cuza = new Place(null, "Roman", "Cuza Vodă", "5", null, null, null);
    var oituz = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ).number();
    assertThat(faults.report("b", "b1", draft(TicketKind.FAULT, "leak", ION), OITUZ).known()).isTrue();
    for (int i = 0; i < 2; i++) {
      assertThat(faults.report("b", "b2", draft(TicketKind.FAULT, "leak", ION), cuza))
          .isEqualTo(new Faults.Reported("R-2026-000002", false));
    }
    assertThat(tickets.of(ION, 10)).extracting(Ticket::number).containsExactly("R-2026-000002");
    assertThat(work.reporters(oituz)).containsExactly(ANA);
    assertThat(fresh.database().list(row -> row.getString(0), """
        select number || ' ' || p.conversation from ticket t join ticket_photo p on p.ticket_id = t.id order by 1"""))
        .containsExactly(oituz + " " + ANA, "R-2026-000002 " + ION);
  }

  @Test
  void whoPutsTheHouseRightStaysWithTheFaultOfTheStreet() {
    var first = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ).number();
    faults.report("b", "b1", draft(TicketKind.FAULT, "leak", ION), OITUZ);
    assertThat(faults.report("b", "b2", draft(TicketKind.FAULT, "leak", ION), OITUZ.at("13")))
        .isEqualTo(new Faults.Reported(first, true));
    assertThat(work.reporters(first)).containsExactly(ANA, ION);
  }

  @Test
  void ofTwoKnownFaultsTheOneOfTheRightPlaceIsJoined() {
    var cuza = new Place(null, "Roman", "Cuza Vodă", "5", null, null, null);
    var wrong = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ).number();
    var right = faults.report("c", draft(TicketKind.FAULT, "leak", UUID.randomUUID()), cuza).number();
    faults.report("b", "b1", draft(TicketKind.FAULT, "leak", ION), OITUZ);
    assertThat(faults.report("b", "b2", draft(TicketKind.FAULT, "leak", ION), cuza))
        .isEqualTo(new Faults.Reported(right, true));
    assertThat(work.reporters(wrong)).containsExactly(ANA);
    assertThat(work.reporters(right)).contains(ION);
  }

  @Test
  void whatIsClosedIsReportedAnewAtTheRightPlace() {
    var cuza = new Place(null, "Roman", "Cuza Vodă", "5", null, null, null);
    var first = faults.report("a", "a1", draft(TicketKind.FAULT, "leak", ANA), OITUZ).number();
    assertThat(work.close("w", first, "maria", "Nu am găsit nimic.")).isTrue();
    for (int i = 0; i < 2; i++) {
      assertThat(faults.report("a", "a2", draft(TicketKind.FAULT, "leak", ANA), cuza))
          .isEqualTo(new Faults.Reported("R-2026-000002", false));
    }
  }

  @Test
  void whatTheyWantNoMoreIsWrittenOnTheirTicketAndOthersAreLeft() {
    var own = faults.report("a", draft(TicketKind.FAULT, "leak", ANA), OITUZ).number();
    faults.report("b", draft(TicketKind.FAULT, "leak", ION), OITUZ);
    for (int i = 0; i < 2; i++) {
      tickets.withdraw("w", ANA, tickets.find(ANA, own).orElseThrow(), "retrag sesizarea");
    }
    tickets.withdraw("x", ION, tickets.find(ION, own).orElseThrow(), "retrag sesizarea");
    assertThat(work.notes(own)).singleElement().extracting(TicketWork.Note::body)
        .isEqualTo("withdrawn\nretrag sesizarea");
    assertThat(tickets.of(ION, 10)).isEmpty();
    assertThat(tickets.find(ANA, own).orElseThrow().state()).isEqualTo(TicketState.NEW);
  }

  @Test
  void whoPutsTheStreetRightIsCountedThereAndNoMoreInTheOther() {
    var cuza = new Place(null, "Roman", "Cuza Vodă", null, null, null, null);
    var dry = draft(TicketKind.FAULT, Faults.NO_WATER, ANA);
    faults.noWater("a", dry, OITUZ);
    faults.noWater("b", draft(TicketKind.FAULT, Faults.NO_WATER, ION), OITUZ);
    var third = draft(TicketKind.FAULT, Faults.NO_WATER, UUID.randomUUID());
    var number = faults.noWater("c", third, OITUZ).orElseThrow();
    for (int i = 0; i < 2; i++) {
      assertThat(faults.noWater("a", dry, cuza)).isEmpty();
    }
    assertThat(tickets.of(ANA, 10)).isEmpty();
    assertThat(tickets.find(ION, number)).isPresent();
    assertThat(fresh.database().list(row -> row.getString(0),
        "select street_key from water_report where conversation = $1", ANA))
        .containsExactly(StreetName.key("Cuza Vodă"));
    assertThat(faults.noWater("c", third, cuza)).as("two are too few there").isEmpty();
  }
}
