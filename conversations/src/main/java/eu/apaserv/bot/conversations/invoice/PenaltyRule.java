package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.conversations.Business;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * What paying late costs (Legea 241/2006 art. 31): nothing up to and including the grace date, after it a daily share of
 * the debt from the first day after the due date, never more than the debt. Billing charges; this only foretells.
 */
public final class PenaltyRule {
  private final Business.Money money;

  public PenaltyRule(Business.Money money) {
    this.money = money;
  }

  /** Lei to be charged for {@code debt} if it is paid on {@code paidOn}, rounded half up to bani. */
  public BigDecimal charge(BigDecimal debt, LocalDate dueOn, LocalDate graceUntil, LocalDate paidOn) {
    if (debt.signum() <= 0 || !paidOn.isAfter(graceUntil)) {
      return new BigDecimal("0.00");
    }
    var share = BigDecimal.ZERO;
    var rates = money.penaltyRates();
    for (int i = 0; i < rates.size(); i++) {
      var from = later(rates.get(i).from(), dueOn.plusDays(1));
      var until = i + 1 < rates.size() ? earlier(rates.get(i + 1).from(), paidOn.plusDays(1)) : paidOn.plusDays(1);
      var days = Math.max(0, ChronoUnit.DAYS.between(from, until));
      share = share.add(rates.get(i).daily().multiply(BigDecimal.valueOf(days)));
    }
    return debt.multiply(share.min(BigDecimal.ONE)).setScale(2, RoundingMode.HALF_UP);
  }

  private static LocalDate later(LocalDate one, LocalDate other) {
    return one.isAfter(other) ? one : other;
  }

  private static LocalDate earlier(LocalDate one, LocalDate other) {
    return one.isBefore(other) ? one : other;
  }
}
