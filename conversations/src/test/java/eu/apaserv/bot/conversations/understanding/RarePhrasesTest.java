package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rare wishes, told by their words alone; what only sounds like them is guessed. */
class RarePhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"îmi trebuie adeverință că nu am datorii", "vreau o adeverinta",
      "adeverinta de la apa ca sunt cu plata la zi", "cum obtin adeverinta pt notar",
      "certificat ca nu am restante la apa",
      "buna ziua, imi trebuie o dovada ca nu am datorii", "I need a certificate that I have no debts",
      "proof that I owe nothing"})
  void aCertificateIsWantedThatNothingIsOwed(String text) {
    assertThat(read(text).best().intent()).isEqualTo("debt_certificate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"apometrul nou cine il pune", "cine schimba contorul?", "cat costa un contor nou",
      "cand imi schimbati contorul", "trebuie sa il platesc eu contorul nou", "cine monteaza apometrele?",
      "who replaces the meter", "do i have to pay for the new meter"})
  void whoMountsAMeterIsAsked(String text) {
    assertThat(read(text).best().intent()).isEqualTo("meter_change");
  }

  @ParameterizedTest
  @ValueSource(strings = {"contorul se învârte deși am închis tot", "se misca apometrul cu toate robinetele inchise",
      "contorul merge si cand nu folosesc apa", "se invarte contorul singur noaptea",
      "cred ca am o pierdere pe instalatie",
      "am o scurgere in casa", "imi curge wc-ul", "I think my meter is spinning with everything off",
      "the meter still moves when all taps are closed", "I think I have a leak somewhere in the house",
      "my toilet keeps running"})
  void waterIsLostBehindTheMeter(String text) {
    assertThat(read(text).best().intent()).isEqualTo("water_loss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"aici", "dar la mine?", "și la noi acasă", "pe strada mea", "at home", "what about here?"})
  void onesOwnPlaceIsMeant(String text) {
    assertThat(read(text).entity("here")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"cod 483920", "codul 483920", "Cod: 483920", "codul e 483920", "code 483920"})
  void aOneTimeCodeIsNoClientCode(String text) {
    assertThat(read(text).entity("client_code")).isEmpty();
    assertThat(read(text).entity("number")).contains("483920");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu am apa calda", "apa calda nu curge de ieri", "De ce nu vine apa caldă?",
      "there is no hot water"})
  void hotWaterIsSomebodyElses(String text) {
    assertThat(read(text).entity("hot_water")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"mi-ati taiat apa", "mi-ati oprit apa pentru neplata, ce fac", "vreau reconectare",
      "cat costa reconectarea",
      "cand imi dati drumul la apa ca am platit"})
  void waterWasCutOffForADebt(String text) {
    assertThat(read(text).entity("penalty_topic")).contains("cut");
  }

  @ParameterizedTest
  @ValueSource(strings = {"si daca nu platesc imi taiati apa?", "daca nu platesc o luna ce se intampla",
      "îmi tăiați apa?"})
  void whatComesOfNotPayingIsAsked(String text) {
    assertThat(read(text).entity("penalty_topic")).contains("unpaid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pana cand trebe sa platesc", "pi cind trebi platit", "cand trebuie achitata factura"})
  void untilWhenItIsToBePaidIsAskedInMoldaviaToo(String text) {
    assertThat(read(text).best().intent()).isEqualTo("balance");
  }

  @ParameterizedTest
  @ValueSource(strings = {"am primit un cod dar nu l-am cerut eu", "eu nu am cerut niciun cod",
      "I got a code I didn't ask for"})
  void aCodeCameThatNobodyAskedFor(String text) {
    assertThat(read(text).entity("unasked")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"care e codul meu de client?", "ce cod de client am", "imi spuneti codul meu",
      "what is my client code"})
  void onesOwnCodeIsAskedFor(String text) {
    assertThat(read(text).best().intent()).isEqualTo("accounts");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ești om sau robot?", "esti robot", "cu cine vorbesc", "cine ești?", "are you a robot",
      "am I talking to a human?"})
  void whoAnswersIsAsked(String text) {
    assertThat(read(text).best().intent()).isEqualTo("who_answers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a venit apa", "gata, a revenit apa, multumesc", "avem din nou apa", "the water is back"})
  void theWaterIsBack(String text) {
    assertThat(read(text).entity("water_back")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"stai, de ce e asa mult", "nu avem apa si vreau sa stiu cand vine ca am copil mic"})
  void whatOnlyBeginsOrEndsSoIsOneWish(String text) {
    var understood = read(text);
    assertThat(understood.parts().size()).isLessThan(2);
    assertThat(understood.best().intent()).isIn("complaint", "outage_info");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      adeverinta ca am platit | payment_history
      am datorii? | balance
      imi trebuie o adeverinta cu ce date aveti despre mine | privacy
      contorul e defect | report_fault
      cat costa un metru cub | tariff
      cand se citeste contorul | reading_window
      nu am apa aici | outage_info
      nu am apa calda nici rece | outage_info
      centrala de cartier nu da apa calda | out_of_scope
      cand imi dati drumul la apa | outage_info
      unde gasesc codul de client | link_account
      stai ca am gresit | cancel
      a venit apa? | outage_info
      contorul nu se invarte cand folosesc apa | report_fault
      curge la contor | report_fault
      am o scurgere pe strada | report_fault
      is there a leak in the street near my house | report_fault
      e program azi? | contact_info
      a venit apa galbena | water_quality
      vreau sa vorbesc cu un om | human_agent
      vorbesc cu omul, nu cu robotul | human_agent
      cod client 1010028 | link_account
      """)
  void whatOnlySoundsLikeItIsSomethingElse(String text, String intent) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo(intent);
    assertThat(understood.entity("here")).isEmpty();
    assertThat(understood.entity("hot_water")).isEmpty();
    assertThat(understood.entity("water_back")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      primit sms cu factura noua | balance
      am primit un mesaj ca a venit factura | balance
      mi-a venit mail cu factura | balance
      i got a text about a new bill | balance
      am primit mesaj ca se opreste apa maine | outage_info
      am primit sms sa trimit indexul | submit_index""")
  void whatCameIsToldAndNoSettingIsWished(String text, String intent) {
    assertThat(read(text).best().intent()).isEqualTo(intent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"vreau sa primesc sms cu factura noua", "trimiteti-mi sms cand vine factura",
      "anuntati-ma prin sms de facturi noi"})
  void whoWantsToBeToldStillDoes(String text) {
    assertThat(read(text).best().intent()).isEqualTo("subscribe_alerts");
  }

  @ParameterizedTest
  @CsvSource({"12, 12", "12A, 12A", "nr 14, 14", "si la 7?, 7", "numarul 3b, 3B", "e la nr. 21, 21"})
  void aHouseAloneIsOneOfAStreet(String text, String number) {
    assertThat(read(text).entity("street_number")).contains(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"850", "012", "index 12", "contor 12", "12 mc"})
  void aReadingIsNoHouse(String text) {
    assertThat(read(text).entity("street_number")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"și mâine?", "mâine?", "tomorrow?", "dar sambata", "and on Sunday?"})
  void aDayAloneIsOfWhatWasAsked(String text) {
    assertThat(read(text).entity("day")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"și al doilea", "dar celălalt cod?", "si la al doilea", "and the other one?",
      "si pe celalalt contract"})
  void anotherClientCodeIsMeant(String text) {
    assertThat(read(text).entity("client_code")).contains("next");
  }

  @ParameterizedTest
  @ValueSource(strings = {"index 1010028 850 1010035 120", "1010028: 850, 1010035: 120",
      "la codul 1010028 indexul e 850 si la 1010035 e 120"})
  void severalCodesHaveAReadingEach(String text) {
    assertThat(read(text).entity("readings"))
        .contains("[{\"meter\":\"1010028\",\"value\":850},{\"meter\":\"1010035\",\"value\":120}]");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      salut vreau sa dau indexu da nu stiu unde sa ma uit | submit_index
      am si eu de platit apa dar nu stiu cat | balance
      buna ziua maica am si eu de platit apa dar nu stiu cat ca nu vad fara ochelari | balance
      vreau sa platesc dar nu ma pricep | pay
      I want to send the reading but I don't know where to look | submit_index""")
  void aWishIsOneAlsoOfWhoDoesNotKnowHow(String text, String intent) {
    assertThat(read(text).best().intent()).isEqualTo(intent);
  }
}
