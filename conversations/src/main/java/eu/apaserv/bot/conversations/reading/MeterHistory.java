package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Meter;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of a meter's values, from which follows what its next one is compared with.
 *
 * @param billed billing's values
 * @param accepted what customers sent and was accepted, with the first day of its window
 */
record MeterHistory(Meter meter, List<MeterReading> billed, List<Accepted> accepted) {
  private static final int DAYS_OF_A_PERIOD = 30;
  /** A meter's last value is read on the day it is taken away, or nearly. */
  private static final int DAYS_OF_TAKING_AWAY = 3;
  private static final Comparator<MeterReading> LATER_OR_BETTER = Comparator.comparing(MeterReading::readOn)
      .thenComparing(MeterReading::source, Comparator.reverseOrder());

  /** A value that was accepted in a window. */
  record Accepted(LocalDate windowOpensOn, MeterReading reading) {}

  /** A utility reader's value in the window, which stands. */
  @Nullable
  MeterReading byReader(ReadingWindow window) {
    return billed.stream().filter(one -> one.source() == ReadingSource.READ && window.isOpen(one.readOn()))
        .max(Comparator.comparing(MeterReading::readOn)).orElse(null);
  }

  /**
   * The last value before a window. One that a customer sent counts only until billing has any value of that time: billing
   * then knows it, or knows better.
   */
  MeterReading previous(ReadingWindow window) {
    var lastBilled = billed.stream().filter(one -> one.readOn().isBefore(window.opensOn()))
        .max(LATER_OR_BETTER);
    var lastSent = accepted.stream().filter(one -> one.windowOpensOn().isBefore(window.opensOn()))
        .max(Comparator.comparing(Accepted::windowOpensOn));
    var notYetBilled = lastSent
        .filter(sent -> lastBilled.isEmpty() || lastBilled.get().readOn().isBefore(sent.windowOpensOn()))
        .map(Accepted::reading);
    return notYetBilled.or(() -> lastBilled).orElseGet(() -> new MeterReading(meter.initialIndex(),
        Optional.ofNullable(meter.installedOn()).orElse(window.opensOn().minusDays(DAYS_OF_A_PERIOD)),
        ReadingSource.READ));
  }

  /** The latest value of all; the one it was hung with where none is known. */
  int lastValue() {
    return billed.stream().max(LATER_OR_BETTER).map(MeterReading::value).orElse(meter.initialIndex());
  }

  /**
   * m³ used from one of billing's values to the next, the oldest first. A fall that is no rollover is left out.
   *
   * @param before values of this day and later do not count
   * @param sinceHung the first value counts too, from the one the meter was hung with
   */
  List<Integer> used(LocalDate before, boolean sinceHung, Business.Readings limits) {
    var byDay = new TreeMap<LocalDate, Integer>();
    var installedOn = meter.installedOn();
    if (sinceHung && installedOn != null) {
      byDay.put(installedOn, meter.initialIndex());
    }
    billed.stream().filter(one -> one.readOn().isBefore(before)).sorted(LATER_OR_BETTER)
        .forEach(one -> byDay.put(one.readOn(), one.value()));
    var values = List.copyOf(byDay.values());
    return IntStream.range(1, values.size()).map(i -> consumption(values.get(i - 1), values.get(i), limits))
        .filter(used -> used >= 0).boxed().toList();
  }

  /** Whether its value of the day it was taken away is known, from before a day. */
  boolean isReadToItsEnd(LocalDate before) {
    return billed.stream().anyMatch(one -> isOfItsEnd(one) && one.readOn().isBefore(before));
  }

  private boolean isOfItsEnd(MeterReading reading) {
    var removedOn = meter.removedOn();
    return removedOn != null && !reading.readOn().isBefore(removedOn.minusDays(DAYS_OF_TAKING_AWAY));
  }

  /** m³ used in the period in which this meter was taken away; 0 where its value of that day is not known. */
  int finalConsumption(Business.Readings limits) {
    var byDay = new TreeMap<LocalDate, Integer>();
    billed.stream().sorted(LATER_OR_BETTER).forEach(one -> byDay.put(one.readOn(), one.value()));
    var last = byDay.lastEntry();
    if (last == null || !isReadToItsEnd(LocalDate.MAX)) {
      return 0;
    }
    var before = byDay.lowerEntry(last.getKey());
    return Math.max(0, consumption(before == null ? meter.initialIndex() : before.getValue(), last.getValue(), limits));
  }

  /** Whether no period ended while it hung: all that is known of it is how it was hung and taken away. */
  boolean isOfOnePeriod() {
    return meter.installedOn() != null && billed.stream().allMatch(one -> isFirst(one) || isOfItsEnd(one));
  }

  /** Whether a value is the one this meter was hung with. */
  boolean isFirst(MeterReading reading) {
    var installedOn = meter.installedOn();
    return installedOn != null && !reading.readOn().isAfter(installedOn);
  }

  private int consumption(int before, int after, Business.Readings limits) {
    return after < before && limits.nearTheEnd(before, meter.capacity())
        ? after + meter.capacity() - before
        : after - before;
  }
}
