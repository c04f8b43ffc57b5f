package eu.apaserv.bot.conversations.account;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A water meter of the utility.
 *
 * @param digits whole cubic metres it can show: 5 digits go to 99999
 * @param removedOn when it was taken away; null while it hangs
 * @param initialIndex m³ it showed when it was hung
 * @param verifiedUntil after this day its value may not be used for billing
 * @param remote it is read by radio: nobody has to send its value
 */
public record Meter(String serial, String pointId, int digits, @Nullable LocalDate installedOn,
    @Nullable LocalDate removedOn, int initialIndex, @Nullable LocalDate verifiedUntil, boolean remote) {

  /** One more than the largest value it can show. */
  public int capacity() {
    int capacity = 1;
    for (int i = 0; i < digits; i++) {
      capacity *= 10;
    }
    return capacity;
  }
}
