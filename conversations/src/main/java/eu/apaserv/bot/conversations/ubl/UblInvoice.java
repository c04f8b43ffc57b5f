package eu.apaserv.bot.conversations.ubl;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What we keep of a document. Amounts in lei, negative throughout for a credit note: it reduces what is owed.
 *
 * @param issuedAt the time of that day; null: the document does not say
 * @param corrects the number of the invoice it is about (BT-25), or null
 * @param contract BT-12, or null
 */
record UblInvoice(Kind kind, String number, LocalDate issuedOn, @Nullable LocalTime issuedAt, @Nullable LocalDate dueOn,
    @Nullable LocalDate periodFrom, @Nullable LocalDate periodTo, @Nullable String contract, @Nullable String corrects,
    String sellerTaxId, Buyer buyer, @Nullable Place place, List<Line> lines, List<MeterIndex> meters, Totals totals) {

  /** As stored in {@code invoice.kind}. */
  enum Kind {
    INVOICE, CORRECTED, CREDIT_NOTE;

    String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * @param clientCode BT-46, as the document has it
   * @param taxId BT-48 or BT-47; null for consumers
   */
  record Buyer(String clientCode, String name, @Nullable String taxId, @Nullable String street,
      @Nullable String locality) {}

  /** The consumption place, BT-71 and its address. */
  record Place(String id, String locality, @Nullable String street) {}

  /**
   * A product line, or an allowance or charge on the whole document.
   *
   * @param vatRate a share: 0.11
   */
  record Line(String tariffLine, String description, BigDecimal quantity, String unit, BigDecimal unitPrice,
      BigDecimal net, BigDecimal vatRate) {}

  /**
   * @param previous m³, or null
   * @param source as in {@code billing_reading.source}
   */
  record MeterIndex(String serial, @Nullable Integer previous, int index, String source) {}

  /** @param payable the document's, after what was prepaid */
  record Totals(BigDecimal net, BigDecimal vat, BigDecimal total, BigDecimal payable) {}
}
