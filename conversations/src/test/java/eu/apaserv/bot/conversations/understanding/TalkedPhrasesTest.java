package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers said in play that was taken for something else. */
class TalkedPhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      de ieri n-am apă | outage_info
      de două zile n am apa | outage_info
      DE 3 ORE N-AM APĂ!!!! CE FACEȚI ACOLO | outage_info
      bună ziua, sunt Vântu Andreea de pe Eminescu și vreau să vă spun că de ieri n-am apă deloc și nimeni nu răspunde la telefon | outage_info
      cine plătește paguba? | complaint
      și cine îmi plătește pagubele | complaint
      who pays for the damage? | complaint
      canalizarea e inclusă? | invoice_pdf
      e cu canalizare cu tot? | invoice_pdf
      is that including sewage? | invoice_pdf
      nu am bani de factură | pay
      n-am bani pentru factura asta | pay
      plătesc toate | pay
      vreau să plătesc toate facturile restante | pay
      toate cele trei coduri | every
      care sunt codurile mele | accounts
      what codes do I have | accounts
      mulțumesc, o zi bună | bye
      thanks, have a nice day | bye
      """)
  void itIsHeard(String text, String intent) {
    assertThat(read(text).best().intent()).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      de ieri n-am mai primit factura | invoice_pdf
      n-am primit factura | invoice_pdf
      canalizarea e înfundată | report_fault
      canalul e plin | report_fault
      cine plătește factura | pay
      am plătit ambele | payment_history
      mulțumesc pentru răspuns | thanks
      o zi bună, vă rog factura | invoice_pdf
      la ce oră vine apa | outage_info
      la ce oră vine cititorul | reading_window
      """)
  void whatOnlySoundsLikeItIsLeftToTheOthers(String text, String intent) {
    assertThat(read(text).best().intent()).isEqualTo(intent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plătesc toate", "plătesc toate facturile", "pay all of them", "pe toate trei"})
  void everyCodeIsMeant(String text) {
    assertThat(read(text).entity("every")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"am plătit toate", "nu plătesc toate", "de ce plătesc toate", "plătesc toate taxele",
      "platesc toate codurile mai putin 1010028"})
  void notEveryCodeIsMeant(String text) {
    assertThat(read(text).entity("every")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"alerte avarii stefan cel mare", "avarii ștefan cel mare", "outage alerts Stefan cel Mare"})
  void theTownMayBeTheStreetOfThatName(String text) {
    assertThat(read(text).entity("maybe_street")).contains("Ștefan cel Mare");
  }

  @ParameterizedTest
  @ValueSource(strings = {"avarii in stefan cel mare", "comuna Ștefan cel Mare", "alerte avarii strada stefan cel mare",
      "avarii pe stefan cel mare", "alerte avarii stefan cel mare 12", "avarii roman"})
  void hereItIsTheOneOrTheOther(String text) {
    assertThat(read(text).entity("maybe_street")).isEmpty();
  }
}
