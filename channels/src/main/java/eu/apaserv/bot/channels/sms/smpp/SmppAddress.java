package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.channels.sms.PhoneNumber;
import java.util.Optional;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jspecify.annotations.Nullable;

/**
 * A number or name as the protocol carries it: international 1/1, a name 5/0, a short code 3/0 (channels reference 3.3).
 *
 * @param digits without a plus
 */
public record SmppAddress(String digits, TypeOfNumber type, NumberingPlanIndicator plan) {
  private static final int LONGEST_SHORT_CODE = 8;

  /** @throws IllegalArgumentException when SMPP_FROM is none of them */
  static SmppAddress sender(String from) {
    var stripped = from.strip();
    if (stripped.matches("[0-9]{3," + LONGEST_SHORT_CODE + "}")) {
      return new SmppAddress(stripped, TypeOfNumber.NETWORK_SPECIFIC, NumberingPlanIndicator.UNKNOWN);
    }
    if (stripped.matches("[\\x20-\\x7e]{1,11}") && stripped.chars().anyMatch(Character::isLetter)) {
      return new SmppAddress(stripped, TypeOfNumber.ALPHANUMERIC, NumberingPlanIndicator.UNKNOWN);
    }
    return PhoneNumber.e164(stripped).map(SmppAddress::international).orElseThrow(
        () -> new IllegalArgumentException("SMPP_FROM is not a sender: write a number (+40…), a short code of 3 to 8 "
            + "digits, or a name of at most 11 characters"));
  }

  static SmppAddress international(String e164) {
    return new SmppAddress(e164.substring(1), TypeOfNumber.INTERNATIONAL, NumberingPlanIndicator.ISDN);
  }

  /**
   * Who wrote, in E.164; empty for a name or a short code: nobody can be answered there.
   *
   * @param written null when the delivery names no sender
   */
  static Optional<String> person(byte type, @Nullable String written) {
    if (written == null || type == TypeOfNumber.ALPHANUMERIC.value()) {
      return Optional.empty();
    }
    // No country's number begins with 0: what does is national, or has the 00 before it, whatever its type says.
    boolean international = type == TypeOfNumber.INTERNATIONAL.value() && !written.startsWith("+")
        && !written.startsWith("0");
    return PhoneNumber.e164(international ? "+" + written : written);
  }

  /** Customers can write back to it. */
  boolean answerable() {
    return type != TypeOfNumber.ALPHANUMERIC;
  }
}
