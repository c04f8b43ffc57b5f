package eu.apaserv.bot.channels.simulator;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/**
 * What differs between SMS centres.
 *
 * @param receipt the receipt's text: {@code {id} {date} {date14} {stat} {err} {text}} are filled in
 * @param parameters receipted_message_id and message_state go beside the text
 * @param answerIds how a message's number is written in the answer, a format of {@link String#format}
 * @param receiptIds and in the receipt
 */
public record SmppHabits(String receipt, boolean parameters, String answerIds, String receiptIds) {
  /** As appendix B of SMPP 3.4 has it, with the parameters of 5.3.2. */
  public static final SmppHabits BOOK = new SmppHabits(
      "id:{id} sub:001 dlvrd:001 submit date:{date} done date:{date} stat:{stat} err:{err} text:{text}", true, "%d",
      "%d");

  String receipt(long number, String state, String error, String text, LocalDateTime at) {
    var fields = Map.of("{id}", id(receiptIds, number), "{date}", date("yyMMddHHmm", at), "{date14}",
        date("yyyyMMddHHmmss", at), "{stat}", state, "{err}", error, "{text}", text);
    var filled = receipt;
    for (var field : fields.entrySet()) {
      filled = filled.replace(field.getKey(), field.getValue());
    }
    return filled;
  }

  static String id(String format, long number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static String date(String pattern, LocalDateTime at) {
    return at.format(DateTimeFormatter.ofPattern(pattern, Locale.ROOT));
  }
}
