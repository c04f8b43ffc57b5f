package eu.apaserv.bot.conversations.reading;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the rules say of a value. Index values and consumption in m³. */
public sealed interface ReadingValidation {

  /** The word for it in a {@link Submission#note()}; null when there is nothing to note. */
  @Nullable
  String note();

  /**
   * It can be taken.
   *
   * @param consumption since the previous value, what was used on a meter taken away meanwhile included; never negative
   * @param remark worth telling; null if nothing is
   */
  record Accepted(int previous, int value, int consumption, @Nullable Remark remark) implements ReadingValidation {
    @Override
    public @Nullable String note() {
      return remark == null ? null : remark.name().toLowerCase(Locale.ROOT);
    }
  }

  /** What is worth telling about a value that was taken. */
  enum Remark {
    /** The meter passed its largest value and began again at 0. */
    ROLLOVER,
    /** Nothing was used. */
    ZERO,
    /** The meter is read by radio: nobody needs to send its value. */
    REMOTE,
    /** The meter is past its metrological date: its value may not be used. */
    UNVERIFIED,
    /** The first value of a new meter: consumption is the old one's and the new one's together. */
    REPLACED,
    /** Unusually much, and the customer says that it is right. */
    CONFIRMED_HIGH
  }

  /** Readings are not taken today. */
  record OutOfWindow(LocalDate opensOn, LocalDate closesOn) implements ReadingValidation {
    @Override
    public String note() {
      return "out_of_window";
    }
  }

  /**
   * Less than the reading before, and no rollover explains it.
   *
   * @param estimated the one before was billing's estimate, which may well have been too high
   */
  record BelowPrevious(int previous, int value, boolean estimated) implements ReadingValidation {
    @Override
    public String note() {
      return "below_previous";
    }
  }

  /**
   * More than this place is used to: ask whether it is right, and mention a leak.
   *
   * @param average m³ a period; null where there is no history
   */
  record UnusuallyHigh(int previous, int value, int consumption,
      @Nullable BigDecimal average) implements ReadingValidation {
    @Override
    public String note() {
      return "unusually_high";
    }
  }

  /** More digits than the meter has: perhaps the red ones were read too. */
  record TooManyDigits(int digits) implements ReadingValidation {
    @Override
    public String note() {
      return "too_many_digits";
    }
  }

  /** It looks like the value of the meter that was taken away: show the new one's serial. */
  record MeterReplaced(String oldSerial, String newSerial) implements ReadingValidation {
    @Override
    public String note() {
      return "meter_replaced";
    }
  }

  /** A utility reader has read this meter in this window, and that counts. */
  record ReadByReader(int value, LocalDate readOn) implements ReadingValidation {
    @Override
    public String note() {
      return "read_by_reader";
    }
  }
}
