package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.reading.ReadingValidation.Accepted;
import eu.apaserv.bot.conversations.reading.ReadingValidation.BelowPrevious;
import eu.apaserv.bot.conversations.reading.ReadingValidation.MeterReplaced;
import eu.apaserv.bot.conversations.reading.ReadingValidation.OutOfWindow;
import eu.apaserv.bot.conversations.reading.ReadingValidation.ReadByReader;
import eu.apaserv.bot.conversations.reading.ReadingValidation.Remark;
import eu.apaserv.bot.conversations.reading.ReadingValidation.TooManyDigits;
import eu.apaserv.bot.conversations.reading.ReadingValidation.UnusuallyHigh;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Whether a value can be a meter's next one. Knows no clock and no database. */
public final class ReadingRules {
  private static final int DAYS_OF_A_PERIOD = 30;

  private final Business.Readings limits;

  public ReadingRules(Business.Readings limits) {
    this.limits = limits;
  }

  /**
   * @param value whole m³, not negative
   * @param today the utility's calendar day
   */
  public ReadingValidation check(PlacedMeter meter, int value, LocalDate today) {
    if (value < 0) {
      throw new IllegalArgumentException("A meter shows no negative value: " + value);
    }
    var window = meter.window();
    if (!window.isOpen(today)) {
      return new OutOfWindow(window.opensOn(), window.closesOn());
    }
    var byReader = meter.byReader();
    if (byReader != null) {
      return new ReadByReader(byReader.value(), byReader.readOn());
    }
    if (value >= meter.meter().capacity()) {
      return new TooManyDigits(meter.meter().digits());
    }
    return judge(meter, value, today);
  }

  /** Whether a value would be taken without a question if readings were taken today: settles what a typed sign means. */
  public boolean plausible(PlacedMeter meter, int value, LocalDate today) {
    return value < meter.meter().capacity() && judge(meter, value, today) instanceof Accepted;
  }

  private ReadingValidation judge(PlacedMeter meter, int value, LocalDate today) {
    int previous = meter.previous().value();
    int consumption = value - previous;
    boolean rollover = consumption < 0 && mayRollOver(meter, value, today);
    if (rollover) {
      consumption += meter.meter().capacity();
    }
    var replaced = meter.replaced();
    int carried = meter.carried();
    if (replaced != null && (consumption < 0 || consumption > usual(meter, today))
        && continues(replaced, value, meter, today)) {
      return new MeterReplaced(replaced.serial(), meter.serial());
    }
    if (consumption < 0) {
      return new BelowPrevious(previous, value, meter.previous().source() == ReadingSource.ESTIMATED);
    }
    if (consumption + carried > usual(meter, today)) {
      return new UnusuallyHigh(previous, value, consumption + carried, meter.average());
    }
    return new Accepted(previous, value, consumption + carried, remark(meter, consumption + carried, rollover, today));
  }

  /** Accepts what the customer has confirmed, whatever its consumption; everything else stands as it is. */
  static ReadingValidation confirmed(ReadingValidation validation) {
    return validation instanceof UnusuallyHigh(int previous, int value, int consumption, _)
        ? new Accepted(previous, value, consumption, Remark.CONFIRMED_HIGH)
        : validation;
  }

  /**
   * m³ of the period, where somebody has seen that the value is right; negative where it cannot be told: a value below the one
   * before that no rollover explains.
   */
  int consumption(PlacedMeter meter, int value) {
    int own = value - meter.previous().value();
    if (own < 0 && nearTheEnd(meter)) {
      own += meter.meter().capacity();
    }
    return own < 0 ? own : own + meter.carried();
  }

  /** A meter may have passed its end only from near the end, and only by what the place may use. */
  private boolean mayRollOver(PlacedMeter meter, int value, LocalDate today) {
    return nearTheEnd(meter) && value + meter.meter().capacity() - meter.previous().value() <= usual(meter, today);
  }

  private boolean nearTheEnd(PlacedMeter meter) {
    return limits.nearTheEnd(meter.previous().value(), meter.meter().capacity());
  }

  private boolean continues(PlacedMeter.Replaced old, int value, PlacedMeter meter, LocalDate today) {
    return value >= old.lastValue() && value - old.lastValue() <= usual(meter, today);
  }

  /** The most that is not asked about, for the periods since the previous value. */
  private int usual(PlacedMeter meter, LocalDate today) {
    long days = ChronoUnit.DAYS.between(meter.previous().readOn(), today);
    long periods = Math.clamp(Math.round((double) days / DAYS_OF_A_PERIOD), 1, limits.periods());
    var average = meter.average() == null ? BigDecimal.ZERO : meter.average();
    var expected = average.multiply(BigDecimal.valueOf(periods));
    return expected.multiply(limits.unusualFactor()).max(expected.add(BigDecimal.valueOf(limits.unusualAbove())))
        .intValue();
  }

  private static @Nullable Remark remark(PlacedMeter meter, int consumption, boolean rollover, LocalDate today) {
    var verifiedUntil = meter.meter().verifiedUntil();
    if (rollover) {
      return Remark.ROLLOVER;
    }
    if (meter.meter().remote()) {
      return Remark.REMOTE;
    }
    if (verifiedUntil != null && today.isAfter(verifiedUntil)) {
      return Remark.UNVERIFIED;
    }
    if (meter.carried() > 0) {
      return Remark.REPLACED;
    }
    return consumption == 0 ? Remark.ZERO : null;
  }
}
