package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Grammar;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A number alone says nothing by itself: an index, a code, the second of the choices. It comes as {@code number} (the
 * digits as typed, leading zeros kept) and as everything it could be; the dialogue knows what it asked.
 */
final class BareNumber implements Grammar {
  /** Below any clear intent: it counts only where nothing was asked. */
  private static final double MAYBE = 0.55;
  /** Who writes a phone's number and nothing else may want to be called at it. */
  private static final double MAYBE_CALLED = 0.4;
  private static final int LONGEST_INDEX = 6;
  private static final int SHORTEST_CODE = 7;
  private static final int LONGEST_CODE = 10;
  /** A phone, until somebody says that it is their client code. */
  private static final Pattern MOBILE = Pattern.compile("07\\d{8}");
  /** A meter with its red digits, which no code has. */
  private static final Pattern LITRES = Pattern.compile("\\d{4,6},\\d{3}");
  private static final Pattern FORM = Pattern
      .compile("[\\s.#]*+(\\d[\\d .,_-]{0,24})[\\s.!?]*+(?:mc|m3|m³|metri cubi)?+[\\s.!]*+");

  /** As short as no client code: a one-time code, of which only the dialogue knows whether one is awaited. */
  private static final Pattern ONE_TIME = Pattern
      .compile(
          "\\s*(?:(?:cod(?:ul|u)?|code)(?: (?:de verificare|primit|din mesaj|sms|e|este|is))*[ :=]+)(\\d{6})[\\s.!]*");

  @Override
  public Optional<Understood> read(String text, Folded folded, Language current) {
    var form = FORM.matcher(folded.text());
    if (!form.matches()) {
      form = ONE_TIME.matcher(folded.text());
    }
    if (!form.matches()) {
      return inWords(text, folded);
    }
    var typed = form.group(1).replaceFirst("[ .,_-]+$", "");
    int start = form.start(1);
    int end = start + typed.length();
    var digits = typed.replaceAll("\\D", "");
    var found = new Findings(folded);
    found.mention("number", digits, start, end);
    var intent = Understood.OUT_OF_SCOPE;
    var guesses = List.<Guess>of();
    if (digits.length() >= SHORTEST_CODE && !LITRES.matcher(typed).matches() && digits.length() <= LONGEST_CODE) {
      intent = "link_account";
      if (!MOBILE.matcher(digits).matches()) {
        found.mention("client_code", digits, start, end);
      }
      if (MOBILE.matcher(digits).matches()) {
        guesses = List.of(new Guess(intent, MAYBE), new Guess("callback", MAYBE_CALLED));
      }
      ContactFinder.phone(typed).ifPresent(phone -> found.mention("phone", phone, start, end));
    } else if (digits.length() <= LONGEST_INDEX || LITRES.matcher(typed).matches()) {
      intent = "submit_index";
      found.mention("index_value", Numbers.whole(typed.replaceAll("[_-]", ""), current), start, end);
      if (HouseFinder.isBare(typed) && folded.text().chars().noneMatch(Character::isLetter)) {
        found.mention("street_number", typed, start, end);
      }
    }
    return Optional.of(new Understood(text, null, guesses.isEmpty() ? List.of(new Guess(intent, MAYBE)) : guesses,
        found.all()));
  }

  /** "doua sute" is as bare as "200"; a single small word is seldom a figure. */
  private static Optional<Understood> inWords(String text, Folded folded) {
    var spans = NumberWords.of(folded.text());
    if (spans.size() != 1) {
      return Optional.empty();
    }
    var span = spans.getFirst();
    var digits = Long.toString(span.value());
    var around = folded.text().substring(0, span.start()) + folded.text().substring(span.end());
    if (span.small() || !around.matches("(?:(?:nu|no|ba|stai|scuze|sorry|e|este|de fapt)[\\s,.!]+)*+[\\s.!?]*")
        || digits.length() > LONGEST_INDEX) {
      return Optional.empty();
    }
    var found = new Findings(folded);
    found.mention("number", digits, span.start(), span.end());
    found.mention("index_value", digits, span.start(), span.end());
    return Optional.of(new Understood(text, null, List.of(new Guess("submit_index", MAYBE)), found.all()));
  }
}
