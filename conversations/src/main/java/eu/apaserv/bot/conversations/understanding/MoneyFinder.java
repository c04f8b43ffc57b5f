package eu.apaserv.bot.conversations.understanding;

import eu.apaserv.bot.core.understanding.EntityFinder;
import eu.apaserv.bot.core.understanding.Findings;
import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import java.util.regex.Pattern;

/** Amounts of money in lei, with two decimals. */
final class MoneyFinder implements EntityFinder {
  private static final String NUMBER = "(\\d{1,3}(?:[ .,]\\d{3})+(?:[.,]\\d{1,2})?|\\d{1,9}(?:[.,]\\d{1,2})?)";
  private static final Pattern LEI = Pattern.compile(
      "(?<![\\d.,])" + NUMBER + "\\s*(?:de )?(?:lei|ron|leuti|leu|lai)\\b(?:\\s*(?:si )?(\\d{1,2}) (?:de )?bani\\b)?");
  private static final Pattern RON = Pattern.compile("\\b(?:lei|ron) " + NUMBER + "(?![\\d.,]?\\d)");
  /** "platesc 100": who pays a number means lei. */
  private static final Pattern PAYING = Pattern.compile(
      "\\b(?:plat[a-z]{0,4}|achit[a-z]{0,3}|pay|paying|paid|dat|suma de|amount of)\\s+(?:acum |acuma |doar |numai |only |just )?"
          + NUMBER
          + "(?![\\d.,]?\\d| (?:de )?(?:fact|bill|inv|luni|month|min|ore|zile|sapt|secund|ani\\b|day|hour|week|sec))");

  private static final Pattern AFTER_WORDS = Pattern.compile("^ (?:de )?(?:lei|ron|leuti)\\b");
  private static final Pattern BEFORE_WORDS = Pattern.compile("\\b(?:plat\\w{0,4}|achit\\w{0,3}|pay|paid|dau) $");
  private static final Pattern NO_MONEY = Pattern.compile("^ (?:de )?(?:fact|bill|inv|luni|month|rate)");

  @Override
  public void find(Folded message, String intent, Language current, Findings found) {
    var text = message.text();
    if (message.digits()) {
      inFigures(text, current, found);
    }
    words(text, intent, found);
    if (message.digits() && (intent.equals("pay") || intent.equals("payment_history"))) {
      add(PAYING, text, current, found);
    }
  }

  private static void inFigures(String text, Language current, Findings found) {
    var lei = LEI.matcher(text);
    while (lei.find()) {
      if (found.free(lei.start(), lei.end())) {
        var bani = lei.group(2);
        var amount = bani == null ? lei.group(1) : lei.group(1) + "," + (bani.length() < 2 ? "0" + bani : bani);
        found.add("amount", Numbers.amount(amount, current), lei.start(), lei.end());
      }
    }
    add(RON, text, current, found);
  }

  /** "o suta de lei", and for who pays "o suta". */
  private static void words(String text, String intent, Findings found) {
    for (var words : NumberWords.of(text)) {
      var after = text.substring(words.end(), Math.min(text.length(), words.end() + 8));
      var before = text.substring(Math.max(0, words.start() - 20), words.start());
      boolean lei = AFTER_WORDS.matcher(after).find();
      boolean paid = intent.equals("pay") && !words.small() && BEFORE_WORDS.matcher(before).find()
          && !NO_MONEY.matcher(after).find();
      if ((lei || paid) && found.free(words.start(), words.end())) {
        found.add("amount", words.value() + ".00", words.start(), words.end());
      }
    }
  }

  private static void add(Pattern form, String text, Language current, Findings found) {
    var match = form.matcher(text);
    while (match.find()) {
      if (found.free(match.start(1), match.end(1))) {
        found.add("amount", Numbers.amount(match.group(1), current), match.start(1), match.end(1));
      }
    }
  }
}
