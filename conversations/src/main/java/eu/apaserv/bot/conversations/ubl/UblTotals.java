package eu.apaserv.bot.conversations.ubl;

import static eu.apaserv.bot.conversations.ubl.UblReader.fault;

import eu.apaserv.bot.conversations.ubl.UblInvoice.Kind;
import eu.apaserv.bot.conversations.ubl.UblInvoice.Totals;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The totals of a document, each computed again from what it is made of (EN 16931: BR-CO-10 to BR-CO-17). A document whose
 * sums differ is refused: nobody may be shown an amount that its own invoice contradicts.
 */
final class UblTotals {
  private static final String SUMS = "LegalMonetaryTotal";
  /** An issuer may compute VAT line by line; a group then differs from rate times base by at most half a ban a line. */
  private static final BigDecimal A_LINE = new BigDecimal("0.005");

  private final UblElement root;
  private final Kind kind;

  UblTotals(UblElement root, Kind kind) {
    this.root = root;
    this.kind = kind;
  }

  Totals checked() throws UblFault {
    var lines = lines();
    same(lines, UblAmount.lei(root, SUMS, "LineExtensionAmount"), SUMS, "LineExtensionAmount", "its lines");
    var net = lines.subtract(allowances("false")).add(allowances("true"));
    same(net, UblAmount.lei(root, SUMS, "TaxExclusiveAmount"), SUMS, "TaxExclusiveAmount",
        "lines less allowances and with charges");
    var vat = vat(net);
    var total = net.add(vat);
    same(total, UblAmount.lei(root, SUMS, "TaxInclusiveAmount"), SUMS, "TaxInclusiveAmount", "net and VAT");
    var payable = total.subtract(UblAmount.leiOrNothing(root, SUMS, "PrepaidAmount"))
        .add(UblAmount.leiOrNothing(root, SUMS, "PayableRoundingAmount"));
    same(payable, UblAmount.lei(root, SUMS, "PayableAmount"), SUMS, "PayableAmount", "the total less what was prepaid");
    return kind == Kind.CREDIT_NOTE
        ? new Totals(net.negate(), vat.negate(), total.negate(), payable.negate())
        : new Totals(net, vat, total, payable);
  }

  private BigDecimal lines() throws UblFault {
    var sum = new BigDecimal("0.00");
    for (var line : root.all(kind == Kind.CREDIT_NOTE ? "CreditNoteLine" : "InvoiceLine")) {
      sum = sum.add(UblAmount.lei(line, "LineExtensionAmount"));
    }
    return sum;
  }

  private BigDecimal allowances(String charge) throws UblFault {
    var sum = new BigDecimal("0.00");
    for (var one : root.all("AllowanceCharge")) {
      if (one.value("ChargeIndicator").filter(charge::equals).isPresent()) {
        sum = sum.add(UblAmount.lei(one, "Amount"));
      }
    }
    return sum;
  }

  /** The tax total in the document's currency: there may be a second one in the currency of accounting. */
  private BigDecimal vat(BigDecimal net) throws UblFault {
    for (var taxes : root.all("TaxTotal")) {
      if (taxes.find("TaxAmount").filter(amount -> amount.attribute("currencyID").equals("RON")).isPresent()) {
        return groups(taxes, net);
      }
    }
    throw fault(root, "TaxTotal", "is missing, or not in RON");
  }

  private BigDecimal groups(UblElement taxes, BigDecimal net) throws UblFault {
    var bases = new BigDecimal("0.00");
    var sum = new BigDecimal("0.00");
    var rounding = A_LINE.multiply(BigDecimal.valueOf(1L + root.all("InvoiceLine").size()
        + root.all("CreditNoteLine").size()));
    for (var group : taxes.all("TaxSubtotal")) {
      var base = UblAmount.lei(group, "TaxableAmount");
      var tax = UblAmount.lei(group, "TaxAmount");
      var percent = group.value("TaxCategory", "Percent").isEmpty()
          ? BigDecimal.ZERO
          : UblAmount.number(group, 2, "TaxCategory", "Percent");
      var computed = base.multiply(percent).movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
      if (computed.subtract(tax).abs().compareTo(rounding) > 0) {
        throw fault(group, "TaxAmount", tax + " is not " + percent.toPlainString() + " % of " + base);
      }
      bases = bases.add(base);
      sum = sum.add(tax);
    }
    if (bases.compareTo(net) != 0) {
      throw fault(taxes, "TaxableAmount", "the groups' " + bases + " are not the net amount " + net);
    }
    var stated = UblAmount.lei(taxes, "TaxAmount");
    if (sum.compareTo(stated) != 0) {
      throw fault(taxes, "TaxAmount", stated + " is not the sum of its groups, " + sum);
    }
    return sum;
  }

  private void same(BigDecimal computed, BigDecimal stated, String parent, String name, String of) throws UblFault {
    if (computed.compareTo(stated) != 0) {
      throw fault(root.find(parent, name).orElse(root), name, stated + " is not " + of + ", " + computed);
    }
  }
}
