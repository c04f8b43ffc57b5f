package eu.apaserv.bot.conversations.reading;

import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.account.Meter;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A meter where it hangs, with all that its next value is judged by.
 *
 * @param previous the last value before the window: billing's, or an accepted one billing has not taken over yet
 * @param average m³ a period over the last periods, whichever meter counted them; null where there is no history
 * @param window the one that is open, or the next
 * @param sent what was accepted in this window; the next value corrects it. Null if nothing
 * @param byReader a utility reader's value in this window: it stands. Null if none
 * @param replaced the meter that hung here before and its last value; null if none in the last year
 */
public record PlacedMeter(Meter meter, ConsumptionPoint place, MeterReading previous, @Nullable BigDecimal average,
    ReadingWindow window, @Nullable Submission sent, @Nullable MeterReading byReader, @Nullable Replaced replaced) {

  /** For example {@code Strada Uzinei 84A}. The serial tells meters of one place apart. */
  public String label() {
    return place.label();
  }

  /** As printed on the meter and on the invoice. */
  public String serial() {
    return meter.serial();
  }

  /**
   * @param lastValue m³ it showed when it was last read
   * @param carried m³ used in the period on it, and on what hung there before it in the same period, which count with the new
   *   meter's first value; 0 when its last value is not known or has been billed
   */
  public record Replaced(String serial, int lastValue, int carried) {}

  /** m³ of the period that were used on the meter before this one. */
  public int carried() {
    return replaced == null ? 0 : replaced.carried();
  }
}
