package eu.apaserv.bot.docker.demo;

import eu.apaserv.bot.docker.demo.DemoCustomers.Clock;
import eu.apaserv.bot.docker.demo.DemoCustomers.Place;
import eu.apaserv.bot.docker.demo.DemoCustomers.Someone;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a billing export about the demo's customers, a year of it, ending today: the demo imports it like any other. */
final class DemoExport {
  private static final BigDecimal WATER = new BigDecimal("8.82");
  private static final BigDecimal SEWERAGE = new BigDecimal("9.78");
  /** VAT on water changed on 1 August 2025 (by the date of supply). */
  private static final LocalDate NEW_VAT = LocalDate.of(2025, 8, 1);

  private static final Map<String, String> HEADERS = new LinkedHashMap<>();
  static {
    HEADERS.put("customers", "client_code,name,type,tax_id,phone,email,language");
    HEADERS.put("representatives", "client_code,name,role,phone,email,valid_from,valid_to");
    HEADERS.put("consumption_points",
        "point_id,client_code,locality,siruta,district,street,number,block,entrance,apartment,zone");
    HEADERS.put("meters", "serial,point_id,digits,installed_on,removed_on,initial_index,verified_until,remote");
    HEADERS.put("readings", "meter_serial,read_on,index,source");
    HEADERS.put("reading_windows", "zone,opens_on,closes_on");
    HEADERS.put("invoices",
        "invoice_number,client_code,point_id,issued_on,due_on,grace_until,period_from,period_to,net,"
            + "vat,total,outstanding");
    HEADERS.put("invoice_lines",
        "invoice_number,position,tariff_line,description,quantity,unit,unit_price,net,vat_rate");
    HEADERS.put("penalties", "client_code,invoice_number,amount,computed_on");
    HEADERS.put("payments", "payment_id,client_code,invoice_number,paid_on,booked_on,amount,method,status");
  }

  private final LocalDate today;
  private final Map<String, List<String>> files = new LinkedHashMap<>();
  private int invoices = 4_000_000;
  private int payments = 70_000;

  private DemoExport(LocalDate today) {
    this.today = today;
    HEADERS.forEach((name, header) -> files.put(name, new ArrayList<>(List.of(header))));
  }

  /** Writes the files into a folder. */
  static void write(Path folder, LocalDate today) throws IOException {
    var export = new DemoExport(today);
    DemoCustomers.ALL.forEach(export::add);
    export.windows();
    for (var file : export.files.entrySet()) {
      Files.write(folder.resolve(file.getKey() + ".csv"), file.getValue());
    }
  }

  private void windows() {
    row("reading_windows", "sud", today.minusDays(2), today.plusDays(4));
    row("reading_windows", "nord", today.minusDays(2), today.plusDays(4));
    // Closed on every day the demo may be opened: a window of this month that is over, and the next one.
    row("reading_windows", "est", today.minusDays(9), today.minusDays(4));
    row("reading_windows", "est", today.plusDays(22), today.plusDays(27));
  }

  private void add(Someone one) {
    row("customers", one.code(), one.name(), one.type(), one.taxId(), one.phone(), one.email(), one.language());
    for (var place : one.places()) {
      row("consumption_points", place.id(), one.code(), place.locality(), place.siruta(), place.district(),
          place.street(), place.number(), place.block(), "", "", place.zone());
      place.clocks().forEach(clock -> add(one, place, clock));
    }
  }

  private void add(Someone one, Place place, Clock clock) {
    row("meters", clock.serial(), place.id(), 5, today.minusYears(4), null, 0, today.plusYears(3), false);
    int months = clock.monthly().size();
    int index = clock.last() - clock.monthly().stream().mapToInt(Integer::intValue).sum();
    for (int i = 0; i < months; i++) {
      var month = today.withDayOfMonth(1).minusMonths((long) months - i);
      index += clock.monthly().get(i);
      row("readings", clock.serial(), end(month), index, i % 4 == 3 ? "read" : "self_read");
      invoice(one, place, month, clock.monthly().get(i), months - i);
    }
  }

  private static LocalDate end(LocalDate month) {
    return month.plusMonths(1).minusDays(1);
  }

  /** @param age 1 for the latest invoice */
  private void invoice(Someone one, Place place, LocalDate month, int quantity, int age) {
    var number = "NTD" + ++invoices;
    var issued = month.plusMonths(1).withDayOfMonth(1).plusDays(8);
    if (issued.isAfter(today)) {
      issued = today;
    }
    var due = issued.plusDays(15);
    var rate = new BigDecimal(month.isBefore(NEW_VAT) ? "0.09" : "0.11");
    var net = line(number, 1, "drinking_water", "Apă potabilă", quantity, WATER, rate);
    if (one.sewerage()) {
      net = net.add(line(number, 2, "sewerage", "Colectare și epurare apă uzată", quantity, SEWERAGE, rate));
    }
    var vat = net.multiply(rate).setScale(2, RoundingMode.HALF_UP);
    var total = net.add(vat);
    boolean open = age <= one.unpaid();
    row("invoices", number, one.code(), place.id(), issued, due, due.plusDays(30), month, end(month), net, vat, total,
        open ? total : BigDecimal.ZERO);
    pay(one, number, issued, due, total, open, age);
  }

  private void pay(Someone one, String number, LocalDate issued, LocalDate due, BigDecimal total, boolean open,
      int age) {
    if (!open) {
      var paid = issued.plusDays(7);
      row("payments", "P" + ++payments, one.code(), number, paid, paid.plusDays(1), total, "card", "booked");
    } else if (one.pending() && age == one.unpaid()) {
      row("payments", "P" + ++payments, one.code(), number, today, null, total, "card", "confirmed");
    } else if (due.plusDays(30).isBefore(today)) {
      var late = new BigDecimal(today.toEpochDay() - due.toEpochDay());
      var amount = total.multiply(new BigDecimal("0.0002")).multiply(late).setScale(2, RoundingMode.HALF_UP);
      row("penalties", one.code(), number, amount, today);
    }
  }

  private BigDecimal line(String number, int position, String tariff, String name, int quantity, BigDecimal price,
      BigDecimal rate) {
    var net = price.multiply(BigDecimal.valueOf(quantity)).setScale(2, RoundingMode.HALF_UP);
    row("invoice_lines", number, position, tariff, name, quantity, "MTQ", price, net, rate);
    return net;
  }

  private void row(String file, @Nullable Object... values) {
    var line = new StringBuilder();
    for (int i = 0; i < values.length; i++) {
      line.append(i == 0 ? "" : ",").append(Objects.toString(values[i], ""));
    }
    Objects.requireNonNull(files.get(file), file).add(line.toString());
  }
}
