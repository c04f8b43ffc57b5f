package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A few words of what was just shown, and what only sounds like them. */
class ShownPhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cea dinainte", "și cea de dinainte?", "da-mi si pe cea anterioara", "si luna dinainte",
      "the one before", "and the month before", "the previous one please"})
  void theOneBeforeTheOneShown(String text) {
    assertThat(read(text).entity("earlier")).isPresent();
    assertThat(read(text).best().intent()).isEqualTo(Understood.OUT_OF_SCOPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"e mult?", "ii cam mult", "da ii mare tare", "e prea mare", "is it too much?", "e normal?"})
  void itIsMuchOrIsIt(String text) {
    assertThat(read(text).entity("much")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"de ce, out_of_scope", "da di ci?, out_of_scope", "de ce e asa mult, complaint",
      "'stai, de ce e așa mare', complaint", "why so high, complaint"})
  void whyItIsSoIsAComplaintOnlyWhereItIsSaid(String text, String intent) {
    assertThat(read(text).entity("why")).isPresent();
    assertThat(read(text).best().intent()).isEqualTo(intent);
  }

  @ParameterizedTest
  @CsvSource({"de 185 lei, amount, 185.00", "'di vreo 82,58 lei', amount, 82.58", "cat dureaza, how_long, 1",
      "de aseara, since, 1", "de vreo doua zile, since, 1", "it's been 5 hours, since, 1"})
  void whatGoesOnWithWhatWasSaid(String text, String key, String value) {
    assertThat(read(text).entity(key)).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"factura anterioara", "mersi mult", "e mult mai bine acum", "platesc 185 lei",
      "de ce nu am apa", "cat dureaza un bransament nou", "de 3 zile nu am apa", "cea mai mare factura", "e ok",
      "luna trecuta", "nu am apa de aseara"})
  void whatSaysMoreIsReadAsItSays(String text) {
    assertThat(read(text).entities()).noneMatch(
        entity -> Set.of("earlier", "much", "why", "how_long", "since").contains(entity.key()));
  }

  @ParameterizedTest
  @CsvSource({"opriti toate, unsubscribe_alerts", "opriți toate vă rog, unsubscribe_alerts", "opriti tot, stop",
      "stop, stop", "si avarii, outage_info", "si facturi, invoice_list", "am o intrebare, greet",
      "sterge 1010035, unlink_account", "solduri, balance", "factura pt ambele, invoice_pdf",
      "factura pe septembrie, invoice_pdf", "ati rezolvat?, ticket_status", "e teapa?, who_answers",
      "00870,submit_index"})
  void otherFewWords(String text, String intent) {
    assertThat(read(text).best().intent()).isEqualTo(intent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"burst pipe on Mihai Eminescu street 12, Targu Neamt",
      "teava sparta pe strada Oituz 12, Piatra-Neamt"})
  void aTownBehindACommaIsOfThePlaceBeforeIt(String text) {
    assertThat(read(text).parts()).hasSize(1);
    assertThat(read(text).entity("locality")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"my romanian is bad, en", "my english is not good, ro", "romana mea e slaba, en"})
  void whoIsBadAtALanguageWantsTheOther(String text, String language) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo("change_language");
    assertThat(understood.entity("language")).contains(language);
  }
}
