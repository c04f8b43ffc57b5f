package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Part;
import eu.apaserv.bot.core.understanding.Understanding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Several wishes in one message. */
class PartsTest {
  private static final Understanding UNDERSTANDING = UtilityUnderstanding.load();

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      sold si factura din mai | balance [sold] + invoice_pdf [factura din mai] month=5
      buna, cat am de plata? si trimiteti si factura | balance [cat am de plata] + invoice_pdf [trimiteti si factura]
      SOLD, FACTURA, CONSUM | balance [SOLD] + invoice_pdf [FACTURA] + consumption_history [CONSUM]
      index 245 si sold | submit_index [index 245] index_value=245 + balance [sold]
      nu am apa si vreau sa stiu soldul | outage_info [nu am apa] + balance [vreau sa stiu soldul]
      Nu avem apă pe Abator. Și când se transmite indexul? | outage_info [Nu avem apă pe Abator] street=Abator + reading_window [când se transmite indexul]
      hello, what do I owe and send me the last bill | balance [what do I owe] + invoice_pdf [send me the last bill]
      """)
  void severalWishesAreFoundInTheOrderSaid(String text, String parts) {
    var understood = UNDERSTANDING.understand(text, Language.RO);
    assertThat(String.join(" + ", understood.parts().stream().map(PartsTest::written).toList())).isEqualTo(parts);
    assertThat(understood.best()).isEqualTo(understood.parts().getFirst().best());
    assertThat(understood.entities())
        .containsExactlyElementsOf(understood.parts().stream().flatMap(p -> p.entities().stream()).toList());
    assertThat(understood.entities()).allSatisfy(e -> assertThat(e.end()).isLessThanOrEqualTo(text.length()));
  }

  private static String written(Part part) {
    var entities = part.entities().stream().map(e -> " " + e.key() + "=" + e.value()).toList();
    return part.best().intent() + " [" + part.text() + "]" + String.join("", entities);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rece 33 si cald 12", "INDEX 2200500 A 1200; B 25", "nu e apa pe strada Oituz si Abator",
      "sold si restante", "vreau factura din mai si cea din iunie", "cat am de plata pe mai si iunie",
      "trimiteti factura si pe email", "unde si cum platesc?", "buna ziua, multumesc", "index 1.245, multumesc",
      "multumesc, la revedere si o zi buna", "da, e bine", "my meter reads 1,245 and that is all",
      "cat am de plata, cod client 10-00-021",
      "trimiteti factura din mai si codul este 1000021"})
  void oneWishStaysWhole(String text) {
    var understood = UNDERSTANDING.understand(text, Language.RO);
    assertThat(understood.parts()).hasSize(1);
    assertThat(understood.parts().getFirst().text()).isEqualTo(text);
    assertThat(understood.parts().getFirst().entities()).isEqualTo(understood.entities());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      multumesc, si cat am de plata? | balance
      Bună ziua! Cât am de plată? Mulțumesc, o zi bună! | balance
      hello there, what do I owe? thank you! | balance
      """)
  void greetingsAndThanksHideNoWish(String text, String intent) {
    assertThat(UNDERSTANDING.understand(text, Language.RO).best().intent()).isEqualTo(intent);
  }

  @Test
  void entitiesPointIntoTheWholeMessage() {
    var text = "Bună! Vreau soldul, apoi factura pe  MAI";
    var understood = UNDERSTANDING.understand(text, Language.RO);
    var month = understood.parts().getLast().entities().getFirst();
    assertThat(text.substring(month.start(), month.end())).isEqualTo("MAI");
  }
}
