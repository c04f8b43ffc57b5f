package eu.apaserv.bot.conversations.question;

import eu.apaserv.bot.conversations.reading.PlacedMeter;
import eu.apaserv.bot.conversations.reading.ReadingValidation;
import eu.apaserv.bot.conversations.reading.ReadingValidation.Accepted;
import eu.apaserv.bot.conversations.reading.ReadingValidation.BelowPrevious;
import eu.apaserv.bot.conversations.reading.ReadingValidation.MeterReplaced;
import eu.apaserv.bot.conversations.reading.ReadingValidation.OutOfWindow;
import eu.apaserv.bot.conversations.reading.ReadingValidation.ReadByReader;
import eu.apaserv.bot.conversations.reading.ReadingValidation.TooManyDigits;
import eu.apaserv.bot.conversations.reading.ReadingValidation.UnusuallyHigh;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Said;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Why a value is not simply recorded, in the customer's words. */
public final class Doubt {
  /** "Păi atât scrie", "așa arată contorul": the meter shows it. */
  private static final Pattern SHOWS = Pattern.compile(
      "(?:(?:da|pai|dar|ba|ba da|si|eh|pai da|bine|ok|yes|yeah|well|but|sigur|corect)[ ,.!]+)*"
          + "(?:(?:chiar )?(?:asa|atat|atata|asta|aia|ala|atita|exact asa|exact atat|fix asa|fix atat)(?:-i|i)?"
          + "(?: (?:imi|mi|ne|se|il))? (?:arata|scrie|e|este|apare|zice|indica|vad|vede|am|are|sta)"
          + "|(?:e|este|arata|scrie|apare) (?:chiar |fix |exact )?(?:asa|atat|atata|atita|asta|aia|corect|bine)"
          + "|(?:asa|atat)(?:-i|i)"
          + "|(?:that'?s?|that is|this is|it'?s) (?:really |exactly )?(?:what|how) (?:it|the meter|my meter) (?:says|shows|reads|is|looks)"
          + "|it (?:really )?(?:says|shows|reads) (?:that|so|this))"
          + "(?: (?:pe|la|acolo|acum|contor\\w*|apometr\\w*|ceas\\w*|el|afisaj|ecran|numarul|indexul|index|asta|ala|jur|there|meter|the|on))*[ .!]*");

  private Doubt() {}

  /** Whether it says, otherwise than by yes, that the meter shows what is doubted. */
  static boolean dispelled(Said said) {
    return SHOWS.matcher(Plain.of(said.text())).matches();
  }

  /** @return what is said; nothing for a value that is accepted */
  public static Phrase of(ReadingValidation verdict, PlacedMeter meter) {
    return switch (verdict) {
      case BelowPrevious(int previous, int value, boolean estimated) ->
        Phrase.of(estimated ? "index.below_estimate" : "index.below", "value", text(value), "previous", text(previous),
            "serial", meter.serial());
      case UnusuallyHigh high -> high(high);
      case TooManyDigits(int digits) -> Phrase.of("index.too_many_digits", "digits", digits, "serial", meter.serial());
      case MeterReplaced(String oldSerial, String newSerial) ->
        Phrase.of("index.replaced", "old", oldSerial, "serial", newSerial);
      case OutOfWindow(var opensOn, var closesOn) -> Phrase.of("index.closed", "opens", opensOn, "closes", closesOn);
      case ReadByReader(int value, var readOn) ->
        Phrase.of("index.by_reader", "value", text(value), "on", readOn, "serial", meter.serial());
      case Accepted _ -> Phrase.plain("");
    };
  }

  private static Phrase high(UnusuallyHigh high) {
    var average = high.average();
    return average == null
        ? Phrase.of("index.high_first", "value", text(high.value()), "consumption", high.consumption())
        : Phrase.of("index.high", "value", text(high.value()), "consumption", high.consumption(), "average",
            average.setScale(0, RoundingMode.HALF_UP).toPlainString());
  }

  /** A number without thousands separators: it is compared with what the meter shows. */
  private static String text(int value) {
    return Integer.toString(value);
  }
}
