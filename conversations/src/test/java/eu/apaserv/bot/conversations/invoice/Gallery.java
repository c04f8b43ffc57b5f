package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes one document of every kind into the folder given, to be looked at, and prints sizes and times. */
final class Gallery {
  private static final int WARM = 300;

  private Gallery() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createDirectories(Path.of(arguments[0]));
    InvoicePdf pdf = new InvoicePdf();
    long start = System.nanoTime();
    pdf.render(Sheets.household(), Language.RO);
    System.out.printf("first document: %.0f ms%n", (System.nanoTime() - start) / 1e6);
    for (Map.Entry<String, InvoiceSheet> sheet : sheets().entrySet()) {
      Language language = sheet.getKey().endsWith("-en") ? Language.EN : Language.RO;
      byte[] bytes = pdf.render(sheet.getValue(), language);
      Files.write(folder.resolve(sheet.getKey() + ".pdf"), bytes);
      System.out.printf("%-16s %6.1f kB %6.2f ms CPU warm%n", sheet.getKey(), bytes.length / 1024.0, median(pdf, sheet
          .getValue(), language));
    }
  }

  private static Map<String, InvoiceSheet> sheets() {
    Map<String, InvoiceSheet> sheets = new LinkedHashMap<>();
    sheets.put("household", Sheets.household());
    sheets.put("chatting", Sheets.chatting());
    sheets.put("indebted", Sheets.indebted());
    sheets.put("company", Sheets.company());
    sheets.put("company-en", Sheets.company());
    sheets.put("association", Sheets.association(8, 16));
    sheets.put("sixty-lines", Sheets.association(3, 60));
    sheets.put("correction", Sheets.correction());
    sheets.put("credit-note", Sheets.credit());
    sheets.put("paid", Sheets.paid(Sheets.household(), Sheets.household().totals().total()));
    sheets.put("part-paid", Sheets.paid(Sheets.indebted(), Sheets.amount("50")));
    sheets.put("no-lines", Sheets.sheet(Sheets.household().holder(), List.of(), List.of(), List.of(), "0", "0"));
    sheets.put("long",
        Sheets.named("Întreprinderea Individuală cu Denumire Neobișnuit de Lungă pentru Țesături, Șaluri "
            + "și Împletituri din Județul Neamț, sucursala Săvinești-Roznov, filiala a doua"));
    return sheets;
  }

  private static double median(InvoicePdf pdf, InvoiceSheet sheet, Language language) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    double[] times = new double[WARM];
    for (int i = 0; i < WARM; i++) {
      long start = threads.getCurrentThreadCpuTime();
      pdf.render(sheet, language);
      times[i] = (threads.getCurrentThreadCpuTime() - start) / 1e6;
    }
    Arrays.sort(times, WARM / 2, WARM);
    return times[WARM * 3 / 4];
  }
}
