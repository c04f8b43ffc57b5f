package eu.apaserv.bot.conversations.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;

/**
 * What a cubic metre of one service cost on an invoice.
 *
 * @param issuedOn of that invoice
 * @param service {@code drinking_water}, {@code sewerage}, or another word of billing's
 * @param name as the invoice calls it
 * @param net lei without VAT; may have more than two decimals
 * @param vatRate a share: 0.11
 */
public record WaterPrice(LocalDate issuedOn, String service, String name, BigDecimal net, BigDecimal vatRate) {

  /** Lei with VAT, not rounded: prices are rounded after they are added. */
  public BigDecimal exact() {
    return net.add(net.multiply(vatRate));
  }

  /** Lei with VAT, two decimals. */
  public BigDecimal gross() {
    return exact().setScale(2, RoundingMode.HALF_UP);
  }

  /** Whether the same service costs the same. */
  boolean sameAs(WaterPrice other) {
    return service.equals(other.service) && exact().compareTo(other.exact()) == 0;
  }
}
