package eu.apaserv.bot.conversations.alert;

import java.time.Instant;
import java.time.LocalDateTime;
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
    return end(day.atTime(to), at);
  }

  /** Where the clock leaves that hour out, when it does; where it comes twice in a night, it is quiet again until the second. */
  private Instant end(LocalDateTime local, Instant after) {
    var change = zone.getRules().getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    var end = local.atZone(zone);
    return (end.toInstant().isAfter(after) ? end : end.withLaterOffsetAtOverlap()).toInstant();
  }
}
