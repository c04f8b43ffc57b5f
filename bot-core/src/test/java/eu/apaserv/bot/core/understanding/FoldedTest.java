package eu.apaserv.bot.core.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages made comparable. */
class FoldedTest {
  @ParameterizedTest
  @CsvSource({"Bunăăă ziuaaaa, bună ziua", "NUUUU EEE, nu e", "hellooo, hello", "ooooof, of"})
  void aVowelDrawnOutIsOne(String typed, String folded) {
    assertThat(Folded.of(typed).text()).isEqualTo(Folded.of(folded).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"idee", "zoo", "copiii", "scara iii", "brrr", "aaa@exemplu.ro", "1000"})
  void spellingFiguresAndAddressesAreLeft(String typed) {
    assertThat(Folded.of(typed).text()).isEqualTo(typed);
  }

  @Test
  void everyLetterKnowsWhereItStood() {
    var folded = Folded.of("Bunăăă ziua");
    assertThat(folded.typed(0, 4)).isEqualTo("Bunăăă");
    assertThat(folded.typed(5, 9)).isEqualTo("ziua");
    assertThat(folded.entity("word", "ziua", 5, 9)).isEqualTo(new Entity("word", "ziua", 7, 11));
  }
}
