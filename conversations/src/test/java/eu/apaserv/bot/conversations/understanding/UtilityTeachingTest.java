package eu.apaserv.bot.conversations.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Masking;
import eu.apaserv.bot.core.understanding.Watcher;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UtilityTeachingTest {
  private static final UtilityTeaching TEACHING = new UtilityTeaching(Gazetteer.builtIn());

  @Test
  void theSameSentencesGiveTheSameBytes() throws IOException {
    try (var in = UtilityTeaching.class.getResourceAsStream("/" + Training.MODEL)) {
      var built = Objects.requireNonNull(in).readAllBytes();
      assertThat(TEACHING.learn(List.of(), Watcher.NOBODY)).isEqualTo(built);
      assertThat(built.length).isLessThan(8_000_000);
    }
  }

  @Test
  void theShippedEvaluationSetMeasuresIt() {
    var score = TEACHING.score(TEACHING.builtIn());
    assertThat(score.messages()).isGreaterThan(1000);
    assertThat((double) score.right() / score.messages()).isGreaterThan(0.88);
  }

  @Test
  void everyIntentCanBeALabel() {
    assertThat(TEACHING.intents()).containsExactlyInAnyOrderElementsOf(Intents.ALL);
    assertThat(TEACHING.base()).hasSize(64);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      Bună ziua, mă numesc Vasilescu Gheorghe, cod client 10-00-021 | bună ziua mă numesc … cod client ## ## ###
      factura NTD1000021 nu a venit pe ana.pop@exemplu.ro | factura … nu a venit pe …
      contor 19C100277 index 245 | contor … index ###
      nu e apa la zgribulescu acasa | nu e apa la … acasa
      NU AM APA DE 3 ZILE | nu am apa de # zile
      https://exemplu.ro/x?y=1 | ''
      1000021 | ''
      """)
  void maskingKeepsOnlyWordsEverybodyUses(String typed, String masked) {
    var text = TEACHING.masking().mask(typed);
    assertThat(text).isEqualTo(masked);
    assertThat(Masking.learnable(text)).doesNotContain("#", "…");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sunati-ma la 0722123456 sau +40 722 123 456", "ana.pop@exemplu.ro sau ANA@EXEMPLU.RO",
      "sunt Zgribulescu din Bl. 12, ap 7", "doamna maria de la ghiseu", "RO49AAAA1B31007593840000 e contul",
      "cod ١٢٣٤٥٦٧ va rog", "vorbiti cu Maria Zgribulescu"})
  void noNumberNameOrAddressIsLeft(String typed) {
    assertThat(TEACHING.masking().mask(typed)).doesNotContainPattern("(?i)\\p{N}|@|exemplu|zgribulescu|maria|ro49");
  }
}
