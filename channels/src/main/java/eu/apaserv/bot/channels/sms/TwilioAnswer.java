package eu.apaserv.bot.channels.sms;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import eu.apaserv.bot.core.channel.Delivery;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON of an answer, a message or an error in one.
 *
 * @param sid the message's name; absent in an error
 * @param status of a message a word, of an error the HTTP status again
 * @param errorCode why a message failed at once
 * @param code of an error
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record TwilioAnswer(@Nullable String sid, @Nullable String status,
    @JsonProperty("error_code") @Nullable Integer errorCode, @Nullable Integer code) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration SOON = Duration.ofSeconds(5);

  /** Empty when the body is not the provider's shape. */
  static Optional<TwilioAnswer> read(@Nullable String body) {
    try {
      return Optional.ofNullable(body == null ? null : JSON.readValue(body, TwilioAnswer.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What an answer to a send means. */
  static Delivery delivery(int httpStatus, @Nullable String body, @Nullable String retryAfter) {
    var answer = read(body);
    int code = answer.map(a -> a.code() != null ? a.code() : a.errorCode()).orElse(0);
    if (httpStatus / 100 == 2) {
      return answer.flatMap(TwilioAnswer::taken).orElseGet(
          () -> new Delivery.Unknown("HTTP " + httpStatus + " without a message in the answer"));
    }
    if (httpStatus == 429) {
      return Delivery.Retry.ofAll(SmsApi.asked(retryAfter), SOON, "429 too many requests");
    }
    if (httpStatus >= 500 || httpStatus == 408) {
      return new Delivery.Unknown("HTTP " + httpStatus);
    }
    return TwilioCodes.delivery(code).orElseGet(() -> unlisted(httpStatus, code));
  }

  private Optional<Delivery> taken() {
    if (sid == null || sid.isBlank()) {
      return Optional.empty();
    }
    boolean failed = "failed".equals(status) || "undelivered".equals(status) || "canceled".equals(status);
    if (!failed) {
      return Optional.of(new Delivery.Accepted(sid));
    }
    int why = errorCode == null ? 0 : errorCode;
    return Optional.of(TwilioCodes.delivery(why).orElseGet(() -> unlisted(201, why)));
  }

  private static Delivery unlisted(int httpStatus, int code) {
    var name = code == 0 ? "http-" + httpStatus : String.valueOf(code);
    if (httpStatus == 401 || httpStatus == 403) {
      return new Delivery.Alarm(name,
          "provider refuses our credentials: check TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN");
    }
    if (httpStatus == 404 || httpStatus / 100 == 3) {
      return new Delivery.Alarm(name, "no such address (HTTP " + httpStatus + "): check TWILIO_API_URL");
    }
    return new Delivery.Refused(name, "refused with HTTP " + httpStatus + ": look the code up in the error catalogue");
  }
}
