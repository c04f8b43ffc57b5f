package eu.apaserv.bot.conversations.understanding;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.Optional;
import java.util.regex.Pattern;

/** E-mail addresses, in lower case, and phone numbers, in E.164 (+40…). */
final class ContactFinder implements EntityFinder {
  private static final Pattern EMAIL = Pattern.compile(
      "(?<![a-z0-9._%+-])[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9-]{1,63}\\.){1,5}[a-z]{2,24}(?![a-z0-9-])");
  private static final Pattern PHONE = Pattern
      .compile("(?<![\\d.,])(?:\\+|00|0|40)[\\d]([ ./()-]{0,2}\\d){7,13}(?!\\d)");
  private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    var text = message.text();
    if (text.indexOf('@') >= 0) {
      var email = EMAIL.matcher(text);
      while (email.find()) {
        found.add("email", email.group(), email.start(), email.end());
      }
    }
    if (!message.digits()) {
      return;
    }
    var phone = PHONE.matcher(text);
    while (phone.find()) {
      if (found.free(phone.start(), phone.end())) {
        phone(phone.group()).ifPresent(number -> found.add("phone", number, phone.start(), phone.end()));
      }
    }
  }

  /** A number that exists in the numbering plans, read from Romania. */
  static Optional<String> phone(String typed) {
    try {
      var number = PHONES.parse(typed, "RO");
      return PHONES.isValidNumber(number)
          ? Optional.of(PHONES.format(number, PhoneNumberFormat.E164))
          : Optional.empty();
    } catch (NumberParseException e) {
      return Optional.empty();
    }
  }
}
