package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people say about getting something done: without coming, for several codes at once, by whom, until when. */
class ErrandPhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      nu pot veni la ghișeu | away
      Nu pot ajunge la voi, sunt bolnavă. | away
      mi-e greu sa ajung la ghiseu | away
      I can't come to the office | away
      trebuie neaparat sa vin personal? | away
      se poate online? | online
      pot sa o fac de acasa | online
      can I do it online? | online
      pot trimite actele pe mail | online
      poate veni fiica mea în locul meu? | proxy
      can my son sign for me? | proxy
      nu am încă actul de proprietate | lacking
      """)
  void nobodyComes(String text, String how) {
    assertThat(read(text).entity("remote")).contains(how);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu pot veni acasa sa citesc contorul", "pot veni maine la ghiseu?", "nu poate veni apa",
      "poate veni cineva sa repare contorul", "nu pot sa platesc", "nu mai am contractul", "platesc online",
      "nu pot veni sa platesc factura"})
  void whatOnlySoundsSoIsSomethingElse(String text) {
    assertThat(read(text).entity("remote")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      plătesc la amândouă | pay
      vreau sa platesc facturile la ambele coduri | pay
      pay both | pay
      i want to pay both bills please | pay
      cele doua facturi din octombrie | invoice_pdf
      trimite-mi ambele facturi pe luna trecuta | invoice_pdf
      both invoices from October | invoice_pdf
      """)
  void everyCodeIsMeant(String text, String intent) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo(intent);
    assertThat(understood.entity("every")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"platesc factura", "factura din octombrie", "ultimele doua facturi", "pay the bill"})
  void oneIsMeant(String text) {
    assertThat(read(text).entity("every")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cui să sun dacă nu am apă", "unde sun cand se sparge o teava",
      "la ce numar anunt o avarie", "who do I call if there is no water?"})
  void whomToCallIsAQuestion(String text) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo("contact_info");
    assertThat(understood.entity("contact_topic")).contains("emergency");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      la ce ora inchideti | contact_topic
      what time do you open? | contact_topic
      pana la ce ora | until
      e urgent, alunecă lumea pe gheață | urgent
      mă mut luna viitoare, ce fac cu contractul? | moving
      we are moving out, what do we do with the contract | moving
      am chitanța | proof
      how do I get a receipt | proof
      prin transfer bancar | paid_by
      cand imi porniti apa | reconnect
      cat costa si cat dureaza | cost
      Buna ziua, sunt Maria, nu stiu cum se trimite indexul | how_to_send
      am primit în cutie factura altcuiva | misdelivered
      asa e de o luna | since
      dar pe 30 noiembrie | day
      atunci miercuri pana la ce ora | until
      """)
  void isTold(String text, String key) {
    assertThat(read(text).entity(key)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      e urgent nu am apa | outage_info
      ma mut, indexul e 856 | submit_index
      nu e nimeni acasă să deschidă la contor | reading_window
      si nici rece nu e | outage_info
      mi ati taiat apa si am platit ieri | penalties
      si daca nu platesc | penalties
      """)
  void isAnotherWish(String text, String intent) {
    assertThat(read(text).best().intent()).isEqualTo(intent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"E urgent, s-a spart conducta pe strada Oituz din Roman",
      "Urgent! inundatie la subsol bl B12",
      "e periculos, lipseste capacul de la canal", "it's an emergency, the street is flooded"})
  void aReportThatBeginsWithItsHurryIsNoneOfWhatWasToldBefore(String text) {
    assertThat(read(text).entity("urgent")).isEmpty();
    assertThat(read(text).best().confidence()).as("it is guessed like any other").isLessThan(1);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      nu am apa pe str Mihai Viteazu Roman 14 | 14
      teava sparta strada Oituz, Roman, 7 | 7
      nu am apa pe strada Oituz, Roman nr 7A | 7A
      nu am apa pe strada Oituz in Roman 2 zile |
      nu am apa pe strada Oituz Roman de 2 zile |
      """)
  void aHouseStandsBehindItsTown(String text, String number) {
    assertThat(read(text).entity("street_number").orElse(null)).isEqualTo(number);
  }
}
