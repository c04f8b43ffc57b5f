package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.account.Account;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** "Index 850 la primul", "for the second": one of several accounts by its place in every list of them. Said last, or it is of something else. */
final class Ordinal {
  private static final String TO = "\\b(?:la|pe|pt|pentru|for|at|on) (?:the )?";
  /** "Plătesc și primul". */
  private static final String ALSO = "\\b(?:si|platesc|platim|achit|and|also|pay) (?:the )?";
  private static final String WHAT = "(?: (?:cod|apartament|adresa|casa|loc|code|flat|place|house|one))?[ .!?]*$";
  private static final Map<Integer, Pattern> PLACES = Map.of(0,
      Pattern.compile("(?:" + TO + "(?:primul|prima|first)|" + ALSO + "(?:primul|first))" + WHAT), 1,
      Pattern.compile("(?:" + TO + "(?:al doilea|a doua|second)|" + ALSO + "(?:al doilea|second))" + WHAT), 2,
      Pattern.compile("(?:" + TO + "(?:al treilea|a treia|third)|" + ALSO + "(?:al treilea|third))" + WHAT));

  /** Nothing but that: "doar pe al doilea". */
  private static final Map<Integer, Pattern> ALONE = Map.of(0, alone("primul|prima|first"), 1,
      alone("al doilea|a doua|second"), 2, alone("al treilea|a treia|third"));

  private Ordinal() {}

  private static Pattern alone(String place) {
    return Pattern.compile("(?:(?:doar|numai|only|just|pe|la|pt|pentru|for|at|on|the|cel|din)[ ,]+)*(?:" + place + ")"
        + "(?:[ ,]+(?:va rog|te rog|please))?" + WHAT);
  }

  /** The account meant, where there are so many. */
  static Optional<Account> account(String text, List<Account> linked) {
    return account(PLACES, text, linked);
  }

  /** The same where nothing else is said. */
  static Optional<Account> only(String text, List<Account> linked) {
    return Optional.of(text)
        .filter(said -> ALONE.values().stream().anyMatch(form -> form.matcher(Plain.of(said)).matches()))
        .flatMap(said -> account(ALONE, said, linked));
  }

  private static Optional<Account> account(Map<Integer, Pattern> places, String text, List<Account> linked) {
    var plain = Plain.of(text);
    return places.entrySet().stream().filter(place -> place.getKey() < linked.size())
        .filter(place -> place.getValue().matcher(plain).find()).findFirst()
        .map(place -> linked.get(place.getKey()));
  }
}
