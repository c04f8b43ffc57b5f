package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.ArrayList;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Readings of several meters told by their serials, their place in the list or their staircase, where the name itself has
 * a number: "contor 1 index 200, contor 2 index 15", "19C100277 245, 19C100278 30", "scara 1: 120; scara 2: 98".
 */
final class ReadingsFinder implements EntityFinder {
  private static final String NUMBER = "(\\d{1,3}(?:[.,]\\d{3})+|\\d{1,9}(?:[.,]\\d{1,3})?)";
  private static final String LABEL = "(?:contor(?:ul)?|apometru(?:l)?|apartament(?:ul)?|ap|scara|sc|bloc(?:ul)?|bl|meter|unit|stair(?:case|s)?|entrance|flat|corp|casa|nr|numarul)[ .]{1,2}(?:nr[ .]{1,2}|no[ .]{1,2})?(?:[a-z]\\d?|\\d{1,2})";
  private static final String SERIAL = "\\d{1,4}[a-z]{1,3}\\d{4,9}";
  private static final Pattern LISTED = Pattern.compile("\\b(?:(?:contor(?:ul)?|meter|seria|serial)[ :]{1,2}(?="
      + SERIAL + "))?("
      + SERIAL + "|" + LABEL
      + ")(?:[ :=,-]{1,3}(?:are|e|este|is|has|reads|shows|arata|indica|indexul|index|la|cu|citire|reading)){0,2}[ :=-]{1,3}"
      + NUMBER
      + "(?![\\d.,/]*\\d)(?! ?(?:lei|ron))");
  private static final int MOST = 10;

  private record Named(String name, long value, int start, int end) {}

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    if (!intent.equals("submit_index") || !message.digits()) {
      return;
    }
    var named = new ArrayList<Named>();
    var one = LISTED.matcher(message.text());
    while (one.find() && named.size() < MOST) {
      if (found.free(one.start(), one.end())) {
        var name = found.typed(one.start(1), one.end(1)).strip();
        named.add(new Named(name.matches("(?i)" + SERIAL) ? name.toUpperCase(Locale.ROOT) : name,
            Numbers.value(one.group(2), current), one.start(), one.end()));
      }
    }
    if (named.size() > 1) {
      found.add("readings", Readings.write(named.stream().map(ReadingsFinder::value).toList()), named.getFirst().start,
          named.getLast().end);
    }
  }

  private static Readings.MeterValue value(Named named) {
    return new Readings.MeterValue(named.name, named.value);
  }
}
