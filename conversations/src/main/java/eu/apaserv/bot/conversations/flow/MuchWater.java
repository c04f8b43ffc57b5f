package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.invoice.WaterHistory;
import eu.apaserv.bot.conversations.invoice.WaterHistory.Month;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Suggestion;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** "E mult?", of a month's water that was just shown: beside what they use otherwise. */
final class MuchWater {
  /** The conversation's fact that holds the month that was shown. */
  private static final String SHOWN = "consumption_shown";
  /** Within a fifth of the average is as usual. */
  private static final BigDecimal MORE = new BigDecimal("1.2");
  private static final BigDecimal LESS = new BigDecimal("0.8");

  private MuchWater() {}

  /** That this month was shown: what is asked next is of it. */
  static void shown(Dialogue d, Month month) {
    d.remember(SHOWN, month.month().toString());
  }

  /** The month before the one that was shown; empty where none was. */
  static Optional<YearMonth> before(Dialogue d, WaterHistory history) {
    return d.recall(SHOWN).map(YearMonth::parse).or(() -> history.last().map(Month::month))
        .map(month -> month.minusMonths(1));
  }

  /** Whether there was a month to be compared; then it has been. */
  static boolean answers(Dialogue d, WaterHistory history) {
    var month = d.recall(SHOWN).map(YearMonth::parse).flatMap(history::of).or(history::last);
    var average = history.average().filter(usual -> usual.signum() > 0);
    if (month.isEmpty() || average.isEmpty()) {
      return false;
    }
    var used = month.get().used();
    boolean more = used.compareTo(average.get().multiply(MORE)) > 0;
    boolean less = used.compareTo(average.get().multiply(LESS)) < 0;
    d.say(Phrase.of(more ? "consumption.more" : less ? "consumption.less" : "consumption.usual", "month",
        Phrase.of("month", "n", month.get().month().getMonthValue()), "year",
        Integer.toString(month.get().month().getYear()), "used", ConsumptionFlow.figure(used), "average",
        ConsumptionFlow.figure(average.get())));
    if (more) {
      d.say(Phrase.of("consumption.leak"));
      d.offer(List.of(new Suggestion(Phrase.of("title.complaint"), "complaint", Map.of()), Next.PERSON));
    }
    return true;
  }
}
