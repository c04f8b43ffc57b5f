package eu.apaserv.bot.conversations.payment;

/** What a browser shows around a payment, in both languages: nobody knows yet who is reading. */
final class PayPage {
  static final String RETURNED = page("Mulțumim",
      "Confirmarea vine în conversație, de îndată ce banca ne dă răspunsul. "
          + "Puteți închide această pagină.",
      "The confirmation comes in the chat. You can close this page.");
  static final String SETTLED = page("Linkul a fost folosit", "Plata acestui link s-a încheiat. Rezultatul este în "
      + "conversație.", "This payment is over. The result is in the chat.");
  static final String OVER = page("Linkul nu mai este valabil", "Scrieți „plătesc” în conversație și primiți altul.",
      "This link has expired. Write “pay” in the chat to get another.");
  static final String LATER = page("Pagina de plată nu răspunde acum", "Nu s-a plătit nimic. Deschideți din nou linkul "
      + "peste câteva clipe.",
      "The payment page does not answer now. Nothing was paid. Open the link again in a moment.");

  private PayPage() {}

  private static String page(String title, String ro, String en) {
    return """
        <!doctype html><html lang="ro"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
        <title>%1$s</title><body style="font:18px/1.5 system-ui,sans-serif;max-width:32em;margin:15vh auto;padding:0 1em">
        <h1 style="font-size:1.4em">%1$s</h1><p>%2$s</p><p lang="en">%3$s</p></body></html>""".formatted(title, ro, en);
  }
}
