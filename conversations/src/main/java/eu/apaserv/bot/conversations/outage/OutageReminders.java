package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;

/**
 * The reminder on the morning of planned works. Looked for by every node; a reminder has the key of its works and their start,
 * so that neither two nodes nor a clock that jumps say it twice. The quiet hours are the run's.
 */
public final class OutageReminders {
  /** Works announced less than this ago need no reminder: the notice was it. */
  private static final Duration JUST_TOLD = Duration.ofHours(6);
  private static final String WHO = "assistant";

  private final OutageStore store;
  private final OutageTold told;
  private final ZoneId zone;
  private final Clock clock;

  public OutageReminders(Database database, OutageTold told, ZoneId zone, Clock clock) {
    this.store = new OutageStore(database);
    this.told = told;
    this.zone = zone;
    this.clock = clock;
  }

  /** Begins those of today. @return how many works begin today and are still to begin */
  public int begin() {
    var now = clock.instant();
    var today = now.atZone(zone).toLocalDate();
    var due = store.published(now).stream()
        .filter(outage -> outage.statusAt(now) == OutageStatus.PLANNED
            && outage.published().startsAt().atZone(zone).toLocalDate().equals(today)
            && outage.changedAt().plus(JUST_TOLD).isBefore(now))
        .toList();
    due.forEach(outage -> told.remind(outage, WHO));
    return due.size();
  }
}
