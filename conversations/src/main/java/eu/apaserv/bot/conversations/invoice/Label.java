package eu.apaserv.bot.conversations.invoice;

import eu.apaserv.bot.core.understanding.Language;

/** The words printed on an invoice, in each language; {@code {0}} and {@code {1}} are filled in. */
enum Label {
  INVOICE("Factură", "Invoice"), NUMBER("nr. {0}", "no. {0}"), TITLE("Factura {0}", "Invoice {0}"), SUBJECT(
      "Apă și canalizare, cod client {0}", "Water and sewerage, client code {0}"), CORRECTS("corectează factura {0}",
          "corrects invoice {0}"), CONTINUED("Factura {0} · cod client {1} · continuare",
              "Invoice {0} · client code {1} · continued"), TAX_ID("CUI {0}", "Tax ID {0}"), REGISTRATION(
                  "Reg. com. {0}", "Trade reg. {0}"), CAPITAL("Capital social {0}", "Share capital {0}"),

  CLIENT("Client", "Customer"), PLACE("Loc de consum", "Consumption place"), PLACE_CODE("Cod loc {0}",
      "Place code {0}"), CLIENT_CODE("Cod client", "Client code"), CONTRACT("Contract", "Contract"), PERIOD("Perioada",
          "Period"), ISSUED("Data emiterii",
              "Issued on"), DUE("Data scadenței", "Due on"), GRACE("Data de grație", "Grace date"),

  TOTAL_TO_PAY("TOTAL DE PLATĂ", "TOTAL TO PAY"), NOTHING_TO_PAY("NIMIC DE PLATĂ", "NOTHING TO PAY"), SETTLED_TOTAL(
      "FACTURĂ ACHITATĂ", "INVOICE PAID"), IN_FAVOUR("SOLD ÎN FAVOAREA DUMNEAVOASTRĂ", "BALANCE IN YOUR FAVOUR"), UNTIL(
          "până la", "by"), NO_PENALTY_UNTIL("fără penalități până la {0}", "no penalties until {0}"), THIS_INVOICE(
              "Factura curentă", "This invoice"), PREVIOUS("Sold anterior", "Previous balance"), PAID("Plătit",
                  "Paid"), PENALTIES("Penalități (document separat)", "Penalties (separate document)"),

  CONSUMPTION("Citiri și consum", "Readings and consumption"), METER("Contor", "Meter"), OLD_INDEX("Index vechi",
      "Old index"), NEW_INDEX("Index nou", "New index"), SOURCE("Mod de citire", "Reading"), USED("Consum, m³",
          "Used, m³"), TOTAL("Total", "Total"), READ("citit", "read"), SELF_READ("autocitit",
              "self-read"), ESTIMATED("estimat", "estimated"), FLAT_RATE("paușal",
                  "flat rate"), REGULARISED("regularizare", "correction"), BY_MONTH("Consum lunar, m³",
                      "Monthly use, m³"), AVERAGE("media {0}", "average {0}"), CHART("Consumul lunar: {0}.",
                          "Monthly consumption: {0}."), MONTHS("ian feb mar apr mai iun iul aug sep oct nov dec",
                              "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),

  BILLED("Servicii facturate", "Billed services"), SERVICE("Denumire", "Service"), UNIT("U.M.", "Unit"), QUANTITY(
      "Cantitate", "Quantity"), UNIT_PRICE("Preț unitar\nfără TVA, lei", "Unit price\nwithout VAT, lei"), NET(
          "Valoare\nfără TVA, lei", "Amount\nwithout VAT, lei"), VAT_RATE("Cotă\nTVA", "VAT\nrate"), NO_LINES(
              "Fără servicii facturate în această perioadă.", "Nothing was billed for this period."),

  VAT_SUMMARY("Recapitulație TVA", "VAT summary"), RATE("Cotă", "Rate"), BASE("Bază, lei", "Base, lei"), VAT("TVA, lei",
      "VAT, lei"), TOTAL_NET("Total fără TVA",
          "Total without VAT"), TOTAL_VAT("TVA", "VAT"), INVOICE_TOTAL("Total factură", "Invoice total"),

  HOW_TO_PAY("Cum plătiți", "How to pay"), SCAN(
      "Scanați codul în aplicația băncii dumneavoastră sau faceți un transfer:",
      "Scan the code in your banking app or make a transfer:"), TRANSFER("Prin transfer bancar:",
          "By bank transfer:"), QR("Cod de plată pentru aplicația băncii: {0} către {1}.",
              "Payment code for a banking app: {0} to {1}."), NOTHING_TO_DO("Nu aveți nimic de plată",
                  "You have nothing to pay"), CREDIT("Suma de {0} se scade din facturile următoare.",
                      "The sum of {0} is taken off the next invoices."), SETTLED(
                          "Nu mai trebuie să faceți nimic pentru această factură.",
                          "There is nothing left to do for this invoice."), PAYEE("Beneficiar", "Payee"), IBAN("IBAN",
                              "IBAN"), BANK("Banca", "Bank"), REFERENCE("Referință", "Reference"), AMOUNT("Suma",
                                  "Amount"), QUESTIONS("Aveți o întrebare?", "Any question?"), CUSTOMER_OFFICE(
                                      "Relații clienți",
                                      "Customer office"), EMERGENCY("Avarii, zi și noapte", "Faults, day and night"),

  LEGAL("Bine de știut", "Good to know"), NOTE_DUE("Scadența: factura se plătește până la {0}, la {1} de la emitere.",
      "Due: the invoice is to be paid by {0}, {1} after issue."), NOTE_GRACE(
          "Termenul de grație: pentru plata făcută până la {0} inclusiv nu se calculează penalități (Legea nr. 51/2006, art. 42; "
              + "Legea nr. 241/2006, art. 31).",
          "Grace: nothing is charged for a payment made up to and including {0} (Law 51/2006, art. 42; Law 241/2006, art. 31)."), NOTE_PENALTY(
              "Penalitățile: la plata după {0} se datorează {1} din sumă pe zi, numărat din prima zi după scadență, cel mult cât "
                  + "suma datorată.",
              "Penalties: a payment after {0} owes {1} of the sum a day, counted from the first day after the due date, at most the "
                  + "debt itself."), NOTE_APART(
                      "Penalitățile de {0} calculate până acum au document separat: nu fac parte din totalul acestei facturi.",
                      "Penalties of {0} computed so far have their own document: they are not part of this invoice's total."), NOTE_ESTIMATED(
                          "Consumul estimat se regularizează la următoarea citire sau autocitire.",
                          "Estimated consumption is corrected at the next reading or self-reading."), NOTE_AS_AT(
                              "Sumele rămase de plată sunt cele cunoscute la {0}.",
                              "The sums left to pay are those known on {0}."), NOTE_SIGNATURE(
                                  "Factura este valabilă fără semnătură și ștampilă (Codul fiscal, art.\u00A0319\u00A0alin.\u00A029).",
                                  "The invoice is valid without signature and stamp (Fiscal Code, art.\u00A0319\u00A0para.\u00A029)."), PAGE(
                                      "Pagina {0} din {1}", "Page {0} of {1}"), DAY("o zi", "one day"), DAYS("{0} zile",
                                          "{0} days"), DAYS_FROM_20("{0} de zile", "{0} days");

  private final String romanian;
  private final String english;

  Label(String romanian, String english) {
    this.romanian = romanian;
    this.english = english;
  }

  /** The words in a language, with the places {@code {0}}, {@code {1}} filled. */
  String in(Language language, String... values) {
    String text = language == Language.EN ? english : romanian;
    for (int i = 0; i < values.length; i++) {
      text = text.replace("{" + i + "}", values[i]);
    }
    return text;
  }

  /** A number of days, with the Romanian "de" from 20 up: o zi, 15 zile, 20 de zile, 101 zile. */
  static String days(long days, Language language) {
    long lastTwo = Math.abs(days) % 100;
    Label form = days == 1 ? DAY : lastTwo >= 20 || (lastTwo == 0 && days != 0) ? DAYS_FROM_20 : DAYS;
    return form.in(language, Long.toString(days));
  }
}
