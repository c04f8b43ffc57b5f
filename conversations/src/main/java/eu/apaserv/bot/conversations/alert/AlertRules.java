package eu.apaserv.bot.conversations.alert;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalTime;

/**
 * What the utility decides about alerts.
 *
 * @param quietFrom from when on alerts wait, by the utility's clock
 * @param quietTo until when
 * @param dueDays reminder so many days before the due date
 * @param graceDays and before the last day without penalties
 * @param newsDays what is older is not told any more
 * @param fallback a failure that is known so soon sends the alert by the person's next channel
 * @param smsParts most parts of one SMS; longer lists are cut
 * @param smsPrice of one part, in lei, for previews and reports
 * @param costRoom lei by which an outage's alerts may cost more than was seen before, a tenth at the least
 */
public record AlertRules(LocalTime quietFrom, LocalTime quietTo, int dueDays, int graceDays, int newsDays,
    Duration fallback, int smsParts, BigDecimal smsPrice, BigDecimal costRoom) {

  /** What may be spent, in lei, where somebody has agreed to a cost. */
  public BigDecimal budget(BigDecimal cost) {
    return cost.add(costRoom.max(cost.movePointLeft(1)));
  }

  /** What so many parts of SMS cost, in lei. */
  public BigDecimal smsCost(long parts) {
    return smsPrice.multiply(BigDecimal.valueOf(parts));
  }

  public static AlertRules defaults() {
    return new AlertRules(LocalTime.of(21, 0), LocalTime.of(8, 0), 3, 5, 5, Duration.ofMinutes(10), 2,
        new BigDecimal("0.20"), new BigDecimal("50"));
  }
}
