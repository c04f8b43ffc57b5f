package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.channels.edge.Untrusted;
import eu.apaserv.bot.core.channel.Delivery;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Meta's error codes as outcomes (developer documentation, WhatsApp, error codes). The code decides, not the HTTP status,
 * which differs for the same code, and not the text, which changes.
 */
final class ErrorCodes {
  /** Application, account or number rate. */
  private static final Set<Integer> RATE = Set.of(4, 80007, 130429, 613);
  /** May have been done all the same. */
  private static final Set<Integer> UNKNOWN = Set.of(1, 2, 131000, 131016, 133004);
  /** This message to this person will not go, by this channel. */
  private static final Set<Integer> REFUSED = Set.of(131047, 131026, 131052, 131049, 130472, 130403, 131051, 131062,
      137000);
  private static final int STOPPED_MARKETING = 131050;
  private static final int PAIR_RATE = 131056;
  private static final int MAINTENANCE = 131057;
  private static final int UPLOAD_FAILED = 131053;
  static final String UPLOAD = String.valueOf(UPLOAD_FAILED);
  private static final Set<Integer> ALARM = Set.of(
      // policy, spam, lock, country
      131048, 368, 131031, 130497,
      // payment
      131042,
      // token and permission; 200 to 299 as well
      0, 190, 3, 10, 131005,
      // parameters: a defect of ours
      33, 100, 131008, 131009, 131021, 135000, 131030,
      // the number is not ready
      131037, 131045, 133010, 133016,
      // templates
      132000, 132005, 132012, 132018, 132001, 132007, 132008, 132015, 132016, 132068, 132069);
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9][0-9 -]{6,}[0-9]");
  private static final Duration SOON = Duration.ofSeconds(5);

  private ErrorCodes() {}

  /** The outcome of a message that was answered with an error, or with something that is no answer. */
  static Delivery delivery(Reply.Answered answer) {
    var failure = answer.failure();
    if (failure == null || failure.code() == null) {
      return byStatus(answer);
    }
    int code = failure.code();
    var reason = reason(failure);
    if (RATE.contains(code) || code == MAINTENANCE) {
      return Delivery.Retry.ofAll(answer.retryAfter(), wait(code), reason);
    }
    if (code == PAIR_RATE || code == UPLOAD_FAILED) {
      return new Delivery.Retry(asked(answer, wait(code)), reason);
    }
    if (UNKNOWN.contains(code)) {
      return new Delivery.Unknown(reason);
    }
    if (code == STOPPED_MARKETING) {
      return new Delivery.OptedOut(String.valueOf(code));
    }
    if (REFUSED.contains(code)) {
      return new Delivery.Refused(String.valueOf(code), reason);
    }
    if (ALARM.contains(code) || (code >= 200 && code <= 299)) {
      return new Delivery.Alarm(String.valueOf(code), reason);
    }
    return notListed(answer, failure, code, reason);
  }

  /** After which pause a message that failed by a status with this code may go out once more: what passes by itself. */
  static Optional<Duration> again(String code) {
    int number = code.matches("[0-9]{1,6}") ? Integer.parseInt(code) : -1;
    return RATE.contains(number) || number == PAIR_RATE || number == MAINTENANCE
        ? Optional.of(wait(number))
        : Optional.empty();
  }

  /** What concerns one template and leaves the number and all others as they are. */
  static boolean isOfTemplate(String code) {
    return code.matches("1320[0-9]{2}");
  }

  /** The file itself was not taken: worth one more try, no more. */
  static boolean isOfUpload(Wire.@Nullable Failure failure) {
    return failure != null && failure.code() != null && failure.code() == UPLOAD_FAILED;
  }

  /** Codes of tomorrow: only what is certainly refused may be called so. */
  private static Delivery notListed(Reply.Answered answer, Wire.Failure failure, int code, String reason) {
    if (answer.status() == 429) {
      return Delivery.Retry.ofAll(answer.retryAfter(), SOON, reason);
    }
    var refused = answer.status() / 100 == 4 && !Boolean.TRUE.equals(failure.isTransient());
    return refused ? new Delivery.Refused(String.valueOf(code), reason) : new Delivery.Unknown(reason);
  }

  private static Delivery byStatus(Reply.Answered answer) {
    var status = answer.status();
    return switch (status) {
      case 429 -> Delivery.Retry.ofAll(answer.retryAfter(), SOON, "WhatsApp answered 429");
      case 401, 403 ->
        new Delivery.Alarm(String.valueOf(status), "WhatsApp does not let us in: check the access token");
      default -> new Delivery.Unknown("WhatsApp answered " + status + " without a body we can read");
    };
  }

  /** How long each kind of brake lasts when Meta does not say. */
  private static Duration wait(int code) {
    return switch (code) {
      case PAIR_RATE -> Duration.ofSeconds(16);
      case MAINTENANCE -> Duration.ofMinutes(5);
      case 4, 80007, 613 -> Duration.ofMinutes(1);
      default -> SOON;
    };
  }

  private static Duration asked(Reply.Answered answer, Duration otherwise) {
    var asked = answer.retryAfter();
    return asked == null ? otherwise : asked;
  }

  /** For the operator: bounded, and without numbers that could be a customer's. */
  static String reason(Wire.Failure failure) {
    var details = failure.errorData() == null ? null : failure.errorData().details();
    var words = failure.code() + " " + orEmpty(failure.message()) + (details == null ? "" : ": " + details)
        + (failure.fbtraceId() == null ? "" : " [" + failure.fbtraceId() + "]");
    return Untrusted.text(LONG_NUMBER.matcher(words).replaceAll("…"), 300).replaceAll("\\p{Cntrl}", " ");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
