package eu.apaserv.bot.conversations.payment;

import eu.apaserv.bot.core.http.SmallPage;

/** What a browser shows around a payment, in both languages: nobody knows yet who is reading. */
final class PayPage {
  static final String RETURNED = SmallPage.of("Mulțumim",
      "Confirmarea vine în conversație, de îndată ce banca ne dă răspunsul. "
          + "Puteți închide această pagină.",
      "The confirmation comes in the chat. You can close this page.");
  static final String SETTLED = SmallPage.of("Linkul a fost folosit",
      "Plata acestui link s-a încheiat. Rezultatul este în "
          + "conversație.",
      "This payment is over. The result is in the chat.");
  static final String OVER = SmallPage.of("Linkul nu mai este valabil",
      "Scrieți „plătesc” în conversație și primiți altul.",
      "This link has expired. Write “pay” in the chat to get another.");
  /** The same whether there is such a link: programs learn nothing. */
  static final String FOR_PEOPLE = SmallPage.of("Plată cu cardul",
      "Deschideți linkul într-un browser ca să ajungeți la pagina de plată.",
      "Card payment. Open this link in a browser to get to the payment page.");
  static final String LATER = SmallPage.of("Pagina de plată nu răspunde acum",
      "Nu s-a plătit nimic. Deschideți din nou linkul "
          + "peste câteva clipe.",
      "The payment page does not answer now. Nothing was paid. Open the link again in a moment.");

  private PayPage() {}
}
