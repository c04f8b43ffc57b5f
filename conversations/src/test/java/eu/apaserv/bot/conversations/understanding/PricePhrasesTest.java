package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What water costs, what penalties are for and until when to pay is told by its words; what only sounds like it is guessed. */
class PricePhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tarif apa", "Tarife", "Care sunt tarifele dumneavoastră?", "cat costa mc",
      "cât costă un m³ de apă?", "cat e mc de apa acum", "cat ii metru cub de apa la voi", "cat platesc pe mc",
      "pretul apei", "pretul la canal", "ce pret are apa", "pret", "cat costa apa pe luna", "care e tarfiul la apa",
      "cat coasta mc", "cat vine mc cu tva", "dar canalizarea cat costa", "pretul apei in Piatra Neamt",
      "Bună ziua, vă rog să-mi spuneți care este prețul actual al apei. Mulțumesc!", "ce tarif aveti la mc in roman"})
  void thePriceIsAskedInRomanian(String text) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo("tariff");
    assertThat(understood.language()).isEqualTo(Language.RO);
    assertThat(understood.entities()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"what is the price per m3", "how much does a cubic meter of water cost?",
      "what are your rates",
      "how much is the water per cubic meter", "what do you charge per m3", "how much does water cost in roman?"})
  void thePriceIsAskedInEnglish(String text) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo("tariff");
    assertThat(understood.language()).isEqualTo(Language.EN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de ce s-a scumpit apa", "dece sa scumpit apa", "iar ati scumpit apa?",
      "de ce ati marit pretul la apa", "s-a marit tariful la apa?", "de ce e asa mare pretul la apa",
      "why is water so expensive", "why did the price of water go up", "has the price of water gone up?"})
  void itIsAskedWhyThePriceRose(String text) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo("tariff");
    assertThat(understood.entity("tariff_topic")).contains("change");
  }

  @ParameterizedTest
  @CsvSource({"cat costa 10 mc, 10", "cat platesc pe 25 m3 de apa, 25", "how much do 5 cubic meters cost, 5"})
  void thePriceOfSomeIsAsked(String text, String volume) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo("tariff");
    assertThat(understood.entity("volume")).contains(volume);
  }

  @ParameterizedTest
  @ValueSource(strings = {"de ce sunt penalitati", "de ce am penalizari", "de ce am penalitati pe factura?",
      "ce sunt penalitatile astea", "cum se calculeaza penalitatile", "majorari de intarziere de ce",
      "de unde atatea penalitati", "vreau sa stiu de ce am penalitati", "why do I have penalties",
      "what are these late fees?"})
  void itIsAskedWhyThereArePenalties(String text) {
    assertThat(read(text).best().intent()).isEqualTo("penalties");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cand e scadenta", "si cand e ultima zi de plata", "data scadentei",
      "care e termenul de plata",
      "pana cand trebuie sa platesc factura", "when is my bill due"})
  void untilWhenToPayIsTheBalances(String text) {
    assertThat(read(text).best().intent()).isEqualTo("balance");
    assertThat(read(text).best().confidence()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ce se intampla daca nu platesc", "imi taiati apa?", "si ne taiati apa daca nu platim",
      "what happens if I don't pay", "will you cut off my water"})
  void whatComesOfNotPayingIsAsked(String text) {
    assertThat(read(text).best().intent()).isEqualTo("penalties");
    assertThat(read(text).entity("penalty_topic")).contains("unpaid");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      apa e prea scumpa | complaint
      e prea scump, ma furati | complaint
      pretul e prea mare | complaint
      de ce e factura asa mare | complaint
      ce majorari am de plata | balance
      cat am penalitati | balance
      cat am de plata | balance
      cat e de plata | balance
      cat platesc la apa | balance
      cati mc am consumat | consumption_history
      mc pe aprilie | consumption_history
      cat costa un bransament | contract_change
      cat costa curentul | out_of_scope
      cand vine apa | outage_info
      cand am platit ultima data | payment_history
      anunta-ma cand e scadenta | subscribe_alerts
      imi opriti apa maine? | outage_info
      hotilor nu avem apa in tot blocul | outage_info
      sunteti niste nesimtiti, nu am apa | outage_info
      sunteti niste hoti | complaint
      unde platesc apa | pay
      """)
  void whatOnlySoundsLikeItIsSomethingElse(String text, String intent) {
    assertThat(read(text).best().intent()).isEqualTo(intent);
  }
}
