package eu.apaserv.bot.conversations.invoice;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that stands printed on an invoice, already decided: {@link InvoicePdf} formats and lays out and computes
 * no amount. Amounts are lei with two decimals, quantities m³ unless a line says otherwise, rates are fractions (0.11).
 *
 * @param correctedInvoice number of the invoice this one corrects, if it is a correction
 * @param lines what is billed, in print order; a correction has a negative quantity
 * @param vatGroups one row a VAT rate (Cod fiscal art. 319: base and tax per rate)
 * @param meters one row a meter and reading interval
 * @param history consumption by month, oldest first; the last {@value #MONTHS} are drawn
 * @param dailyPenalty share of the debt a day, 0.0002 is 0.02 % (Legea 241/2006 art. 31); null leaves the rate out
 * @param notes further paragraphs, already in the invoice's language
 * @param creditNote it reduces what is owed; its amounts are negative
 */
public record InvoiceSheet(Seller seller, Holder holder, Place place, @Nullable String contractNumber,
    String invoiceNumber, @Nullable String correctedInvoice, Dates dates, List<Line> lines,
    List<InvoiceLine.VatGroup> vatGroups, Totals totals, Owed owed, List<Meter> meters, List<Month> history,
    Payment payment, Contact contact, @Nullable BigDecimal dailyPenalty, List<String> notes, boolean creditNote) {

  /** Months of consumption the chart shows at most: this one and the same month last year. */
  public static final int MONTHS = 13;

  /** An invoice, not a credit note. */
  public InvoiceSheet(Seller seller, Holder holder, Place place, @Nullable String contractNumber, String invoiceNumber,
      @Nullable String correctedInvoice, Dates dates, List<Line> lines, List<InvoiceLine.VatGroup> vatGroups,
      Totals totals, Owed owed, List<Meter> meters, List<Month> history, Payment payment, Contact contact,
      @Nullable BigDecimal dailyPenalty, List<String> notes) {
    this(seller, holder, place, contractNumber, invoiceNumber, correctedInvoice, dates, lines, vatGroups, totals, owed,
        meters, history, payment, contact, dailyPenalty, notes, false);
  }

  public InvoiceSheet {
    lines = List.copyOf(lines);
    vatGroups = List.copyOf(vatGroups);
    meters = List.copyOf(meters);
    history = history.size() <= MONTHS
        ? List.copyOf(history)
        : List.copyOf(history.subList(history.size() - MONTHS, history.size()));
    notes = List.copyOf(notes);
  }

  /** Something is left to pay. */
  public boolean payable() {
    return owed.toPay().signum() > 0;
  }

  /**
   * Who issues the invoice.
   *
   * @param taxId fiscal code, {@code RO} in front when registered for VAT
   * @param registration number in the trade register
   * @param shareCapital as it must be printed, "12.345.678,00 lei"; null leaves it out
   */
  public record Seller(String name, String address, String taxId, String registration, @Nullable String shareCapital) {}

  /**
   * Who pays.
   *
   * @param address where the invoice is sent
   * @param taxId fiscal code of a company, association or institution; null for a household (no CNP is ever printed)
   */
  public record Holder(String clientCode, String name, String address, @Nullable String taxId) {}

  /**
   * Where the water is used.
   *
   * @param code billing's identifier of the consumption point; null leaves it out
   */
  public record Place(@Nullable String code, String address) {}

  /**
   * Days that count; null where billing did not say.
   *
   * @param graceUntil last day without penalties, 30 days after due (Legea 51/2006 art. 42)
   */
  public record Dates(LocalDate issuedOn, @Nullable LocalDate dueOn, @Nullable LocalDate graceUntil,
      @Nullable LocalDate periodFrom, @Nullable LocalDate periodTo) {}

  /**
   * One thing billed.
   *
   * @param detail a smaller second line, e.g. the interval of a price; null for none
   * @param unit as printed or UN/ECE code ({@code MTQ} prints m³)
   * @param unitPrice lei a unit without VAT
   * @param net quantity × price, two decimals, HALF_UP
   */
  public record Line(String description, @Nullable String detail, String unit, BigDecimal quantity,
      BigDecimal unitPrice, BigDecimal net, BigDecimal vatRate) {}

  /** Sums of this document only; {@code total = net + vat}. */
  public record Totals(BigDecimal net, BigDecimal vat, BigDecimal total) {}

  /**
   * What the customer owes with this invoice: {@code toPay = total + previous + penalties - paid}.
   *
   * @param previous unpaid from earlier invoices; negative when the customer paid ahead
   * @param penalties late-payment penalties: their own document, never in {@link Totals#total()}
   * @param paid received for this invoice, booked or being booked
   * @param toPay zero or less prints no payment code
   * @param asAt the day these sums were true; null when it is the day of issue
   */
  public record Owed(BigDecimal previous, BigDecimal penalties, BigDecimal paid, BigDecimal toPay,
      @Nullable LocalDate asAt) {

    /** The sum of it, {@code total} being this invoice's. */
    public static Owed of(BigDecimal total, BigDecimal previous, BigDecimal penalties, BigDecimal paid,
        @Nullable LocalDate asAt) {
      return new Owed(previous, penalties, paid, total.add(previous).add(penalties).subtract(paid), asAt);
    }
  }

  /**
   * What a meter showed.
   *
   * @param place which meter, in the customer's words ("Scara B"); null when there is one
   * @param oldIndex last billed index, m³; null where there is no meter (flat rate)
   * @param newIndex index billed now, m³; null where there is no meter
   * @param consumption m³; negative in a correction
   */
  public record Meter(String serial, @Nullable String place, @Nullable BigDecimal oldIndex, @Nullable LocalDate oldOn,
      @Nullable BigDecimal newIndex, @Nullable LocalDate newOn, Source source, BigDecimal consumption) {}

  /** How an index came to be: read, self-read, estimated, flat-rate, correction of estimates. */
  public enum Source {
    READ, SELF_READ, ESTIMATED, FLAT_RATE, REGULARISED
  }

  /** Consumption of one month, m³. */
  public record Month(YearMonth month, BigDecimal consumption, boolean estimated) {}

  /**
   * How to pay by bank.
   *
   * @param iban without spaces or with; null prints no bank details and no code
   * @param reference what makes the payment find its invoice
   */
  public record Payment(@Nullable String iban, @Nullable String bank, String reference) {}

  /**
   * Whom to ask.
   *
   * @param emergencyPhone the dispatcher for faults, day and night
   * @param chat an address that opens a chat about this account, drawn as a code; null draws none
   */
  public record Contact(String phone, String emergencyPhone, @Nullable String email, @Nullable String website,
      @Nullable String chat) {}
}
