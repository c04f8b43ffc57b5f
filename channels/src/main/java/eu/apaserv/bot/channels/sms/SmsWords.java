package eu.apaserv.bot.channels.sms;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

/**
 * The words by which an SMS leaves, comes back or asks for help, as networks and providers define them (channels reference
 * 3.2). Only the word alone counts: "stop la apă" is a report.
 */
public final class SmsWords {
  /** What the dialogue knows by itself stays as it was typed. */
  private static final Set<String> STOP = Set.of("STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT", "REVOKE", "OPTOUT",
      "OPRESTE", "DEZABONARE");
  private static final Set<String> HELP = Set.of("INFO");

  private SmsWords() {}

  /** The text as the dialogue is to hear it: these words become STOP and HELP. */
  public static String heard(String text) {
    var word = Normalizer.normalize(text.strip().toUpperCase(Locale.ROOT), Normalizer.Form.NFD)
        .replaceAll("\\p{M}|[.!]+$", "");
    return STOP.contains(word) ? "STOP" : HELP.contains(word) ? "HELP" : text;
  }
}
