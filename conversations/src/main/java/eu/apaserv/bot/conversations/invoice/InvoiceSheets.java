package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Accounts;
import eu.apaserv.bot.conversations.account.ConsumptionPoint;
import eu.apaserv.bot.conversations.account.Customer;
import eu.apaserv.bot.conversations.payment.Payment;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers from billing's tables and the utility's settings everything an invoice prints. */
public final class InvoiceSheets {
  private static final BigDecimal NOTHING = new BigDecimal("0.00");
  /** Billing may round a tax line by line: its groups then differ from ours by some bani, never by a leu. */
  private static final BigDecimal LARGEST_ROUNDING = BigDecimal.ONE;

  private final Invoices invoices;
  private final Accounts accounts;
  private final Consumption consumption;
  private final StatedFacts stated;
  private final Business business;

  public InvoiceSheets(Database database, Invoices invoices, Accounts accounts, Business business) {
    this.invoices = invoices;
    this.accounts = accounts;
    this.consumption = new Consumption(database, business.readings());
    this.stated = new StatedFacts(database, business.readings());
    this.business = business;
  }

  /** The sheet of an invoice of this customer, as billing's data stands now; empty if they have no such invoice. */
  public Optional<InvoiceSheet> of(String clientCode, String invoiceNumber, Language language) {
    return invoices.byNumber(clientCode, invoiceNumber)
        .flatMap(invoice -> accounts.find(clientCode).map(customer -> sheet(invoice, customer, language)));
  }

  private InvoiceSheet sheet(Invoice invoice, Customer customer, Language language) {
    var lines = invoices.lines(invoice.clientCode(), invoice.number());
    var balance = invoices.balance(invoice.clientCode(), invoice.issuedOn());
    var places = consumption.places(invoice);
    var owing = Owing.of(invoice, balance);
    var address = address(places);
    var stated = this.stated.of(invoice);
    return new InvoiceSheet(seller(),
        new InvoiceSheet.Holder(customer.clientCode(), customer.name(), address, customer.taxId()),
        new InvoiceSheet.Place(invoice.pointId(), address), stated.contract(), invoice.number(), stated.corrects(),
        new InvoiceSheet.Dates(invoice.issuedOn(), invoice.dueOn(), invoice.graceUntil(), invoice.periodFrom(),
            invoice.periodTo()),
        lines.stream().map(line -> line(line, language)).toList(), vatGroups(lines, invoice.vat()),
        new InvoiceSheet.Totals(invoice.net(), invoice.vat(), invoice.total()), owing.owed(asAt(invoice, balance)),
        stated.meters().isEmpty() ? consumption.meters(invoice, water(lines)) : stated.meters(),
        consumption.months(invoice),
        new InvoiceSheet.Payment(business.seller().iban(), business.seller().bank(),
            invoice.number() + " / " + invoice.clientCode()),
        contact(invoice.clientCode()), dailyPenalty(invoice.dueOn()), notes(owing.booking(), language),
        stated.creditNote());
  }

  private static BigDecimal water(List<InvoiceLine> lines) {
    return lines.stream().filter(line -> line.tariffLine().equals("drinking_water")).map(InvoiceLine::quantity)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private InvoiceSheet.Seller seller() {
    var seller = business.seller();
    return new InvoiceSheet.Seller(seller.legalName(),
        seller.street() + ", " + seller.city() + ", jud. " + seller.county().replaceFirst("^RO-", ""), seller.taxId(),
        seller.registration(), seller.shareCapital());
  }

  private InvoiceSheet.Contact contact(String clientCode) {
    var company = business.company();
    var chat = company.chat();
    return new InvoiceSheet.Contact(company.phone(), company.emergencyPhone(), company.email(), null,
        chat == null ? null : chat.account(clientCode));
  }

  private static String address(List<ConsumptionPoint> places) {
    return places.isEmpty() ? "–" : places.stream().map(ConsumptionPoint::address).collect(Collectors.joining("; "));
  }

  /** In another language the tariff line is named in it, and billing's own words stand below. */
  private static InvoiceSheet.Line line(InvoiceLine line, Language language) {
    var name = switch (line.tariffLine()) {
      case "drinking_water" -> Label.DRINKING_WATER;
      case "sewerage" -> Label.SEWERAGE;
      case "rainwater" -> Label.RAINWATER;
      default -> null;
    };
    return language == Language.RO || name == null
        ? line(line, line.description(), null)
        : line(line, name.in(language), line.description());
  }

  private static InvoiceSheet.Line line(InvoiceLine line, String description, @Nullable String detail) {
    return new InvoiceSheet.Line(description, detail, line.unit(), line.quantity(), line.unitPrice(), line.net(),
        line.vatRate());
  }

  /** The groups, with billing's rounding put on the largest so that they add up to the invoice's tax. */
  static List<InvoiceLine.VatGroup> vatGroups(List<InvoiceLine> lines, BigDecimal vat) {
    var groups = new ArrayList<>(InvoiceLine.vatGroups(lines));
    var missing = vat.subtract(groups.stream().map(InvoiceLine.VatGroup::vat).reduce(NOTHING, BigDecimal::add));
    if (groups.isEmpty() || missing.signum() == 0 || missing.abs().compareTo(LARGEST_ROUNDING) >= 0) {
      return groups;
    }
    var largest = groups.stream().max(Comparator.comparing(group -> group.vat().abs())).orElseThrow();
    groups.set(groups.indexOf(largest),
        new InvoiceLine.VatGroup(largest.rate(), largest.net(), largest.vat().add(missing)));
    return groups;
  }

  private @Nullable LocalDate asAt(Invoice invoice, Balance balance) {
    var loaded = balance.asAt();
    var day = loaded == null ? null : business.day(loaded);
    return day != null && day.isAfter(invoice.issuedOn()) ? day : null;
  }

  /** The rate in force when penalties would begin to count. */
  private @Nullable BigDecimal dailyPenalty(LocalDate dueOn) {
    return business.money().penaltyRates().stream().filter(rate -> !rate.from().isAfter(dueOn.plusDays(1)))
        .reduce((_, later) -> later).map(Business.PenaltyRate::daily).orElse(null);
  }

  private List<String> notes(BigDecimal booking, Language language) {
    var notes = new ArrayList<String>();
    if (booking.signum() > 0) {
      notes.add(Label.NOTE_BOOKING.in(language, Figures.lei(booking.setScale(2, RoundingMode.HALF_UP))));
    }
    notes.add(Label.NOTE_CONTEST.in(language, Label.days(business.money().contestDays(), language)));
    return notes;
  }
}
