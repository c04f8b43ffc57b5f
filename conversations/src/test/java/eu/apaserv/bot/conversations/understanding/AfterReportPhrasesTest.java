package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said after a report, of who needs the water, who is in charge, a picture there is none of; and what only sounds like it. */
class AfterReportPhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  private static Understood understood(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      am copil mic acasă, înțelegeți? | need
      avem doi copii mici | need
      stau cu mama bolnavă la pat | need
      dar am un nou-născut în casă | need
      we have a small baby at home | need
      măcar o cisternă trimiteți? | tanker
      când vine cisterna pe strada noastră | tanker
      aveți apă îmbuteliată? | tanker
      could you send a water tanker please | tanker
      nu am poză | no_photo
      n-am poză acum | no_photo
      nu știu să fac poză | no_photo
      No, I haven't got a picture | no_photo
      nu pot face poză că e noapte | no_photo
      anunțați-o și pe mama | alert_other
      can you tell my mother when the water is off | alert_other
      """)
  void itIsHeard(String text, String key) {
    assertThat(understood(text).entity(key)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"avem un copil nou, cum schimb numărul de persoane", "apa e bună pentru copil mic?",
      "nu am poză dar curge apa la subsol", "nu am poza contorului dar indexul e 853",
      "curge vasul de la toaleta", "anunțați-mă când se oprește apa", "vreau apă caldă"})
  void whatOnlySoundsLikeItIsLeftToTheOthers(String text) {
    var heard = understood(text);
    for (var key : new String[]{"need", "tanker", "no_photo", "alert_other"}) {
      assertThat(heard.entity(key)).as(key).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      cine răspunde de asta, vreau numele șefului | management
      cine e directorul | management
      who is in charge here | management
      când sunt audiențe la director | management
      """)
  void whoIsInChargeIsAskedOfTheContact(String text, String topic) {
    assertThat(understood(text).best().intent()).isEqualTo("contact_info");
    assertThat(understood(text).entity("contact_topic")).contains(topic);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      vreau să vorbesc cu directorul | human_agent
      dacă nu s-a plătit factura trimiteți-mi vă rog un link | pay
      trimite-mi linkul de plată la ap 2 | pay
      la ap 38 853 | submit_index
      am copil mic și nu avem apă | outage_info
      când vine cineva? | ticket_status
      water is coming out of the asphalt | report_fault
      anunță-mă când nu e apă pe strada Ștefan cel Mare 14 Piatra Neamț | subscribe_alerts
      vreau alerte de avarii pe strada Oituz din Roman | subscribe_alerts
      puteți să mă anunțați pe sms când se oprește apa în Roman? | subscribe_alerts
      notify me of outages on strada Decebal, Piatra Neamt | subscribe_alerts
      """)
  void theWishIsHeard(String text, String intent) {
    assertThat(understood(text).best().intent()).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      s-a surpat asfaltul pe Decebal 12 | other
      s-a prăbușit drumul în fața blocului | other
      s-a făcut o groapă în asfalt și curge apă | leak
      the street has caved in near number 4 | other
      E urgent, s-a surpat asfaltul pe strada Oituz din Roman | other
      it's an emergency, the street has collapsed | other
      """)
  void sunkenGroundIsAFault(String text, String type) {
    assertThat(understood(text).best().intent()).isEqualTo("report_fault");
    assertThat(understood(text).entity("fault_type")).contains(type);
    assertThat(understood(text).entity("urgent")).as("said of what was told before").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"când astupați groapa din asfalt", "ați lăsat o groapă în asfalt după lucrare"})
  void theHoleWeLeftIsNoNewFault(String text) {
    assertThat(understood(text).entity("fault_type")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu ne-ați anunțat că opriți apa pe strada Decebal din Piatra Neamț",
      "anunțați-mă când revine apa pe strada Decebal, Piatra Neamț", "se oprește apa mâine pe strada Decebal?"})
  void whoAsksOfNowIsNotSubscribedByTheseWords(String text) {
    assertThat(understood(text).best().intent().equals("subscribe_alerts") && understood(text).best().confidence() == 1)
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"no picture, sorry", "there are kids here", "send water tankers", "sinkhole in the street",
      "send me a payment link", "notify me of outages on strada Decebal, Piatra Neamt"})
  void isToldToBeEnglish(String text) {
    assertThat(understood(text).language()).isEqualTo(Language.EN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"n-am poza", "am copil mic", "trimiteți o cisternă", "s-a surpat asfaltul",
      "trimite-mi un link", "anunță-mă de avarii pe strada Decebal, Piatra Neamț"})
  void isToldToBeRomanian(String text) {
    assertThat(understood(text).language()).isEqualTo(Language.RO);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      a căzut capacul de pe strada Decebal | fault_type | other
      a căzut un copac pe strada Oituz | fault_type | other
      s-a lăsat presiunea la apă pe strada Decebal | fault_type | leak
      pe strada a căzut presiunea la apă | fault_type | leak
      e o gaură în țeavă pe strada Decebal și curge | fault_type | other
      s-a surpat canalul pe strada Oituz | fault_type | other
      there is a hole in the pipe on Decebal street | fault_type | other
      """)
  void whatFellOnAStreetIsNoSunkenGround(String text, String key, String value) {
    assertThat(understood(text).entity(key)).isNotEqualTo(Optional.of(value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"notificări despre avarii pe strada Decebal nu mai vreau",
      "alerte de avarii pe strada Decebal nu am primit", "primesc notificări dacă se oprește apa pe strada Decebal?"})
  void whoWantsNoneOrHadNoneIsNotSubscribed(String text) {
    assertThat(understood(text).best().intent().equals("subscribe_alerts") && understood(text).best().confidence() == 1)
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu mai vreau linkul", "nu îmi trebuie link de plată", "trimite-mi linkul pentru aplicație",
      "dați-mi un link la telegram"})
  void aLinkThatIsNotWantedIsNoPayment(String text) {
    assertThat(understood(text).best().intent().equals("pay") && understood(text).best().confidence() == 1).isFalse();
  }
}
