package eu.apaserv.bot.conversations.importing;

import static eu.apaserv.bot.conversations.importing.Cell.date;
import static eu.apaserv.bot.conversations.importing.Cell.decimal;
import static eu.apaserv.bot.conversations.importing.Cell.mail;
import static eu.apaserv.bot.conversations.importing.Cell.money;
import static eu.apaserv.bot.conversations.importing.Cell.oneOf;
import static eu.apaserv.bot.conversations.importing.Cell.phone;
import static eu.apaserv.bot.conversations.importing.Cell.text;
import static eu.apaserv.bot.conversations.importing.Cell.whole;
import static eu.apaserv.bot.conversations.importing.Cell.yesNo;
import static eu.apaserv.bot.conversations.importing.ExportFile.Column.may;
import static eu.apaserv.bot.conversations.importing.ExportFile.Column.must;
import static eu.apaserv.bot.conversations.importing.ExportFile.Column.otherwise;

import eu.apaserv.bot.conversations.Business;
import eu.apaserv.bot.conversations.account.Account;
import eu.apaserv.bot.conversations.importing.ExportFile.Absent;
import eu.apaserv.bot.conversations.importing.ExportFile.Reference;
import java.math.BigDecimal;
import java.util.List;

/** The files of a billing export, in the order in which they refer to each other. */
final class ExportFiles {
  private static final int NAME = 200;
  private static final int ID = 40;
  private static final int WORD = 60;
  private static final int MOST_INDEX = 999_999_999;
  private static final BigDecimal ROUNDING = new BigDecimal("0.01");
  private static final Reference CUSTOMER = new Reference("client_code", "customer", "client_code");
  private static final Reference PLACE = new Reference("point_id", "consumption_point", "point_id");
  private static final Reference INVOICE = new Reference("invoice_number", "invoice", "invoice_number");

  private final Business business;

  ExportFiles(Business business) {
    this.business = business;
  }

  List<ExportFile> all() {
    return List.of(customers(), representatives(), places(), meters(), readings(), windows(), invoices(), lines(),
        penalties(), payments());
  }

  private Cell.Kind clientCode() {
    var codes = business.clientCodes();
    return value -> codes.read(value).<Cell>map(Cell.Good::new).orElseGet(
        () -> new Cell.Bad("is not a client code of " + codes.shortest() + " to " + codes.longest() + " digits"));
  }

  private ExportFile customers() {
    return new ExportFile("customers.csv", "customer", List.of(must("client_code", clientCode()),
        must("name", text(NAME)),
        must("type", oneOf("household", "owners_association", "company", "public_institution")),
        may("tax_id", text(ID)), may("phone", phone()), may("email", mail()),
        otherwise("language", oneOf("ro", "en"), "ro")), List.of("client_code"), List.of(), Absent.STAYS,
        ExportFiles::customer);
  }

  /** People's personal numbers are neither needed nor wanted (GDPR art. 5: as little as possible). */
  private static void customer(CsvRow row) {
    var taxId = row.text("tax_id");
    if (taxId != null && taxId.matches("[1-9]\\d{12}")) {
      row.warn("tax_id", "looks like a personal number; it is not kept");
      row.set("tax_id", null);
    }
  }

  private ExportFile representatives() {
    return new ExportFile("representatives.csv", "representative", List.of(must("client_code", clientCode()),
        must("name", text(NAME)), must("role", text(WORD)), may("phone", phone()), may("email", mail()),
        may("valid_from", date()), may("valid_to", date())), List.of("client_code", "name", "role"), List.of(CUSTOMER),
        Absent.GOES_WITH_PARENT, row -> {
          row.order("valid_from", "valid_to");
          if (Account.HOLDER.equals(row.text("role"))) {
            row.wrong("role", "\"holder\" is the contract holder, who is in customers.csv");
          }
        });
  }

  private ExportFile places() {
    return new ExportFile("consumption_points.csv", "consumption_point", List.of(must("point_id", text(ID)),
        must("client_code", clientCode()), must("locality", text(NAME)), may("siruta", text(ID)),
        may("district", text(NAME)), may("street", text(NAME)), may("number", text(ID)), may("block", text(ID)),
        may("entrance", text(ID)), may("apartment", text(ID)), may("zone", text(WORD))), List.of("point_id"),
        List.of(CUSTOMER), Absent.STAYS, _ -> {});
  }

  private static ExportFile meters() {
    return new ExportFile("meters.csv", "meter", List.of(must("serial", text(ID)), must("point_id", text(ID)),
        must("digits", whole(1, 9)), may("installed_on", date()), may("removed_on", date()),
        otherwise("initial_index", whole(0, MOST_INDEX), "0"), may("verified_until", date()),
        otherwise("remote", yesNo(), "false")), List.of("serial"), List.of(PLACE), Absent.STAYS,
        row -> row.order("installed_on", "removed_on"));
  }

  private static ExportFile readings() {
    return new ExportFile("readings.csv", "billing_reading", List.of(must("meter_serial", text(ID)),
        must("read_on", date()), must("index", whole(0, MOST_INDEX)),
        must("source", oneOf("read", "self_read", "estimated", "flat_rate"))),
        List.of("meter_serial", "read_on", "source"), List.of(new Reference("meter_serial", "meter", "serial")),
        Absent.STAYS, _ -> {});
  }

  private static ExportFile windows() {
    return new ExportFile("reading_windows.csv", "reading_window", List.of(must("zone", text(WORD)),
        must("opens_on", date()), must("closes_on", date())), List.of("zone", "opens_on"), List.of(), Absent.STAYS,
        row -> row.order("opens_on", "closes_on"));
  }

  private ExportFile invoices() {
    return new ExportFile("invoices.csv", "invoice", List.of(must("invoice_number", text(ID)),
        must("client_code", clientCode()), may("point_id", text(ID)), must("issued_on", date()), may("due_on", date()),
        may("grace_until", date()), may("period_from", date()), may("period_to", date()), must("net", money()),
        must("vat", money()), must("total", money()), must("outstanding", money())), List.of("invoice_number"),
        List.of(CUSTOMER, PLACE), Absent.STAYS, this::invoice);
  }

  /** Amounts that do not add up are a shifted column or a broken export: nobody may be shown them. */
  private void invoice(CsvRow row) {
    var issuedOn = row.date("issued_on");
    if (issuedOn != null && row.date("due_on") == null) {
      row.set("due_on", issuedOn.plusDays(business.money().dueDays()).toString());
    }
    var dueOn = row.date("due_on");
    if (dueOn != null && row.date("grace_until") == null) {
      row.set("grace_until", dueOn.plusDays(business.money().graceDays()).toString());
    }
    row.order("issued_on", "due_on");
    row.order("due_on", "grace_until");
    row.order("period_from", "period_to");
    var net = row.amount("net");
    var vat = row.amount("vat");
    var total = row.amount("total");
    var outstanding = row.amount("outstanding");
    if (net != null && vat != null && total != null && net.add(vat).subtract(total).abs().compareTo(ROUNDING) > 0) {
      row.wrong("total", total + " is not net " + net + " and vat " + vat + " together");
    }
    if (total != null && outstanding != null && outstanding.compareTo(total.max(BigDecimal.ZERO)) > 0) {
      row.warn("outstanding", outstanding + " is more than the total " + total);
    }
  }

  private static ExportFile lines() {
    return new ExportFile("invoice_lines.csv", "invoice_line", List.of(must("invoice_number", text(ID)),
        must("position", whole(1, 9999)), must("tariff_line", text(WORD)), must("description", text(NAME)),
        must("quantity", decimal(11, 3, true)), must("unit", text(10)), must("unit_price", decimal(8, 6, true)),
        must("net", money()), must("vat_rate", decimal(1, 4, false))), List.of("invoice_number", "position"),
        List.of(INVOICE), Absent.GOES_WITH_PARENT, row -> {
          var rate = row.amount("vat_rate");
          if (rate != null && rate.compareTo(BigDecimal.ONE) >= 0) {
            row.wrong("vat_rate", rate + " is not a share like 0.11");
          }
        });
  }

  /** The whole truth: a penalty that was paid or dropped is simply no longer there. */
  private ExportFile penalties() {
    return new ExportFile("penalties.csv", "penalty", List.of(must("client_code", clientCode()),
        otherwise("invoice_number", text(ID), ""), must("amount", money()), must("computed_on", date())),
        List.of("client_code", "invoice_number", "computed_on"), List.of(CUSTOMER, INVOICE), Absent.GOES, _ -> {});
  }

  private ExportFile payments() {
    return new ExportFile("payments.csv", "payment", List.of(must("payment_id", text(ID)),
        must("client_code", clientCode()), may("invoice_number", text(ID)), must("paid_on", date()),
        may("booked_on", date()), must("amount", money()), must("method", text(WORD)),
        must("status", oneOf("pending", "confirmed", "booked", "failed", "refunded"))), List.of("payment_id"),
        List.of(CUSTOMER, INVOICE), Absent.STAYS, _ -> {});
  }
}
