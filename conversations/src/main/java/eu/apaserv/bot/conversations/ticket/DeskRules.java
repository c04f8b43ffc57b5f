package eu.apaserv.bot.conversations.ticket;

import eu.apaserv.bot.conversations.office.Office;
import eu.apaserv.bot.conversations.office.WeekHours;
import eu.apaserv.bot.conversations.outage.OutageRules;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the desk works; each value is a setting.
 *
 * @param offices the first is the main one, whose hours are the desk's
 * @param ticketPrefix what registration numbers begin with
 * @param answerDays the term of an answer (OG 27/2002)
 * @param duplicateWindow a fault of the same kind at the same place within it is the one already known
 * @param duplicateMetres pins this near are the same place
 * @param complaints people of one street without water within {@code complaintWindow} that make a dispatcher's ticket
 * @param hardness German degrees by locality; {@code *} for those that are not named
 * @param bulletins where the water's analyses are published
 * @param ticketsKept how long a ticket stays after the last thing that happened to it
 * @param outages how interruptions are announced
 */
public record DeskRules(List<Office> offices, String ticketPrefix, int answerDays, Duration duplicateWindow,
    int duplicateMetres, int complaints, Duration complaintWindow, Map<String, BigDecimal> hardness, URI bulletins,
    Duration ticketsKept, OutageRules outages) {
  public DeskRules {
    offices = List.copyOf(offices);
    hardness = Map.copyOf(hardness);
  }

  /** The values the demo and the tests use. */
  public static DeskRules defaults() {
    var split = WeekHours.read("Mo-Fr 8:00-12:00,12:30-15:30");
    return new DeskRules(
        List.of(
            new Office("Piatra-Neamț", "Strada Izvorului 1", WeekHours.read("Mo-Th 8:00-16:30; Fr 8:00-14:00"),
                Set.of()),
            new Office("Roman", "Bulevardul Republicii 12", split, Set.of()),
            new Office("Târgu Neamț", "Strada Mihai Eminescu 5", split, Set.of())),
        "R", 30, Duration.ofHours(24), 150, 3, Duration.ofMinutes(30),
        Map.of("Piatra-Neamț", new BigDecimal("9.5"), "Roman", new BigDecimal("14"), "Târgu Neamț",
            new BigDecimal("11.2")),
        URI.create("https://apa-demo.example/calitate"), Duration.ofDays(1096), OutageRules.defaults());
  }

  /** The main office. */
  public Office main() {
    return offices.getFirst();
  }
}
