package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.Business;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A meter and those that hung in its stead before it, the newest first. Billing does not tell which meter of a place took over
 * from which: the one that was hung nearest in time did, and from one meter only.
 */
record Succession(List<MeterHistory> meters) {
  /** So far apart a meter is taken away and the next one hung. */
  private static final int DAYS_OF_A_CHANGE = 7;

  Succession {
    meters = List.copyOf(meters);
  }

  /** @param others all that hang or hung at the same place */
  static Succession of(MeterHistory now, List<MeterHistory> others) {
    var all = new ArrayList<>(others);
    all.add(now);
    var before = before(all);
    var meters = new ArrayList<MeterHistory>();
    for (MeterHistory one = now; one != null && !meters.contains(one); one = before.get(one.meter().serial())) {
      meters.add(one);
    }
    return new Succession(meters);
  }

  /** By serial, whom each meter took over from. */
  private static Map<String, MeterHistory> before(List<MeterHistory> all) {
    var before = new HashMap<String, MeterHistory>();
    var replaced = new HashSet<String>();
    all.stream().flatMap(old -> all.stream().flatMap(heir -> Change.of(old, heir).stream())).sorted(Change.LIKELIEST)
        .forEach(change -> {
          var heir = change.heir().meter().serial();
          if (!before.containsKey(heir) && replaced.add(change.old().meter().serial())) {
            before.put(heir, change.old());
          }
        });
    return before;
  }

  /** A meter that may have been hung in another's stead, so many days before or after that was taken away. */
  private record Change(MeterHistory old, MeterHistory heir, long days) {
    static final Comparator<Change> LIKELIEST = Comparator.comparingLong(Change::days)
        .thenComparing(change -> change.old.meter().serial()).thenComparing(change -> change.heir.meter().serial());

    static Optional<Change> of(MeterHistory old, MeterHistory heir) {
      var removedOn = old.meter().removedOn();
      var installedOn = heir.meter().installedOn();
      if (removedOn == null || installedOn == null || old.meter().serial().equals(heir.meter().serial())) {
        return Optional.empty();
      }
      var days = Math.abs(ChronoUnit.DAYS.between(removedOn, installedOn));
      return days > DAYS_OF_A_CHANGE ? Optional.empty() : Optional.of(new Change(old, heir, days));
    }
  }

  /** @param first nothing has been billed on the new meter: what was used on the old ones still counts */
  PlacedMeter.@Nullable Replaced replaced(boolean first, Business.Readings limits) {
    if (meters.size() < 2) {
      return null;
    }
    var old = meters.get(1);
    int carried = 0;
    for (int i = 1; first && i < meters.size(); i++) {
      carried += meters.get(i).finalConsumption(limits);
      if (!meters.get(i).isOfOnePeriod()) {
        break;
      }
    }
    return new PlacedMeter.Replaced(old.meter().serial(), old.lastValue(), carried);
  }

  /** m³ a period before a window, one decimal, whichever meter counted them; null without two values of one. */
  @Nullable
  BigDecimal average(ReadingWindow window, Business.Readings limits) {
    var periods = periods(window, limits);
    var latest = periods.subList(Math.max(0, periods.size() - limits.periods()), periods.size());
    return latest.isEmpty()
        ? null
        : BigDecimal.valueOf(latest.stream().mapToLong(Integer::longValue).sum())
            .divide(BigDecimal.valueOf(latest.size()), 1, RoundingMode.HALF_UP);
  }

  /** The period of a change is one, and none while it is not over. */
  private List<Integer> periods(ReadingWindow window, Business.Readings limits) {
    var periods = new ArrayList<Integer>();
    boolean begun = false;
    for (var meter : meters.reversed()) {
      var used = new ArrayList<>(meter.used(window.opensOn(), begun, limits));
      if (begun && !periods.isEmpty()) {
        int soFar = periods.removeLast();
        if (!used.isEmpty()) {
          used.set(0, soFar + used.getFirst());
        }
      }
      periods.addAll(used);
      begun = meter.isReadToItsEnd(window.opensOn());
    }
    return periods;
  }
}
