package eu.apaserv.bot.conversations.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as billing issued it. Amounts in lei, two decimals.
 *
 * @param pointId the consumption place it is for; null when it is for the contract
 * @param graceUntil the last day on which paying it costs nothing more
 * @param periodFrom first billed day, or null
 * @param periodTo last billed day, or null
 * @param outstanding what is left to pay; negative when too much was paid
 */
public record Invoice(String number, String clientCode, @Nullable String pointId, LocalDate issuedOn, LocalDate dueOn,
    LocalDate graceUntil, @Nullable LocalDate periodFrom, @Nullable LocalDate periodTo, BigDecimal net, BigDecimal vat,
    BigDecimal total, BigDecimal outstanding) {

  /** Something is left to pay and the due date has passed. */
  public boolean overdue(LocalDate today) {
    return outstanding.signum() > 0 && today.isAfter(dueOn);
  }

  /** Something is left to pay and penalties are running. */
  public boolean inDefault(LocalDate today) {
    return outstanding.signum() > 0 && today.isAfter(graceUntil);
  }
}
