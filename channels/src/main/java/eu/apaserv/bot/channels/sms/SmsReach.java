package eu.apaserv.bot.channels.sms;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber;
import eu.apaserv.bot.core.channel.Delivery;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom an SMS may go to. Whoever writes may name any number as the sender, and we pay for each answer: what goes to numbers by
 * which somebody earns, or to countries where no customer lives, is asked for by cheats only; what goes to our own number we
 * would answer ourselves.
 *
 * @param countries two-letter codes; empty: all countries
 * @param own numbers we send from, in E.164
 */
public record SmsReach(Set<String> countries, Set<String> own) {
  /** Anybody. */
  public static final SmsReach ALL = new SmsReach(Set.of(), Set.of());

  private static final Set<PhoneNumberType> PAID_BY_WHO_CALLS = Set.of(PhoneNumberType.PREMIUM_RATE,
      PhoneNumberType.SHARED_COST);

  public SmsReach {
    countries = Set.copyOf(countries);
    own = Set.copyOf(own);
  }

  /**
   * Reads countries.
   *
   * @param written codes separated by commas, or {@code all}
   * @throws IllegalArgumentException when one is no country
   */
  public static Set<String> countries(String written) {
    if (written.strip().equals("all")) {
      return Set.of();
    }
    var codes = Arrays.stream(written.split(",", -1)).map(String::strip).collect(Collectors.toUnmodifiableSet());
    if (!PhoneNumberUtil.getInstance().getSupportedRegions().containsAll(codes)) {
      throw new IllegalArgumentException();
    }
    return codes;
  }

  /** Why a number is not written to; empty when it is, and for what is no number: that is for others to say. */
  Optional<Delivery.Refused> refusal(String to) {
    if (own.contains(to)) {
      return Optional.of(new Delivery.Refused("own_number", "our own number: we would answer ourselves"));
    }
    var numbers = PhoneNumberUtil.getInstance();
    try {
      var number = numbers.parse(to, "RO");
      if (PAID_BY_WHO_CALLS.contains(numbers.getNumberType(number))) {
        return Optional.of(new Delivery.Refused("premium_number", "a number that costs more than others"));
      }
      return countries.isEmpty() || countries.contains(country(number))
          ? Optional.empty()
          : Optional.of(new Delivery.Refused("country", "a country that SMS_COUNTRIES does not name"));
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }

  /** Of numbers that are not given to anybody (yet), the country of their first digits. */
  private static String country(Phonenumber.PhoneNumber number) {
    var numbers = PhoneNumberUtil.getInstance();
    var given = numbers.getRegionCodeForNumber(number);
    return given == null ? numbers.getRegionCodeForCountryCode(number.getCountryCode()) : given;
  }
}
