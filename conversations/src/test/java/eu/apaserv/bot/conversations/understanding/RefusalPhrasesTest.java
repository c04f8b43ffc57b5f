package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused, wanted back, or doubted: told by few words, and not taken for what is near to it. */
class RefusalPhrasesTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  @ParameterizedTest
  @ValueSource(strings = {"mi-a respins cardul", "de ce mi-a fost respinsa plata?", "nu-mi merge cardul",
      "nu imi ia cardul",
      "plata nu a trecut", "imi respinge cardul mereu", "the card is not working", "my payment didn't go through"})
  void aRefusedPaymentIsNoWishToPay(String text) {
    assertThat(read(text).entity("pay_topic")).contains("refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cum imi recuperez banii", "am platit in plus, vreau rambursare",
      "vreau sa imi dati banii inapoi",
      "i paid twice, i want my money back"})
  void moneyIsWantedBack(String text) {
    assertThat(read(text).entity("pay_topic")).contains("refund");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu ati primit plata", "am platit si nu apare plata", "did my payment go through?",
      "do you accept cards",
      "nu vreau sa platesc cu cardul"})
  void nobodyRefusedAnythingThere(String text) {
    assertThat(read(text).entity("pay_topic")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu-mi mai trimiteti facturi prin posta", "vreau factura doar electronic, nu pe hartie",
      "stop paper invoices"})
  void paperIsNotWanted(String text) {
    assertThat(read(text).entity("change_type")).contains("paperless");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu am primit factura pe hartie", "vreau factura pe hartie"})
  void anInvoiceIsWantedAllTheSame(String text) {
    assertThat(read(text).entity("change_type")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"e gresita", "nu mi se pare corect", "gresit", "no that's not right"})
  void whatWasJustShownIsDoubted(String text) {
    assertThat(read(text).best().intent()).isEqualTo("no");
    assertThat(read(text).entity("doubt")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"factura e gresita", "the bill is wrong"})
  void whoNamesTheBillComplains(String text) {
    assertThat(read(text).best().intent()).isEqualTo("complaint");
  }

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }
}
