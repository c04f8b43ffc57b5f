package eu.apaserv.bot.docker.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Writes a billing export of any size as a stream: the same seed gives the same bytes. Every customer has a place, a meter
 * and a year of readings, invoices with their lines, and payments: about 60 rows each.
 */
final class BigExport implements AutoCloseable {
  private static final BigDecimal WATER = new BigDecimal("8.82");
  private static final BigDecimal SEWERAGE = new BigDecimal("9.78");
  private static final BigDecimal RATE = new BigDecimal("0.11");
  private static final String[] ZONES = {"sud", "nord", "est"};
  private static final String[] TOWNS = {"Piatra-Neamț", "Târgu Neamț", "Roman"};
  private static final String[] NAMES = {"Popescu Ana", "Ionescu Ștefan", "Rusu Ilie", "Apostol Elena", "Țurcanu Dan"};

  private static final Map<String, String> HEADERS = new LinkedHashMap<>();
  static {
    HEADERS.put("customers", "client_code,name,type,tax_id,phone,email,language");
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

  private final Map<String, BufferedWriter> files = new LinkedHashMap<>();
  private final LocalDate today;
  private long rows;

  private BigExport(Path folder, LocalDate today) throws IOException {
    this.today = today;
    for (var file : HEADERS.entrySet()) {
      var writer = Files.newBufferedWriter(folder.resolve(file.getKey() + ".csv"));
      files.put(file.getKey(), writer);
      writer.write(file.getValue() + "\n");
    }
  }

  /**
   * Everything about these customers, {@code months} of it.
   *
   * @return rows written
   */
  static long full(Path folder, int customers, int months, LocalDate today, long seed) throws IOException {
    try (var export = new BigExport(folder, today)) {
      for (var zone : ZONES) {
        export.row("reading_windows", zone, today.minusDays(2), today.plusDays(4));
      }
      for (int n = 0; n < customers; n++) {
        export.customer(n, new SplittableRandom(seed + n));
        export.history(n, months, new SplittableRandom(seed + n));
      }
      return export.rows;
    }
  }

  /** What one day brings: one customer in a hundred has a new reading, invoice and payment. Returns rows written. */
  static long day(Path folder, int customers, LocalDate today, long seed) throws IOException {
    try (var export = new BigExport(folder, today)) {
      for (int n = 0; n < customers; n += 100) {
        var random = new SplittableRandom(seed + n);
        export.row("readings", serial(n), today, 5000 + random.nextInt(100), "read");
        export.invoice(n, 99, today.withDayOfMonth(1).minusMonths(1), 1 + random.nextInt(20), false);
      }
      return export.rows;
    }
  }

  private static int code(int n) {
    return 2_000_000 + n;
  }

  private static String place(int n) {
    return "NT" + code(n);
  }

  private static String serial(int n) {
    return "B" + code(n);
  }

  private void customer(int n, SplittableRandom random) {
    int zone = n % ZONES.length;
    row("customers", code(n), NAMES[random.nextInt(NAMES.length)] + " " + n, n % 20 == 0 ? "company" : "household",
        n % 20 == 0 ? "RO" + code(n) : null, "+407" + (20_000_000 + n), null, "ro");
    row("consumption_points", place(n), code(n), TOWNS[zone], null, null, "Strada Uzinei", n % 200, "B" + n % 40, 1,
        n % 60, ZONES[zone]);
    row("meters", serial(n), place(n), 5, today.minusYears(3), null, 0, today.plusYears(4), false);
  }

  private void history(int n, int months, SplittableRandom random) {
    int index = 100 + random.nextInt(1000);
    var first = today.withDayOfMonth(1).minusMonths(months);
    for (int month = 0; month < months; month++) {
      int used = 1 + random.nextInt(20);
      index += used;
      var from = first.plusMonths(month);
      row("readings", serial(n), from.plusMonths(1).minusDays(1), index, month % 4 == 3 ? "read" : "self_read");
      invoice(n, month, from, used, month < months - 1 || n % 4 != 0);
    }
  }

  private void invoice(int n, int month, LocalDate from, int used, boolean paid) {
    var number = "B" + code(n) + "%02d".formatted(month);
    var issued = from.plusMonths(1).plusDays(8);
    var net = line(number, 1, "drinking_water", "Apă potabilă", used, WATER);
    if (n % 3 != 0) {
      net = net.add(line(number, 2, "sewerage", "Colectare și epurare apă uzată", used, SEWERAGE));
    }
    var vat = net.multiply(RATE).setScale(2, RoundingMode.HALF_UP);
    var total = net.add(vat);
    row("invoices", number, code(n), place(n), issued, issued.plusDays(15), issued.plusDays(45), from,
        from.plusMonths(1).minusDays(1), net, vat, total, paid ? "0.00" : total);
    if (paid) {
      row("payments", "P" + number, code(n), number, issued.plusDays(7), issued.plusDays(8), total, "card", "booked");
    } else if (n % 40 == 0) {
      row("penalties", code(n), number, "1.15", today);
    }
  }

  private BigDecimal line(String number, int position, String tariff, String name, int quantity, BigDecimal price) {
    var net = price.multiply(BigDecimal.valueOf(quantity)).setScale(2, RoundingMode.HALF_UP);
    row("invoice_lines", number, position, tariff, name, quantity, "MTQ", price, net, RATE);
    return net;
  }

  private void row(String file, @Nullable Object... values) {
    var line = new StringBuilder(120);
    for (int i = 0; i < values.length; i++) {
      line.append(i == 0 ? "" : ",").append(Objects.toString(values[i], ""));
    }
    try {
      Objects.requireNonNull(files.get(file), file).append(line.append('\n'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    rows++;
  }

  @Override
  public void close() throws IOException {
    for (var file : files.values()) {
      file.close();
    }
  }
}
