package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understanding;
import eu.apaserv.bot.core.understanding.Understood;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
  @ValueSource(strings = {"nu am primit factura pe hartie"})
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

  @ParameterizedTest
  @ValueSource(strings = {"nu am card", "n-am card bancar", "nu avem card", "nu folosesc cardul",
      "I don't have a card"})
  void whoHasNoCardWantsToPayOtherwise(String text) {
    assertThat(read(text).best().intent()).isEqualTo("pay");
    assertThat(read(text).best().confidence()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu am card de identitate", "nu am primit cardul de acces"})
  void anotherCardIsNoneToPayWith(String text) {
    assertThat(read(text).best().confidence()).isLessThan(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Roman", "dar in roman?", "si la Roman", "orasul Roman"})
  void romanIsATown(String text) {
    assertThat(read(text).entity("locality")).contains("Roman");
    assertThat(read(text).best().intent()).isEqualTo(Understood.OUT_OF_SCOPE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"romana", "in romana va rog", "vorbiti in romana"})
  void romanianIsALanguage(String text) {
    assertThat(read(text).best().intent()).isEqualTo("change_language");
  }

  @ParameterizedTest
  @CsvSource({"optsutecincizeci, 850", "osutadouazecisitrei, 123", "vreau sa dau indexul douasute, 200",
      "index optsute cincizeci, 850", "o mie douasutepatruzecisicinci, 1245"})
  void aNumberInOneWordIsAFigure(String text, String value) {
    assertThat(read(text).entity("index_value")).contains(value);
  }

  @ParameterizedTest
  @CsvSource({"opreste factura, invoice_issued", "opriti avariile, outage", "scoateti alerta de scadenta, due_date",
      "dezactivati lucrarile, planned_works"})
  void oneKindIsTurnedOff(String text, String kind) {
    assertThat(read(text).best().intent()).isEqualTo("unsubscribe_alerts");
    assertThat(read(text).entity("alert_type")).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu am primit niciun mesaj", "nu o vinit niciun mesaj", "nu mi-a venit niciun sms",
      "n-am primit niciun sms", "nu vine niciun mesaj", "nu primesc niciun mesaj cu codul", "i got no message",
      "no message received", "i haven't received any text", "niciun mesaj", "tot niciun sms", "niciun cod inca",
      "no message yet"})
  void whatHasNotComeIsNoStop(String text) {
    assertThat(read(text).best().intent()).isNotEqualTo("stop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nu mai vreau niciun mesaj", "nu-mi mai trimiteti niciun mesaj", "STOP",
      "niciun sms nu mai vreau",
      "stop texting me", "sa nu mai primesc mesaje de la voi", "sa nu-mi mai vina mesaje", "no more messages please",
      "nu vreau sa mai primesc mesaje", "i don't want to receive any messages"})
  void whoWantsNoneIsStillHeard(String text) {
    assertThat(read(text).best().intent()).isEqualTo("stop");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Roman, strada Tineretului 81", "roman str Tineretului 81"})
  void aTownMayStandBeforeItsStreet(String text) {
    assertThat(read(text).entity("locality")).contains("Roman");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sunati-ma pe 0744222333", "sunati-ma la numarul 0744 222 333"})
  void aCallIsWantedAtAnotherNumber(String text) {
    assertThat(read(text).best().intent()).isEqualTo("callback");
    assertThat(read(text).entity("phone")).contains("+40744222333");
  }

  private static Understood read(String text) {
    return UNDERSTANDING.understand(text, Language.RO);
  }
}
