package eu.apaserv.bot.docker;

import static eu.apaserv.bot.docker.Form.atLeast;
import static eu.apaserv.bot.docker.Form.duration;
import static eu.apaserv.bot.docker.Form.pattern;
import static eu.apaserv.bot.docker.Form.web;
import static eu.apaserv.bot.docker.Form.whole;
import static eu.apaserv.bot.docker.Setting.open;

import eu.apaserv.bot.conversations.office.Office;
import eu.apaserv.bot.conversations.office.WeekHours;
import eu.apaserv.bot.conversations.outage.OutageRules;
import eu.apaserv.bot.conversations.ticket.DeskRules;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the desk works; the standard values are {@link DeskRules#defaults()}. */
final class DeskTable {
  private static final String STANDARD_OFFICES = "Piatra-Neamț | Strada Izvorului 1 | Mo-Th 8:00-16:30; Fr 8:00-14:00"
      + " # Roman | Bulevardul Republicii 12 | Mo-Fr 8:00-12:00,12:30-15:30"
      + " # Târgu Neamț | Strada Mihai Eminescu 5 | Mo-Fr 8:00-12:00,12:30-15:30";

  private DeskTable() {}

  static final Setting<List<Office>> OFFICES = open("BUSINESS_OFFICES",
      "where customers are received and when; the first is the main one", STANDARD_OFFICES, offices());
  static final Setting<Set<LocalDate>> CLOSED_DAYS = open("BUSINESS_CLOSED_DAYS",
      "days all offices are closed beside public holidays", "none", dates());
  static final Setting<String> TICKET_PREFIX = open("BUSINESS_TICKET_PREFIX", "what registration numbers begin with",
      "R", pattern("one to four capital letters", "[A-Z]{1,4}"));
  static final Setting<Integer> ANSWER_DAYS = open("BUSINESS_TICKET_ANSWER_DAYS", "term of an answer (OG 27/2002)",
      "30",
      whole(1, 365));
  static final Setting<Duration> TICKET_RETENTION = open("BUSINESS_TICKET_RETENTION",
      "how long tickets are kept after they are done with", "1096d", atLeast(Duration.ofDays(1)));
  static final Setting<Duration> FAULT_WINDOW = open("BUSINESS_FAULT_DUPLICATE_WINDOW",
      "the same fault at the same place within it is one", "24h", duration());
  static final Setting<Integer> FAULT_METRES = open("BUSINESS_FAULT_DUPLICATE_METRES", "pins so near are one place",
      "150", whole(1, 5000));
  static final Setting<Integer> COMPLAINTS = open("BUSINESS_OUTAGE_COMPLAINTS",
      "people of one street without water that make a ticket", "3", whole(2, 100));
  static final Setting<Map<String, BigDecimal>> HARDNESS = open("BUSINESS_WATER_HARDNESS",
      "German degrees by locality", "Piatra-Neamț=9.5,Roman=14,Târgu Neamț=11.2", hardness());
  static final Setting<URI> BULLETINS = open("BUSINESS_WATER_BULLETINS_URL", "where analyses are published",
      "https://apa-demo.example/calitate", web("https://example.ro/calitate"));

  static final Setting<Integer> OUTAGE_APPROVAL = open("BUSINESS_OUTAGE_APPROVAL",
      "an outage notice to more people than this needs a second member of staff",
      OutageRules.defaults().approvalAbove() + "", whole(0, 10_000_000));
  static final Setting<Duration> PLANNED_WORKS_NOTICE = open("BUSINESS_PLANNED_WORKS_NOTICE",
      "how early planned works are told", "24h", duration());
  static final Setting<Duration> OUTAGE_LINGERS = open("BUSINESS_OUTAGE_LINGERS",
      "how long an outage stays public after its announced end while nobody says that it is over", "24h", duration());

  static final List<Setting<?>> ALL = List.of(OFFICES, CLOSED_DAYS, TICKET_PREFIX, ANSWER_DAYS,
      TICKET_RETENTION, FAULT_WINDOW, FAULT_METRES, COMPLAINTS, HARDNESS, BULLETINS, OUTAGE_APPROVAL,
      PLANNED_WORKS_NOTICE, OUTAGE_LINGERS);

  /** @param complaintWindow in which complaints of one street are counted together */
  static DeskRules rules(Settings s, Duration complaintWindow) {
    var closed = s.get(CLOSED_DAYS);
    var offices = s.get(OFFICES).stream().map(o -> new Office(o.locality(), o.address(), o.hours(), closed)).toList();
    return new DeskRules(offices, s.get(TICKET_PREFIX), s.get(ANSWER_DAYS), s.get(FAULT_WINDOW), s.get(FAULT_METRES),
        s.get(COMPLAINTS), complaintWindow, s.get(HARDNESS), s.get(BULLETINS),
        s.get(TICKET_RETENTION),
        new OutageRules(s.get(OUTAGE_APPROVAL), s.get(PLANNED_WORKS_NOTICE), s.get(OUTAGE_LINGERS)));
  }

  private static Form<List<Office>> offices() {
    return new Form<>("locality | address | Mo-Th 8:00-12:00,13:00-16:30; Fr 8:00-14:00 with # between offices",
        text -> Stream.of(text.split("#", -1)).map(DeskTable::office).toList());
  }

  private static Office office(String text) {
    var parts = text.split("\\|", -1);
    if (parts.length != 3 || parts[0].isBlank() || parts[1].isBlank() || text.length() > 400) {
      throw new IllegalArgumentException("An office is locality | address | hours");
    }
    return new Office(parts[0].strip(), parts[1].strip(), WeekHours.read(parts[2].strip()), Set.of());
  }

  private static Form<Set<LocalDate>> dates() {
    return new Form<>("dates like 2026-12-24,2026-12-31, or none", text -> text.equals("none")
        ? Set.of()
        : Stream.of(text.split(",", -1)).map(day -> LocalDate.parse(day.strip())).collect(Collectors.toSet()));
  }

  private static Form<Map<String, BigDecimal>> hardness() {
    return new Form<>("locality=degrees with commas between, like Roman=14,Bicaz=8.5", text -> {
      var all = new HashMap<String, BigDecimal>();
      for (var part : text.split(",", -1)) {
        var sides = part.split("=", 2);
        all.put(sides[0].strip(), new BigDecimal(sides[1].strip()));
      }
      return all;
    });
  }
}
