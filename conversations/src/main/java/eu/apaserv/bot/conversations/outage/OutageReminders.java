package eu.apaserv.bot.conversations.outage;

import eu.apaserv.bot.conversations.alert.QuietHours;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/**
 * The reminder on the morning of planned works; on the day before, of those that begin before a morning is of use. Looked for by
 * every node; a reminder has the key of its works and their start,
 * so that neither two nodes nor a clock that jumps say it twice. The quiet hours are the run's.
 */
public final class OutageReminders {
  /** Works announced less than this ago need no reminder: the notice was it. */
  private static final Duration JUST_TOLD = Duration.ofHours(6);
  /** So long before the water goes people want to know. */
  private static final Duration IN_TIME = Duration.ofHours(1);
  private static final String WHO = "assistant";

  private final OutageStore store;
  private final OutageTold told;
  private final QuietHours quiet;
  private final Clock clock;

  public OutageReminders(Database database, OutageTold told, QuietHours quiet, Clock clock) {
    this.store = new OutageStore(database);
    this.told = told;
    this.quiet = quiet;
    this.clock = clock;
  }

  /** Begins those of today. @return how many works are to be reminded of today and are still to begin */
  public int begin() {
    var now = clock.instant();
    var due = store.published(now).stream()
        .filter(outage -> outage.statusAt(now) == OutageStatus.PLANNED && isDue(outage, now)).toList();
    due.forEach(outage -> told.remind(outage, WHO));
    return due.size();
  }

  private boolean isDue(Outage outage, Instant now) {
    var starts = outage.published().startsAt();
    var that = day(starts);
    var early = quiet.open(that.atStartOfDay(quiet.zone()).toInstant()).isAfter(starts.minus(IN_TIME));
    return early
        ? day(now).equals(that.minusDays(1)) && day(outage.changedAt()).isBefore(day(now))
        : day(now).equals(that) && outage.changedAt().plus(JUST_TOLD).isBefore(now);
  }

  private LocalDate day(Instant at) {
    return at.atZone(quiet.zone()).toLocalDate();
  }
}
