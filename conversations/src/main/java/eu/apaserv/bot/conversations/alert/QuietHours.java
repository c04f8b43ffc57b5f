package eu.apaserv.bot.conversations.alert;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * The hours in which nobody is written to of our own accord, by the utility's clock: a night in which the clock changes is an
 * hour longer or shorter, and ends at the same time of day.
 *
 * @param from the first moment that is quiet
 * @param to the first that is not; the same as {@code from}: no hour is quiet
 */
public record QuietHours(LocalTime from, LocalTime to, ZoneId zone) {

  public QuietHours(AlertRules rules, ZoneId zone) {
    this(rules.quietFrom(), rules.quietTo(), zone);
  }

  public boolean covers(Instant at) {
    var time = at.atZone(zone).toLocalTime();
    return from.isAfter(to)
        ? !time.isBefore(from) || time.isBefore(to)
        : !time.isBefore(from) && time.isBefore(to);
  }

  /** That moment, or where it is quiet then, the end of the quiet hours. */
  public Instant open(Instant at) {
    if (!covers(at)) {
      return at;
    }
    var local = at.atZone(zone);
    var day = local.toLocalTime().isBefore(to) ? local.toLocalDate() : local.toLocalDate().plusDays(1);
    return day.atTime(to).atZone(zone).toInstant();
  }
}
