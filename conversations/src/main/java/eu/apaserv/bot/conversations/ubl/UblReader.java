package eu.apaserv.bot.conversations.ubl;

import eu.apaserv.bot.conversations.ubl.UblInvoice.Buyer;
import eu.apaserv.bot.conversations.ubl.UblInvoice.Kind;
import eu.apaserv.bot.conversations.ubl.UblInvoice.Place;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From a document to what we keep of it (the mapping of CIUS-RO's business terms), with its sums checked. */
final class UblReader {
  private static final String OURS = "RON";
  private static final Set<String> INVOICE_TYPES = Set.of("380", "384", "389", "751");
  private static final String CORRECTED = "384";
  private static final int ID = 40;
  private static final Pattern TIME = Pattern.compile("(\\d{2}:\\d{2}:\\d{2})(?:\\.\\d+)?(?:Z|[+-]\\d{2}:\\d{2})?");
  private static final int TEXT = 200;

  private final UblNames names;

  UblReader(UblNames names) {
    this.names = names;
  }

  UblInvoice read(byte[] bytes) throws UblFault {
    var root = UblParser.parse(bytes);
    var currency = need(root, ID, "DocumentCurrencyCode");
    if (!currency.equals(OURS)) {
      throw fault(root.find("DocumentCurrencyCode").orElse(root), "DocumentCurrencyCode",
          "is " + currency + ": only documents in RON can be loaded");
    }
    var kind = kind(root);
    var lines = new UblLines(root, kind, names);
    var place = place(root);
    var parsed = new UblInvoice(kind, need(root, ID, "ID"), date(root, "IssueDate"), issuedAt(root), due(root),
        optionalDate(root, "InvoicePeriod", "StartDate"), optionalDate(root, "InvoicePeriod", "EndDate"),
        text(root, ID, "ContractDocumentReference", "ID"),
        text(root, ID, "BillingReference", "InvoiceDocumentReference", "ID"), seller(root), buyer(root), place,
        lines.all(), lines.meters(), new UblTotals(root, kind).checked());
    if (parsed.periodFrom() != null && parsed.periodTo() != null && parsed.periodFrom().isAfter(parsed.periodTo())) {
      throw fault(root, "InvoicePeriod", "ends before it begins");
    }
    return parsed;
  }

  private static Kind kind(UblElement root) throws UblFault {
    if (root.name().equals("CreditNote")) {
      return Kind.CREDIT_NOTE;
    }
    var type = need(root, ID, "InvoiceTypeCode");
    if (!INVOICE_TYPES.contains(type)) {
      throw fault(root, "InvoiceTypeCode", "is " + type + ", none of 380, 384, 389, 751");
    }
    return type.equals(CORRECTED) ? Kind.CORRECTED : Kind.INVOICE;
  }

  /** To the second; one that cannot be read is as one that is not there. */
  private static @Nullable LocalTime issuedAt(UblElement root) {
    var time = root.value("IssueTime").map(TIME::matcher).filter(Matcher::matches);
    try {
      return time.isPresent() ? LocalTime.parse(time.get().group(1)) : null;
    } catch (DateTimeException _) {
      return null;
    }
  }

  private static @Nullable LocalDate due(UblElement root) throws UblFault {
    var due = optionalDate(root, "DueDate");
    return due != null ? due : optionalDate(root, "PaymentMeans", "PaymentDueDate");
  }

  private static String seller(UblElement root) throws UblFault {
    return need(root, ID, "AccountingSupplierParty", "Party", "PartyTaxScheme", "CompanyID");
  }

  private static Buyer buyer(UblElement root) throws UblFault {
    var party = root.find("AccountingCustomerParty", "Party")
        .orElseThrow(() -> fault(root, "AccountingCustomerParty", "is missing"));
    return new Buyer(need(party, ID, "PartyIdentification", "ID"),
        need(party, TEXT, "PartyLegalEntity", "RegistrationName"), taxId(party),
        text(party, TEXT, "PostalAddress", "StreetName"), text(party, TEXT, "PostalAddress", "CityName"));
  }

  /** Thirteen digits are a person's number, or the zeros that stand for it: neither is kept. */
  private static @Nullable String taxId(UblElement party) throws UblFault {
    var id = text(party, ID, "PartyTaxScheme", "CompanyID");
    id = id != null ? id : text(party, ID, "PartyLegalEntity", "CompanyID");
    return id == null || id.matches("\\d{13}") ? null : id;
  }

  private static @Nullable Place place(UblElement root) throws UblFault {
    var location = root.find("Delivery", "DeliveryLocation");
    if (location.isEmpty() || location.get().value("ID").isEmpty()) {
      return null;
    }
    var locality = text(location.get(), TEXT, "Address", "CityName");
    return new Place(need(location.get(), ID, "ID"), locality == null ? "" : locality,
        text(location.get(), TEXT, "Address", "StreetName"));
  }

  static String need(UblElement from, int longest, String... path) throws UblFault {
    var value = text(from, longest, path);
    if (value == null) {
      throw fault(from, path[path.length - 1], "is missing (" + String.join("/", path) + ")");
    }
    return value;
  }

  static @Nullable String text(UblElement from, int longest, String... path) throws UblFault {
    Optional<UblElement> found = from.find(path).filter(one -> !one.text().isBlank());
    if (found.isEmpty()) {
      return null;
    }
    var text = found.get().text().replaceAll("\\s+", " ");
    if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
      throw fault(found.get(), found.get().name(), "has more than " + longest + " characters, or odd ones");
    }
    return text;
  }

  private static LocalDate date(UblElement root, String... path) throws UblFault {
    var date = optionalDate(root, path);
    if (date == null) {
      throw fault(root, path[path.length - 1], "is missing");
    }
    return date;
  }

  private static @Nullable LocalDate optionalDate(UblElement root, String... path) throws UblFault {
    var text = text(root, ID, path);
    if (text == null) {
      return null;
    }
    try {
      var date = LocalDate.parse(text);
      if (date.getYear() >= 1990 && date.getYear() < 2200) {
        return date;
      }
    } catch (DateTimeException _) {
      // Told below, like a year that cannot be.
    }
    throw fault(root.find(path).orElse(root), path[path.length - 1], "is not a day like 2025-11-05");
  }

  static UblFault fault(UblElement at, String where, String what) {
    return new UblFault(at.line(), where, what);
  }
}
