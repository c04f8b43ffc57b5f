package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What follows something that was given, and streets called after a day; what only sounds like them is guessed. */
class AfterPhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"linkul nu merge", "nu mi se deschide linku", "Nu se deschide pagina de plată!",
      "da nu se deschide",
      "nu pot deschide linkul", "imi da eroare", "the link doesn't work", "the payment page won't load",
      "it doesn't open",
      "i can't open the link"})
  void aLinkDoesNotOpen(String text) {
    assertThat(read(text).entity("pay_topic")).contains("link");
  }

  @ParameterizedTest
  @ValueSource(strings = {"trimite-o pe mail", "trimiteti-mi-o va rog pe email", "puteti sa mi-o trimiteti pe mail?",
      "factura pe email", "vreau sa primesc facturile pe mail", "trimiteti factura pe adresa mea de email",
      "send it to my email",
      "please email me the bill", "can you send me the invoice by email?"})
  void anInvoiceIsWantedByMail(String text) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo("invoice_pdf");
    assertThat(understood.entity("invoice_way")).contains("email");
  }

  @ParameterizedTest
  @ValueSource(strings = {"anunta-ma cand se rezolva", "anuntati-ma va rog cand e gata",
      "ma anuntati si pe mine cand ati reparat?",
      "imi scrieti cand se remediaza", "let me know when it's fixed", "please tell me when you have repaired it"})
  void theyWantToHearOfTheRepair(String text) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo("ticket_status");
    assertThat(understood.entity("ticket_news")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"in rate se poate?", "pot plati in rate", "se poate esalona datoria", "vreau o esalonare",
      "pot achita factura in 3 rate", "can I pay in instalments", "do you have a payment plan"})
  void instalmentsAreAPaymentOfWhichSomethingIsAsked(String text) {
    assertThat(read(text).best().intent()).isEqualTo("pay");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      nu am apa pe 1 decembrie 1918 nr 12 | 1 Decembrie 1918 | 12
      nu avem apă pe 22 Decembrie nr. 4 | 22 Decembrie | 4
      fara apa pe strada 1 mai 7 | 1 Mai | 7
      teava sparta pe bd. 24 ianuarie | 24 Ianuarie |
      """)
  void aStreetIsCalledAfterADay(String text, String street, String number) {
    var understood = read(text);
    assertThat(understood.entity("street")).contains(street);
    assertThat(understood.entity("street_number").orElse(null)).isEqualTo(number);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      am citit pe 1 decembrie 245 | submit_index
      factura din 1 decembrie | invoice_pdf
      nu merge apa | outage_info
      nu merge contorul | report_fault
      contorul nu se mai invarte de o luna | report_fault
      da, pe mail | contact_info
      anunta-ma cand vine apa | subscribe_alerts
      anunta-ma cand apare factura noua | subscribe_alerts
      pe ce adresa de mail va pot scrie | contact_info
      ati reparat teava? | report_fault
      """)
  void whatOnlySoundsLikeItIsSomethingElse(String text, String intent) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo(intent);
    assertThat(understood.entity("street")).isEmpty();
  }
}
