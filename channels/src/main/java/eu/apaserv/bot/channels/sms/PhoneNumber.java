package eu.apaserv.bot.channels.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;

/** A phone number as SMS providers want it: E.164, a plus and at most 15 digits. */
final class PhoneNumber {
  private static final int LONGEST_WRITTEN = 40;

  private PhoneNumber() {}

  /** Reads an international number, or a national one of Romania; empty when it cannot be a phone number. */
  static Optional<String> e164(String written) {
    if (written.length() > LONGEST_WRITTEN) {
      return Optional.empty();
    }
    var numbers = PhoneNumberUtil.getInstance();
    try {
      var number = numbers.parse(written, "RO");
      return numbers.isPossibleNumber(number)
          ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
