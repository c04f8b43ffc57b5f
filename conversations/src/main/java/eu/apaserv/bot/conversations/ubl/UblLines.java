package eu.apaserv.bot.conversations.ubl;

import static eu.apaserv.bot.conversations.ubl.UblReader.fault;
import static eu.apaserv.bot.conversations.ubl.UblReader.need;
import static eu.apaserv.bot.conversations.ubl.UblReader.text;

import eu.apaserv.bot.conversations.ubl.UblInvoice.Kind;
import eu.apaserv.bot.conversations.ubl.UblInvoice.Line;
import eu.apaserv.bot.conversations.ubl.UblInvoice.MeterIndex;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The lines of a document, what is allowed or charged on the whole of it, and the indexes the lines state. */
final class UblLines {
  private static final int MOST = 9000;
  private static final int NAME = 200;
  private static final int WORD = 40;
  private static final int MOST_INDEX = 999_999_999;
  /** A price has eight digits before the dot. */
  private static final BigDecimal MOST_FOR_ONE = BigDecimal.TEN.pow(8);

  private final UblElement root;
  private final Kind kind;
  private final UblNames names;

  UblLines(UblElement root, Kind kind, UblNames names) {
    this.root = root;
    this.kind = kind;
    this.names = names;
  }

  private List<UblElement> elements() {
    return root.all(kind == Kind.CREDIT_NOTE ? "CreditNoteLine" : "InvoiceLine");
  }

  List<Line> all() throws UblFault {
    var lines = new ArrayList<Line>();
    var elements = elements();
    if (elements.isEmpty() || elements.size() > MOST) {
      throw fault(root, "InvoiceLine", "there must be 1 to " + MOST + " lines, there are " + elements.size());
    }
    for (var element : elements) {
      lines.add(line(element));
    }
    for (var element : root.all("AllowanceCharge")) {
      lines.add(allowance(element));
    }
    return lines;
  }

  private Line line(UblElement element) throws UblFault {
    var counted = kind == Kind.CREDIT_NOTE ? "CreditedQuantity" : "InvoicedQuantity";
    var name = need(element, NAME, "Item", "Name");
    var quantity = UblAmount.number(element, 3, counted);
    var price = UblAmount.number(element, 6, "Price", "PriceAmount");
    if (price.signum() < 0) {
      throw fault(element, "PriceAmount", "is negative: a correction has a negative quantity");
    }
    var base = element.value("Price", "BaseQuantity").isEmpty()
        ? BigDecimal.ONE
        : UblAmount.number(element, 6, "Price", "BaseQuantity");
    if (base.signum() <= 0) {
      throw fault(element, "BaseQuantity", "is not more than nothing");
    }
    var unit = element.find(counted).map(one -> one.attribute("unitCode")).orElse("");
    return new Line(tariff(name), name, signed(quantity), unit.isEmpty() || unit.length() > 10 ? "C62" : unit,
        kept(element, "PriceAmount", price.divide(base, 6, RoundingMode.HALF_UP)),
        signed(UblAmount.lei(element, "LineExtensionAmount")),
        rate(element, "Item", "ClassifiedTaxCategory"));
  }

  private Line allowance(UblElement element) throws UblFault {
    boolean charge = need(element, WORD, "ChargeIndicator").equals("true");
    var reason = text(element, NAME, "AllowanceChargeReason");
    var amount = UblAmount.lei(element, "Amount");
    var net = signed(charge ? amount : amount.negate());
    return new Line(charge ? "charge" : "allowance", reason != null ? reason : charge ? "Taxă" : "Reducere",
        BigDecimal.valueOf(net.signum() < 0 ? -1 : 1), "C62", kept(element, "Amount", net.abs()), net,
        rate(element, "TaxCategory"));
  }

  private static BigDecimal kept(UblElement element, String where, BigDecimal price) throws UblFault {
    if (price.compareTo(MOST_FOR_ONE) >= 0) {
      throw fault(element, where, "is more than " + MOST_FOR_ONE.toPlainString() + " for one unit");
    }
    return price;
  }

  private BigDecimal signed(BigDecimal amount) {
    return kind == Kind.CREDIT_NOTE ? amount.negate() : amount;
  }

  /** A category without a rate (exempt, outside VAT) is a rate of nothing. */
  private static BigDecimal rate(UblElement element, String... category) throws UblFault {
    var at = element.find(category).orElseThrow(() -> fault(element, category[category.length - 1], "is missing"));
    if (at.value("Percent").isEmpty()) {
      return BigDecimal.ZERO;
    }
    var percent = UblAmount.number(at, 2, "Percent");
    if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) >= 0) {
      throw fault(at, "Percent", "is not a rate from 0 to 99");
    }
    return percent.movePointLeft(2);
  }

  private static String tariff(String name) {
    var word = name.toLowerCase(Locale.ROOT).replace('ă', 'a').replace('â', 'a');
    if (word.matches(".*(canal|epurar|uzat).*")) {
      return "sewerage";
    }
    if (word.matches(".*(meteoric|pluvial).*")) {
      return "rainwater";
    }
    return word.matches(".*\\bapa\\b.*") ? "drinking_water" : "other";
  }

  /** One for each meter: several tariff lines of one invoice may name the same. */
  List<MeterIndex> meters() throws UblFault {
    var stated = new LinkedHashMap<String, List<MeterIndex>>();
    for (var line : elements()) {
      var serial = serial(line);
      var index = serial.isPresent() ? index(line, names.index()) : Optional.<Integer>empty();
      if (index.isPresent()) {
        stated.computeIfAbsent(serial.get(), _ -> new ArrayList<>()).add(new MeterIndex(serial.get(),
            index(line, names.previousIndex()).orElse(null), index.get(), source(line)));
      }
    }
    return stated.values().stream().map(UblLines::joined).toList();
  }

  /** A period that a change of tariff splits has the meter twice, from the first index to the last. */
  private static MeterIndex joined(List<MeterIndex> parts) {
    var last = parts.getLast();
    if (parts.stream().anyMatch(part -> part.previous() == null)) {
      return new MeterIndex(last.serial(), null, parts.stream().mapToInt(MeterIndex::index).max().orElseThrow(),
          last.source());
    }
    var begins = parts.stream().map(MeterIndex::previous).collect(Collectors.toCollection(TreeSet::new));
    var ends = parts.stream().map(MeterIndex::index).collect(Collectors.toCollection(TreeSet::new));
    var first = new TreeSet<>(begins);
    first.removeAll(ends);
    var end = new TreeSet<>(ends);
    end.removeAll(begins);
    // Of a chain the ends are left over, also where the meter began again at 0 within it.
    return first.size() == 1 && end.size() == 1
        ? new MeterIndex(last.serial(), first.first(), end.first(), last.source())
        : new MeterIndex(last.serial(), begins.first(), ends.last(), last.source());
  }

  private static Optional<String> serial(UblElement line) throws UblFault {
    for (var reference : line.all("DocumentReference")) {
      var id = reference.find("ID");
      if (id.isPresent() && id.get().attribute("schemeID").equals("MG")) {
        return Optional.ofNullable(text(reference, WORD, "ID"));
      }
    }
    return Optional.empty();
  }

  private static Optional<Integer> index(UblElement line, List<String> called) throws UblFault {
    var value = property(line, called);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    var whole = value.get().replaceFirst("[.,]\\d*$", "");
    if (!whole.matches("\\d{1,9}") || Integer.parseInt(whole) > MOST_INDEX) {
      throw fault(line, "AdditionalItemProperty", "an index is not a whole number of at most 9 digits");
    }
    return Optional.of(Integer.valueOf(whole));
  }

  private static Optional<String> property(UblElement line, List<String> called) {
    return line.find("Item").stream().flatMap(item -> item.all("AdditionalItemProperty").stream())
        .filter(property -> property.value("Name").filter(name -> called.contains(name.toLowerCase(Locale.ROOT)))
            .isPresent())
        .flatMap(property -> property.value("Value").stream()).findFirst();
  }

  private String source(UblElement line) {
    var mode = property(line, names.source()).orElse("").toLowerCase(Locale.ROOT);
    if (mode.startsWith("auto")) {
      return "self_read";
    }
    if (mode.startsWith("est")) {
      return "estimated";
    }
    return mode.startsWith("pau") ? "flat_rate" : "read";
  }
}
