package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A day's water, the last payment, a number to call, the rest, both, paper and rain: told by few words, and not taken for what is near. */
class FollowedPhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  @ParameterizedTest
  @CsvSource({"can you tell me if there is water tomorrow,tomorrow", "will there be water on monday?,monday",
      "o sa fie apa maine?,maine", "maine nu avem apa?,maine", "mai e apa poimaine sau o taiati,poimaine",
      "azi e apa?,azi"})
  void theWaterOfADayIsAskedFor(String text, String day) {
    assertThat(read(text).best().intent()).isEqualTo("outage_info");
    assertThat(read(text).entity("day")).contains(day);
  }

  @Test
  void thePlaceMayStandBesideTheDay() {
    var asked = read("maine e apa pe strada Tineretului 81 Roman?");
    assertThat(asked.entity("day")).contains("maine");
    assertThat(asked.entity("street")).contains("Tineretului");
    assertThat(asked.entity("locality")).contains("Roman");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu avem apa azi", "avem apa azi", "cat e apa maine", "cand vine apa maine", "e buna apa azi",
      "vreau sa platesc apa maine"})
  void noDayIsAskedAboutThere(String text) {
    assertThat(read(text).entity("day")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"when did I last pay", "what was the last thing i paid", "cand am platit ultima data",
      "care e ultima plata", "cat am platit ultima oara"})
  void theLastPaymentIsAskedFor(String text) {
    assertThat(read(text).best().intent()).isEqualTo("payment_history");
    assertThat(read(text).entity("payment_last")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"care e ultima zi de plata", "ultima data de plata care e", "am platit ultima factura?"})
  void noLastPaymentIsAskedForThere(String text) {
    assertThat(read(text).entity("payment_last")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"numarul meu e 0744 222 333, sunati-ma va rog", "sunati ma la 0744222333 dupa ora 5",
      "my number is 0744222333 please call me", "0744222333 astept sa ma sunati"})
  void aCallAtThatNumberIsWanted(String text) {
    assertThat(read(text).best().intent()).isEqualTo("callback");
    assertThat(read(text).entity("phone")).contains("+40744222333");
  }

  @ParameterizedTest
  @ValueSource(strings = {"am sunat la 0200000112 si nu raspunde nimeni",
      "vreau sa schimb numarul de telefon la 0744222333"})
  void nobodyWantsToBeCalledThere(String text) {
    assertThat(read(text).best().intent()).isNotEqualTo("callback");
  }

  @ParameterizedTest
  @ValueSource(strings = {"restul", "si restul?", "arata-mi restul", "the rest please", "show me the rest"})
  void theRestIsOfWhatWasShown(String text) {
    assertThat(read(text).entity("rest")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"ultimele facturi la amandoua,invoice_pdf", "factura de la ambele adrese,invoice_pdf",
      "ultima factura pentru amandoua codurile,invoice_pdf", "cat e la amandoua,balance"})
  void ofBothIsOfEach(String text, String intent) {
    assertThat(read(text).best().intent()).isEqualTo(intent);
    assertThat(read(text).entity("every")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vreau factura pe hartie", "i want a paper invoice", "please send my bills by post",
      "nu mai primesc factura pe hartie de ce"})
  void paperIsWanted(String text) {
    assertThat(read(text).entity("change_type")).contains("paper");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce e apa meteorica de pe factura", "apa meteorica?", "what is rainwater on my bill",
      "de unde vine apa de ploaie pe factura, eu stau la bloc"})
  void rainwaterIsAskedAbout(String text) {
    assertThat(read(text).entity("tariff_topic")).contains("rain");
  }

  @ParameterizedTest
  @ValueSource(strings = {"s-a infundat canalul de apa pluviala", "apa de ploaie inunda strada"})
  void floodedRainIsAFault(String text) {
    assertThat(read(text).best().intent()).isEqualTo("report_fault");
  }

  @ParameterizedTest
  @CsvSource({"si cat costa?,cost", "and how much does it cost,cost", "cat dureaza,how_long", "how many days,how_long"})
  void timeAndCostMayBeOfWhatWasTold(String text, String key) {
    assertThat(read(text).entity(key)).isPresent();
  }

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }
}
