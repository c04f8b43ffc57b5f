package eu.apaserv.bot.conversations.payment.netopia;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import eu.apaserv.bot.conversations.payment.PaymentOutcome;
import io.vertx.core.buffer.Buffer;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What Netopia's API v2 writes, as far as we read it; unknown fields are ignored. */
final class Wire {
  private static final JsonMapper JSON = JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
      .build();
  private static final int MOST_DIGITS = 9;
  private static final int MOST_DECIMALS = 10;

  private Wire() {}

  /** A notification, and the answers to start and status. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record Message(@Nullable Order order, @Nullable Payment payment, @Nullable Failure error) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Order(@Nullable String orderID) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Payment(@Nullable String ntpID, @Nullable Integer status, @Nullable BigDecimal amount,
      @Nullable String currency, @Nullable String paymentURL) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  record Failure(@Nullable String code, @Nullable String message) {}

  static Optional<Message> read(@Nullable Buffer body) {
    try {
      return body == null ? Optional.empty() : Optional.ofNullable(JSON.readValue(body.getBytes(), Message.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** No order costs more, and no text has a NUL; a database keeps neither, and it would come again without end. */
  static boolean canBeKept(Payment payment) {
    var amount = payment.amount();
    boolean isSum = amount == null || (amount.signum() >= 0 && (long) amount.precision() - amount.scale() <= MOST_DIGITS
        && amount.scale() <= MOST_DECIMALS);
    return isSum
        && Stream.of(payment.ntpID(), payment.currency()).noneMatch(text -> text != null && text.indexOf(0) >= 0);
  }

  /** The API's payment statuses (merchant documentation, v2): 3 paid and 5 confirmed are both money taken. */
  static PaymentOutcome outcome(int status) {
    return switch (status) {
      case 3, 5 -> PaymentOutcome.PAID;
      case 4, 12 -> PaymentOutcome.DECLINED;
      case 23 -> PaymentOutcome.EXPIRED;
      case 8, 17 -> PaymentOutcome.REFUNDED;
      default -> PaymentOutcome.PENDING;
    };
  }
}
