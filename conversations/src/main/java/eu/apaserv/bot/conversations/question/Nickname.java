package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Names that people gave their places, found in what they write: "sold la mama". */
final class Nickname {
  private Nickname() {}

  /** The one account a name in the text belongs to; empty when none or several do. */
  static Optional<Account> account(String text, List<Account> accounts) {
    var named = accounts.stream().filter(account -> names(account).anyMatch(name -> isIn(text, name))).toList();
    return named.size() == 1 ? Optional.of(named.getFirst()) : Optional.empty();
  }

  private static Stream<String> names(Account account) {
    return Stream.concat(Stream.ofNullable(account.name()),
        account.places().stream().map(ConsumptionPoint::name).flatMap(Stream::ofNullable));
  }

  /** Whether the name stands in the text as words of its own; "la mama" also as "mama". */
  static boolean isIn(String text, String name) {
    var plain = words(name).replaceFirst("^(?:acasa )?la ", "");
    return !plain.isEmpty() && (" " + words(text) + " ").contains(" " + plain + " ");
  }

  private static String words(String text) {
    return Plain.of(text).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
  }
}
