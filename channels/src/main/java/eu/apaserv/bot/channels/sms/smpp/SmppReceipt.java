package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.core.message.Receipt.Mark;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/**
 * What an SMS centre says became of a message: by its parameters where it has them, else by the text that SMPP 3.4
 * suggests in appendix B and every centre writes in its own way.
 *
 * @param id as the receipt writes it
 * @param mark null for a word nobody knows
 * @param error the network's code, null where there is none or it says that nothing went wrong
 * @param done when; null where it is not said or not readable
 */
record SmppReceipt(String id, @Nullable Mark mark, @Nullable String error, @Nullable Instant done) {
  private static final Pattern ID = field("id", "([0-9A-Za-z_.:-]{1,65})");
  private static final Pattern STATE = field("stat", "([A-Za-z]{2,12}|[0-9])");
  private static final Pattern ERROR = field("err", "([0-9A-Za-z]{1,8})");
  private static final Pattern DONE = field("done[ _]date", "([0-9]{10,14})");
  /** A person's own words end the text, and may say anything. */
  private static final Pattern QUOTE = Pattern.compile("\\btext\\s*:", Pattern.CASE_INSENSITIVE);
  private static final int RECEIPT = 0x04;
  private static final int INTERMEDIATE = 0x20;
  private static final int KIND = 0x3C;

  private static Pattern field(String name, String value) {
    return Pattern.compile("\\b" + name + "\\s*:\\s*" + value, Pattern.CASE_INSENSITIVE);
  }

  /** Whether it is a receipt at all; else somebody wrote. */
  static boolean is(AbstractSmCommand command) {
    int kind = command.getEsmClass() & KIND;
    return kind == RECEIPT || kind == INTERMEDIATE
        || command.getOptionalParameter(OptionalParameter.Tag.RECEIPTED_MESSAGE_ID) != null;
  }

  /** Empty when it does not say which message it is about. */
  static Optional<SmppReceipt> read(AbstractSmCommand command, String text, ZoneId zone) {
    var quote = QUOTE.matcher(text);
    var said = quote.find() ? text.substring(0, quote.start()) : text;
    var id = parameterId(command).or(() -> first(ID, said));
    var mark = parameterState(command).or(() -> first(STATE, said).flatMap(SmppReceipt::mark)).orElse(null);
    var error = first(ERROR, said).filter(code -> !code.matches("0+")).orElse(null);
    var done = first(DONE, said).flatMap(date -> instant(date, zone)).orElse(null);
    return id.map(name -> new SmppReceipt(name, mark, error, done));
  }

  private static Optional<String> parameterId(AbstractSmCommand command) {
    return command.getOptionalParameter(
        OptionalParameter.Tag.RECEIPTED_MESSAGE_ID) instanceof OptionalParameter.OctetString octets
            ? Optional.of(octets.getValueAsString().replace("\0", "").strip())
                .filter(id -> id.matches("[\\x21-\\x7e]{1,65}"))
            : Optional.empty();
  }

  private static Optional<Mark> parameterState(AbstractSmCommand command) {
    return command.getOptionalParameter(OptionalParameter.Tag.MESSAGE_STATE) instanceof OptionalParameter.Byte state
        ? mark(String.valueOf(state.getValue()))
        : Optional.empty();
  }

  /** By the words of appendix B, which are cut to seven letters or not, or by the numbers of 5.2.28. */
  private static Optional<Mark> mark(String state) {
    var word = state.toUpperCase(Locale.ROOT);
    return switch (word.length() > 5 ? word.substring(0, 5) : word) {
      case "DELIV", "DELVR", "2" -> Optional.of(Mark.DELIVERED);
      case "ENROU", "ACCEP", "UNKNO", "SCHED", "BUFFE", "0", "1", "6", "7" -> Optional.of(Mark.SENT);
      case "EXPIR", "DELET", "UNDEL", "REJEC", "REJCT", "FAILE", "SKIPP", "3", "4", "5", "8", "9" ->
        Optional.of(Mark.FAILED);
      default -> Optional.empty();
    };
  }

  /** {@code YYMMDDhhmm} with seconds or without, or with the whole year. */
  private static Optional<Instant> instant(String digits, ZoneId zone) {
    var pattern = switch (digits.length()) {
      case 10 -> "yyMMddHHmm";
      case 12 -> "yyMMddHHmmss";
      case 14 -> "yyyyMMddHHmmss";
      default -> "";
    };
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDateTime.parse(digits, DateTimeFormatter.ofPattern(pattern, Locale.ROOT)).atZone(zone)
          .toInstant());
    } catch (DateTimeException noDate) {
      return Optional.empty();
    }
  }

  private static Optional<String> first(Pattern pattern, String text) {
    var matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
