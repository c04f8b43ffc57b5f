package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.account.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** "Index 850 la primul", "for the second": one of several accounts by its place in every list of them. Said last, or it is of something else. */
final class Ordinal {
  private static final String TO = "\\b(?:la|pe|pt|pentru|for|at|on) (?:the )?";
  private static final String WHAT = "(?: (?:cod|apartament|adresa|casa|loc|code|flat|place|house|one))?[ .!?]*$";
  private static final Map<Integer, Pattern> PLACES = Map.of(0, Pattern.compile(TO + "(?:primul|prima|first)" + WHAT),
      1,
      Pattern.compile(TO + "(?:al doilea|a doua|second)" + WHAT), 2,
      Pattern.compile(TO + "(?:al treilea|a treia|third)" + WHAT));

  private Ordinal() {}

  /** The account meant, where there are so many. */
  static Optional<Account> account(String text, List<Account> linked) {
    var plain = Plain.of(text);
    return PLACES.entrySet().stream().filter(place -> place.getKey() < linked.size())
        .filter(place -> place.getValue().matcher(plain).find()).findFirst()
        .map(place -> linked.get(place.getKey()));
  }
}
