package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What begins as a small question, and means another wish, is left to that one. */
class OwnWishTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  private static String intent(String text) {
    return UNDERSTANDING.understand(text, Language.RO).best().intent();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      nu pot veni la ghiseu, cat am de plata | balance
      nu pot ajunge la casierie, cum platesc de aici | pay
      nu pot trece strada ca curge apa din canal langa sediu | report_fault
      nu pot veni, ma poate suna cineva | human_agent
      nu gasesc certificatul, dar spuneti-mi soldul | balance
      poate sa vina sora mea sa vada cat am de plata | balance
      pot face contract online | contract_change
      unde sun sa aflu soldul la apa | balance
      unde sun sa platesc apa | pay
      unde sun sa dau indexul la apa | submit_index
      pe cine sun ca apa e galbena | water_quality
      unde sun sa fac contract pentru apa | contract_change
      la cine sun sa aflu cand vine apa | outage_info
      la ce ora deschideti apa | outage_info
      pana la ce ora lucrati pe strada mea | outage_info
      what time do they open the water | outage_info
      la ce ora deschideti ghiseul la apa | contact_info
      nu sunt acasa si vecinii zic ca curge apa de la contor | report_fault
      nu sunt acasa, s-a spart contorul si inunda | report_fault
      nu am fost acasa toata luna si mi-ati pus pe factura index estimat | complaint
      nu sunt acasa, pot trimite eu indexul | submit_index
      nu stiu cum se da indexul dar pe contor scrie 1234 | submit_index
      am primit o factura a vecinei dar eu cat am de plata | balance
      ati trimis factura mea altcuiva!! | complaint
      mi-ati trimis pe mail factura altei persoane | complaint
      nu am primit niciun mesaj ca se opreste apa | outage_info
      nu a venit apa niciun mesaj nimic | outage_info
      we got no message about the water being cut | outage_info
      trebuie sa platesc urgent | pay
      cum fac sa mut contorul | meter_change
      """)
  void theWishBehindItIsMeant(String text, String intent) {
    assertThat(intent(text)).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      vreau verificarea contorului | meter_change
      sa-mi verifice cineva contorul, cred ca merge prea repede | meter_change
      vreau verificare metrologica | meter_change
      can you check my meter, it runs too fast | meter_change
      si cat costa verificarea | meter_change
      cer verificarea contorului | complaint
      """)
  void aMeterIsToBeChecked(String text, String intent) {
    var understood = UNDERSTANDING.understand(text, Language.RO);
    assertThat(understood.best().intent()).isEqualTo(intent);
    assertThat(understood.entity("meter_check")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pot să trimit o poză cu chitanța?", "v-am trimis chitanta ieri", "uite chitanta",
      "where do i send the receipt"})
  void aReceiptIsToBeShown(String text) {
    assertThat(UNDERSTANDING.understand(text, Language.RO).entity("proof")).contains("had");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu am actul de identitate", "nu am contract la mine", "nu gasesc buletinul",
      "pana la ce ora",
      "la posta"})
  void whatMayAnswerAQuestionIsAGuess(String text) {
    assertThat(UNDERSTANDING.understand(text, Language.RO).best().confidence()).isEqualTo(0.5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"853 la ap 38 și 1875 la ap 2", "ap 38: 853; ap 2: 1875"})
  void readingsAreToldByFlat(String text) {
    assertThat(UNDERSTANDING.understand(text, Language.RO).entity("readings")).hasValueSatisfying(
        readings -> assertThat(Readings.read(readings)).extracting(Readings.MeterValue::value).containsExactly(853L,
            1875L));
  }
}
