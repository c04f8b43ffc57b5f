package eu.apaserv.bot.channels.sms;

import java.math.BigDecimal;

/**
 * What texts cost before VAT, as the operator's contract has it.
 *
 * @param part the price of one part, in lei; zero when it is not known
 */
public record SmsPrice(BigDecimal part) {
  public SmsPrice {
    if (part.signum() < 0) {
      throw new IllegalArgumentException("A price is not below zero: write it like 0.035");
    }
  }

  /** In lei, unrounded: a run of thousands must not add up rounding. */
  public BigDecimal of(Segments segments) {
    return part.multiply(BigDecimal.valueOf(segments.count()));
  }
}
