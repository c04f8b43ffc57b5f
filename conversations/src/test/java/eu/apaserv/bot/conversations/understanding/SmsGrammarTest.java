package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Folded;
import eu.apaserv.bot.core.understanding.Language;
import eu.apaserv.bot.core.understanding.Understood;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The keywords of SMS, exactly; what is written otherwise is free text. */
class SmsGrammarTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      INDEX 245 | submit_index | index_value=245
      idx 245 | submit_index | index_value=245
      Index:245 | submit_index | index_value=245
      INDEX=245 | submit_index | index_value=245
      INDEX;1000021;245 | submit_index | client_code=1000021 index_value=245
      INDEX-1000021-245 | submit_index | client_code=1000021 index_value=245
      index_1000021_00245 | submit_index | client_code=1000021 index_value=245
      IDX 1000021 1.245 | submit_index | client_code=1000021 index_value=1245
      INDEX 1000021 245,317 | submit_index | client_code=1000021 index_value=245
      INDEX 1000021 1 245 | submit_index | client_code=1000021 index_value=1245
      INDEX 19C100277 245 | submit_index | meter_serial=19C100277 index_value=245
      INDEX 2200500 A 1200; B 25 | submit_index | client_code=2200500 readings=A:1200,B:25
      index 2200500 a 1200, b 25 | submit_index | client_code=2200500 readings=a:1200,b:25
      INDEX 2200500 A:1200;B:25 | submit_index | client_code=2200500 readings=A:1200,B:25
      idx rece 33, cald 12 | submit_index | readings=rece:33,cald:12
      INDEX 19C100277 245; 19C100278 30 | submit_index | readings=19C100277:245,19C100278:30
      INDEX scara A 120, scara B 98 | submit_index | readings=scara A:120,scara B:98
      INDEX 1000021 | submit_index | client_code=1000021
      INDEX | submit_index |
      SOLD | balance |
      sold: 1000021 | balance | client_code=1000021
      SOLD=2200500 | balance | client_code=2200500
      FACTURA | invoice_pdf |
      factură | invoice_pdf |
      PLATA | pay |
      plată! | pay |
      CONSUM | consumption_history |
      APA | outage_info |
      Apă? | outage_info |
      AJUTOR | help |
      help | help |
      START | greet |
      STOP | stop |
      stop!! | stop |
      DEZABONARE | stop |
      RO | change_language | language=ro
      EN. | change_language | language=en
      ANULEZ | cancel |
      DA | yes |
      nu | no |
      - DA - | yes |
      """)
  void aKeyword(String text, String intent, String entities) {
    var understood = read(text).orElseThrow();
    assertThat(understood.best().intent()).isEqualTo(intent);
    assertThat(understood.best().confidence()).isEqualTo(1);
    assertThat(understood.entities().stream().map(e -> e.key() + "=" + (e.key().equals("readings")
        ? Readings.read(e.value()).stream().map(r -> r.meter() + ":" + r.value()).collect(Collectors.joining(","))
        : e.value())).collect(Collectors.joining(" "))).isEqualTo(entities == null ? "" : entities);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "-", "sold la gaz", "sold electrica", "factura din mai", "factura gaz",
      "plata 100 lei",
      "stop alerte avarii", "stop la cerere", "nu mai vreau", "da, sigur", "apa e tulbure", "consum luna trecuta",
      "start conversatie", "ajutor la plata", "index gaz 245", "index curent 4521", "index apa 412 pe codul 1000021",
      "index luna asta 87", "indexul este 245", "index 245 lei", "index nu e bun", "ro en", "en please",
      "anulez cererea",
      "SOLD 12", "SOLD 1000021 245"})
  void freeText(String text) {
    assertThat(read(text)).isEmpty();
  }

  private static Optional<Understood> read(String text) {
    return new SmsGrammar().read(text, Folded.of(text), Language.RO);
  }
}
