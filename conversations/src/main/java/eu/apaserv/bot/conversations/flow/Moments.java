package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.office.Office;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Phrase;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;

/** Days and times as they are said. */
final class Moments {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm");

  private Moments() {}

  /** The name of a day of the week. */
  static String day(Dialogue d, LocalDate day) {
    return day.getDayOfWeek().getDisplayName(TextStyle.FULL, d.person().language().locale());
  }

  /** When an office opens next. */
  static Phrase next(Dialogue d, Office office, LocalDateTime after) {
    return office.nextOpening(after).map(at -> Phrase.of("hours.moment", "day", day(d, at.toLocalDate()), "date",
        at.toLocalDate(), "time", TIME.format(at))).orElseGet(() -> Phrase.plain("–"));
  }
}
