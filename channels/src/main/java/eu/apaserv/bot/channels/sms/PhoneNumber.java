package eu.apaserv.bot.channels.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/** A phone number as SMS providers want it: E.164, a plus and at most 15 digits. */
public final class PhoneNumber {
  /** The library would find a number in the middle of a sentence; this is where one ends up being called. */
  private static final Pattern WRITTEN = Pattern.compile("[+0-9(][0-9 ()./-]{1,39}");

  private PhoneNumber() {}

  /** Reads an international number, or a national one of Romania; empty when it cannot be a phone number. */
  public static Optional<String> e164(String written) {
    if (!WRITTEN.matcher(written).matches()) {
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
