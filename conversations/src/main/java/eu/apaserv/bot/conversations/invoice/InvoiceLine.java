package eu.apaserv.bot.conversations.invoice;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.TreeMap;

/**
 * A product line of an invoice.
 *
 * @param tariffLine {@code drinking_water}, {@code sewerage}, {@code rainwater}, or another word of billing's
 * @param quantity in {@code unit}
 * @param unit UN/ECE recommendation 20: {@code MTQ} is a cubic metre
 * @param unitPrice lei without VAT, for one unit
 * @param net lei without VAT
 * @param vatRate a share: 0.11
 */
public record InvoiceLine(String invoiceNumber, int position, String tariffLine, String description,
    BigDecimal quantity, String unit, BigDecimal unitPrice, BigDecimal net, BigDecimal vatRate) {

  /**
   * The lines' amounts by VAT rate, lowest rate first. VAT is computed for the group, not for the line (EN 16931): the sum
   * of rounded lines would differ from the invoice by some bani.
   */
  public static List<VatGroup> vatGroups(List<InvoiceLine> lines) {
    var nets = new TreeMap<BigDecimal, BigDecimal>();
    lines.forEach(line -> nets.merge(line.vatRate().stripTrailingZeros(), line.net(), BigDecimal::add));
    return nets.entrySet().stream().map(group -> new VatGroup(group.getKey(), group.getValue(),
        group.getValue().multiply(group.getKey()).setScale(2, RoundingMode.HALF_UP))).toList();
  }

  /**
   * @param rate a share: 0.11
   * @param net lei without VAT
   * @param vat lei, rounded half up to bani
   */
  public record VatGroup(BigDecimal rate, BigDecimal net, BigDecimal vat) {}
}
