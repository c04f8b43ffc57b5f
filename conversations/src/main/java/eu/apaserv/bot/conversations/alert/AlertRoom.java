package eu.apaserv.bot.conversations.alert;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.core.store.Database;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** What every kind of alert works with. */
public record AlertRoom(Database database, AlertPost post, Business business, Clock clock) {

  /** The utility's calendar day. */
  public LocalDate today() {
    return business.day(clock.instant());
  }

  public Instant now() {
    return clock.instant();
  }

  public QuietHours quiet() {
    return new QuietHours(business.alerts(), business.zone());
  }

  /** When that day is over. */
  public Instant endOf(LocalDate day) {
    return day.plusDays(1).atStartOfDay(business.zone()).toInstant();
  }

  /** Links of people who were silent since then sleep. */
  public OffsetDateTime heardSince() {
    return clock.instant().atOffset(ZoneOffset.UTC).minus(business.holders().reverifyAfter());
  }
}
