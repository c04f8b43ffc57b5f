package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers wrote that nobody understood, and what stands so near to it that it must not be heard as the same. */
class StrangersPhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      apaaa nu e | outage_info
      apa nu e | outage_info
      apaaaa nu mai e deloc | outage_info
      nuuu e apaaa | outage_info
      plt | pay
      platit? | payment_history
      Plătită? | payment_history
      de fapt lasă, plătesc ambele | pay
      lasă, le plătesc pe toate două | pay
      contorul cred că s-a stricat, adică nu știu, se învârte și când e totul închis și nu e nimeni acasă | water_loss
      bună ziua doamnă, apometrul ăsta al meu se mișcă încet și cu robinetele închise toate, ce să fac | water_loss
      e din ce în ce mai rău | report_fault
      retrag reclamația | ticket_status
      nu mai e nevoie de sesizare, s-a rezolvat | ticket_status
      I want to withdraw my complaint | ticket_status
      retrag R-2026-000012 | ticket_status
      grazie | thanks
      köszönöm szépen | thanks
      cine îmi plătește boilerul? | complaint
      am apă în pivniță de-un metru și nu răspunde nimeni la voi băi nesimțiților | report_fault
      pivnița e plină și nu răspunde nimeni | report_fault
      there's water bubbling up by the kerb outside number 105 | report_fault
      our basement is flooded | report_fault
      """)
  void itIsHeard(String text, String intent) {
    assertThat(read(text).best().intent()).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      apa caldaaa | hot_water
      unde e apa caldă? | hot_water
      nu plătesc toate | pay
      """)
  void drawnOutLettersAreOne(String text, String key) {
    assertThat(read(text).entity(key).isPresent()).isEqualTo(!key.equals("pay"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"până când am termen", "pana cand am termen?", "care e termenul", "cât timp am la dispoziție",
      "until when do I have", "what's the deadline?"})
  void untilWhenIsAskedOfWhateverWasShown(String text) {
    assertThat(read(text).entity("term")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cât am de plată", "până când e oprită apa", "termen transmitere index", "cât mai durează",
      "cât am consumat", "până când pot trimite indexul"})
  void hereItIsNot(String text) {
    assertThat(read(text).entity("term")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      de fapt nr 13 | 13
      am greșit numărul, e 13 | 13
      scuze, e la nr. 13a | 13A
      nu, e la 13 | 13
      """)
  void theHouseIsPutRight(String text, String house) {
    assertThat(read(text).entity("street_number")).contains(house);
  }

  @ParameterizedTest
  @ValueSource(strings = {"contorul nu se mai învârte când curge apa",
      "nu înțeleg factura, contorul merge și când e totul închis",
      "contorul e spart și curge apa când deschid robinetul"})
  void thisIsNoWaterLostAtHome(String text) {
    assertThat(read(text).best().intent()).isNotEqualTo("water_loss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"retrag acordul", "vreau să anulez", "renunț la contract",
      "anulați cererea de ștergere a datelor",
      "vreau să fac o reclamație", "nu mai vreau alerte", "ștergeți datele mele"})
  void nothingThatWasFiledIsTakenBack(String text) {
    assertThat(read(text).entity("ticket_withdrawn")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      cum retrag reclamația? | how
      pot să retrag sesizarea R-2026-000012? | how
      vă rog să anulați cererea mea | 1
      """)
  void howItIsTakenBackMayOnlyBeAsked(String text, String how) {
    assertThat(read(text).entity("ticket_withdrawn")).contains(how);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu am apă în casa scării", "nu e apă în subsol",
      "se poate trage apă în garaj?", "contorul e în beci și e apă în beci"})
  void thisIsNoFloodByTheseWords(String text) {
    assertThat(read(text).best().intent().equals("report_fault") && read(text).best().confidence() == 1).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ați notat 9000 sau 853?", "ce index ați înregistrat, 853?", "did you record 853?"})
  void whatWasNotedIsAskedAndNothingIsSent(String text) {
    assertThat(read(text).entity("index_value")).isEmpty();
    assertThat(read(text).entity("readings")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"aaa@exemplu.ro", "mail: booo@exemplu.ro"})
  void anAddressIsLeftAsItIs(String text) {
    assertThat(read(text).entity("email")).hasValueSatisfying(email -> assertThat(text).endsWith(email));
  }
}
