package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.place.StreetName;
import eu.apaserv.bot.core.dialogue.Said;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which account is meant by the flat or the block alone: "apartamentul 2", "ap 38", "bl. A4". */
final class Flat {
  private static final Pattern FORM = Pattern.compile(
      "(?:(?:cel|cea|ala|aia|de|la|din|pe|in|the|one|for)[ ,]+)*(?<kind>ap|apart|apartament|apartamentul|apartamentu|apartment|flat|bl|bloc|blocul|blocu|block)"
          + "[ .]*(?<number>[a-z]?\\d{1,4}[a-z]?)[ .!]*(?:(?:va rog|please|normal|evident|clar|desigur|sigur|of course|obviously)[ .!]*)*");
  /** Among other words: "plătesc 100 lei la ap 2". */
  private static final Pattern NAMED = Pattern.compile(
      "\\b(?:la|pt|pentru|de la|din|pe|for|at) (?<kind>ap|apart|apartament|apartamentul|apartamentu|apartment|flat|bl|bloc|blocul|blocu|block)"
          + "[ .]*(?<number>[a-z]?\\d{1,4}[a-z]?)\\b");

  private Flat() {}

  /** The one account with a place at the street and the number that were named. */
  static Optional<Account> at(Said said, List<Account> accounts) {
    var number = said.entity("street_number");
    var street = said.entity("street").map(StreetName::key);
    if (number.isEmpty() || street.isEmpty()) {
      return Optional.empty();
    }
    var meant = accounts.stream().filter(account -> account.places().stream()
        .anyMatch(place -> number.get().equalsIgnoreCase(place.number()) && place.street() != null
            && StreetName.key(place.street()).equals(street.get())))
        .toList();
    return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
  }

  /** The one account with a place in it; empty where none or several have one. */
  static Optional<Account> account(String text, List<Account> accounts) {
    var form = FORM.matcher(Plain.of(text));
    return form.matches() ? account(form, accounts) : Optional.empty();
  }

  /** The same where it is named once among other words. */
  static Optional<Account> named(String text, List<Account> accounts) {
    var form = NAMED.matcher(Plain.of(text));
    if (!form.find()) {
      return Optional.empty();
    }
    var found = account(form, accounts);
    return form.find() ? Optional.empty() : found;
  }

  private static Optional<Account> account(Matcher form, List<Account> accounts) {
    boolean block = form.group("kind").startsWith("bl");
    var meant = accounts.stream().filter(account -> account.places().stream()
        .anyMatch(place -> form.group("number").equalsIgnoreCase(block ? place.block() : place.apartment()))).toList();
    return meant.size() == 1 ? Optional.of(meant.getFirst()) : Optional.empty();
  }
}
