package eu.apaserv.bot.conversations.flow;

import eu.apaserv.bot.conversations.invoice.InvoiceLine;
import eu.apaserv.bot.conversations.invoice.InvoiceSheet;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** What an invoice consists of, in words: meters, lines, VAT by rate, total. */
final class InvoiceContents {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private InvoiceContents() {}

  /** One phrase a line. */
  static List<Phrase> of(InvoiceSheet sheet, Language language) {
    var lines = new ArrayList<Phrase>();
    sheet.meters().forEach(meter -> lines.add(meter(meter)));
    sheet.lines().forEach(line -> lines.add(line(line, language)));
    sheet.vatGroups().forEach(group -> lines.add(vat(group)));
    lines.add(Phrase.of("invoice.part_total", "total", sheet.totals().total()));
    return lines;
  }

  private static Phrase meter(InvoiceSheet.Meter meter) {
    var source = Phrase.of(switch (meter.source()) {
      case READ -> "consumption.read";
      case SELF_READ -> "consumption.self_read";
      case ESTIMATED, REGULARISED -> "consumption.estimated";
      case FLAT_RATE -> "consumption.flat_rate";
    });
    var old = meter.oldIndex();
    var now = meter.newIndex();
    return old == null || now == null
        ? Phrase.of("invoice.part_meter_only", "serial", meter.serial(), "used", figure(meter.consumption()), "source",
            source)
        : Phrase.of("invoice.part_meter", "serial", meter.serial(), "old", plain(old), "new", plain(now), "used",
            figure(meter.consumption()), "source", source);
  }

  private static Phrase line(InvoiceSheet.Line line, Language language) {
    return Phrase.of("invoice.part_line", "name", line.description(), "quantity", figure(line.quantity()), "unit",
        line.unit().equals("MTQ") ? "m³" : line.unit(), "price", price(line.unitPrice(), language), "net", line.net());
  }

  private static Phrase vat(InvoiceLine.VatGroup group) {
    return Phrase.of("invoice.part_vat", "rate", figure(group.rate().multiply(HUNDRED)), "vat", group.vat(), "net",
        group.net());
  }

  /** Prices may have more than two decimals; none is lost. */
  static String price(BigDecimal price, Language language) {
    var plain = price.stripTrailingZeros();
    var text = (plain.scale() < 2 ? plain.setScale(2) : plain).toPlainString();
    return language == Language.RO ? text.replace('.', ',') : text;
  }

  private static Number figure(BigDecimal amount) {
    return amount.setScale(3, RoundingMode.HALF_UP).doubleValue();
  }

  /** An index without thousands separators: it is compared with what the meter shows. */
  private static String plain(BigDecimal index) {
    return index.setScale(0, RoundingMode.DOWN).toPlainString();
  }
}
