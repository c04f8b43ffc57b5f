package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingDiffTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      all of it      | all of it         | all of it
      to pay: {sum}  | you owe {sum}     | -to-+you+ -pay:-+owe+ {sum}
      one two three  | one three         | one -two -three
      one            | one, two          | one+, two+
      ''             | new               | +new+
      """)
  void tellsWhatWentAndWhatCame(String before, String after, String told) {
    assertThat(WordingDiff.between(before, after).stream().map(piece -> switch (piece.change()) {
      case KEPT -> piece.text();
      case REMOVED -> "-" + piece.text() + "-";
      case ADDED -> "+" + piece.text() + "+";
    }).collect(Collectors.joining())).isEqualTo(told);
  }
}
