package eu.apaserv.bot.docker.demo;

import eu.apaserv.bot.conversations.outage.Area;
import eu.apaserv.bot.conversations.outage.OutageEffect;
import eu.apaserv.bot.conversations.outage.OutageKind;
import eu.apaserv.bot.conversations.outage.OutageNotice;
import eu.apaserv.bot.conversations.outage.OutageRoom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** One fault that holds and works that are to come, among the demo's customers, by today's date. */
final class DemoOutages {
  private static final String WHO = "demo";
  private static final int QUARTER = 15 * 60;

  private DemoOutages() {}

  static void publish(OutageRoom outages, Clock clock, ZoneId zone) {
    long now = clock.instant().getEpochSecond();
    var quarter = Instant.ofEpochSecond(now - now % QUARTER);
    publish(outages, "demo/fault", new OutageNotice(OutageKind.FAULT, OutageEffect.NO_WATER,
        quarter.minus(Duration.ofHours(1)), quarter.plus(Duration.ofHours(4)), quarter.plus(Duration.ofHours(8)),
        "remedierea unei avarii la conducta principală", "",
        List.of(Area.street("Piatra-Neamț", "Bulevardul Traian").between("1", "40", Area.Parity.ALL),
            Area.street("Piatra-Neamț", "Strada Mihai Eminescu").between("2", "18", Area.Parity.EVEN)),
        List.of(), "dispecerat"));
    var day = clock.instant().atZone(zone).toLocalDate().plusDays(2);
    publish(outages, "demo/works", new OutageNotice(OutageKind.PLANNED, OutageEffect.LOW_PRESSURE,
        day.atTime(9, 0).atZone(zone).toInstant(), day.atTime(15, 30).atZone(zone).toInstant(), null,
        "spălarea rezervoarelor", "Presiune scăzută, până la oprire totală",
        List.of(Area.locality("Roman").in("Favorit"), Area.street("Roman", "Bulevardul Republicii")),
        List.of(Area.street("Roman", "Bulevardul Republicii").between("37", "37", Area.Parity.ALL)), "dispecerat"));
  }

  private static void publish(OutageRoom outages, String key, OutageNotice notice) {
    var draft = outages.desk().draft(key, WHO, notice);
    outages.desk().publish(draft.id(), WHO, draft.draftNo(), true);
  }
}
