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
  @CsvSource(delimiter = '|', textBlock = """
      adeverinta ca am platit | payment_history
      am datorii? | balance
      imi trebuie o adeverinta cu ce date aveti despre mine | privacy
      contorul e defect | report_fault
      cat costa un metru cub | tariff
      cand se citeste contorul | reading_window
      nu am apa aici | outage_info
      cod client 1010028 | link_account
      """)
  void whatOnlySoundsLikeItIsSomethingElse(String text, String intent) {
    var understood = read(text);
    assertThat(understood.best().intent()).isEqualTo(intent);
    assertThat(understood.entity("here")).isEmpty();
  }
}
