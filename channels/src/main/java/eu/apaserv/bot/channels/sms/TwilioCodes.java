package eu.apaserv.bot.channels.sms;

import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Delivery.Alarm;
import eu.apaserv.bot.core.channel.Delivery.OptedOut;
import eu.apaserv.bot.core.channel.Delivery.Refused;
import eu.apaserv.bot.core.channel.Delivery.Retry;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What the provider's error codes mean for a message (channels reference 3.2; Twilio's error catalogue). Reasons are ours:
 * the provider's own texts quote phone numbers and must not reach a log.
 */
public final class TwilioCodes {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofMinutes(30);

  private static final Map<Integer, Delivery> TABLE = Map.ofEntries(
      all(20429, SOON, "too many requests"),
      all(14107, SOON, "rate of the sender exceeded"),
      all(63018, SOON, "rate of the channel exceeded"),
      all(30001, MINUTE, "provider's queue overflows"),
      all(21611, MINUTE, "sender's queue is full"),
      again(30017, MINUTE, "network congested"),
      again(30008, MINUTE, "unknown error of the network"),
      again(30020, MINUTE, "passing error of the provider"),
      again(30021, MINUTE, "passing error of the provider"),
      again(30410, MINUTE, "network's gateway timed out"),
      again(30003, LATER, "phone unreachable or switched off"),

      Map.entry(21610, new OptedOut("21610")),

      never(30004, "blocked by the network or the person"),
      never(30005, "number unknown"),
      never(30006, "landline or not reachable by SMS"),
      never(30007, "filtered by the network"),
      never(21211, "not a phone number"),
      never(21614, "not a mobile number"),
      never(21612, "number not reachable from this sender"),
      never(21617, "text longer than 1600 characters"),
      never(21602, "text is empty"),
      never(63016, "outside the conversation window: needs a template"),

      alarm(20003, "account sid or token refused: check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN"),
      alarm(20005, "account not active: sign in to the provider's console"),
      alarm(20404, "account not found: check TWILIO_ACCOUNT_SID and TWILIO_API_URL"),
      alarm(21408, "sending to this country is switched off: allow it in the provider's console"),
      alarm(21606, "sender cannot send SMS: check TWILIO_FROM"),
      alarm(21608, "trial account, number not verified: upgrade the account"),
      alarm(21609, "status address not reachable from the internet: check PUBLIC_URL"),
      alarm(21659, "sender is not a number of the account: check TWILIO_FROM"),
      alarm(21660, "sender belongs to another account: check TWILIO_FROM"),
      alarm(21703, "messaging service has no sender: add one in the provider's console"),
      alarm(30018, "sender name needs registration in this country"),
      alarm(30024, "sender name not allowed on this network"));

  private TwilioCodes() {}

  /** What a code means; empty when it is not in the table. */
  public static Optional<Delivery> delivery(int code) {
    return Optional.ofNullable(TABLE.get(code));
  }

  /** After which pause a message that failed with this code may go out once more. */
  static Optional<Duration> again(String code) {
    return code.matches("[0-9]{1,6}") && TABLE.get(Integer.valueOf(code)) instanceof Retry retry
        ? Optional.of(retry.after())
        : Optional.empty();
  }

  private static Map.Entry<Integer, Delivery> again(int code, Duration after, String reason) {
    return Map.entry(code, new Retry(after, code + " " + reason));
  }

  private static Map.Entry<Integer, Delivery> all(int code, Duration after, String reason) {
    return Map.entry(code, Retry.ofAll(null, after, code + " " + reason));
  }

  private static Map.Entry<Integer, Delivery> never(int code, String reason) {
    return Map.entry(code, new Refused(String.valueOf(code), reason));
  }

  private static Map.Entry<Integer, Delivery> alarm(int code, String reason) {
    return Map.entry(code, new Alarm(String.valueOf(code), reason));
  }
}
