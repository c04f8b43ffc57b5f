package eu.apaserv.bot.conversations.reading;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.reading.IndexValue.Ambiguous;
import eu.apaserv.bot.conversations.reading.IndexValue.TooLong;
import eu.apaserv.bot.conversations.reading.IndexValue.Unreadable;
import eu.apaserv.bot.conversations.reading.IndexValue.Whole;
import eu.apaserv.bot.core.understanding.Language;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexValueTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      245                      | 245
      00245                    | 245
      0                        | 0
      00000                    | 0
      245 mc                   | 245
      245mc                    | 245
      245 m3                   | 245
      245 m³                   | 245
      245 m.c.                 | 245
      245 metri cubi           | 245
      index 245                | 245
      indexu ii 245            | 245
      apometrul arată 00245    | 245
      index-245                | 245
      245,3                    | 245
      245.3                    | 245
      245,99                   | 245
      00245,312                | 245
      00245 312                | 245
      0 0 2 4 5                | 245
      1.245,3                  | 1245
      1 245,300                | 1245
      1.245 312                | 1245
      1.245.300                | 1245300
      00245 negre, 312 rosii   | 245
      245 si 312 roșii         | 245
      245, roșu 312            | 245
      245 black 312 red        | 245
      """)
  void theBlackDigitsAreTheValue(String typed, int value) {
    assertThat(IndexValue.parse(typed, Language.RO)).isEqualTo(new Whole(value));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      1.245  | RO | 1245   | 1
      1.245  | EN | 1      | 1245
      1,245  | EN | 1245   | 1
      1,245  | RO | 1      | 1245
      1 245  | RO | 1245   | 1
      245.312| RO | 245312 | 245
      0.245  | RO | 245    | 0
      """)
  void aSignBeforeThreeDigitsMayGroupOrCut(String typed, Language language, int preferred, int other) {
    assertThat(IndexValue.parse(typed, language)).isEqualTo(new Ambiguous(preferred, other));
  }

  @Test
  void theMetersPastSettlesWhatASignMeans() {
    assertThat(IndexValue.parse("1.245", Language.RO, value -> value > 1200)).isEqualTo(new Whole(1245));
    assertThat(IndexValue.parse("245.312", Language.RO, value -> value < 300)).isEqualTo(new Whole(245));
    assertThat(IndexValue.parse("1,245", Language.RO, value -> value > 1200)).isEqualTo(new Whole(1245));
    assertThat(IndexValue.parse("1.245", Language.RO, _ -> true)).isEqualTo(new Ambiguous(1245, 1));
    assertThat(IndexValue.parse("245", Language.RO, _ -> false)).isEqualTo(new Whole(245));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nu stiu", "-5", "index -245", "12 45", "12.11.2025", "245 si 300", "0722 123 456", "mc"})
  void whatIsNotOneValueIsNone(String typed) {
    assertThat(IndexValue.parse(typed, Language.RO)).isEqualTo(new Unreadable());
  }

  @Test
  void tooManyDigitsAreSaidToBe() {
    assertThat(IndexValue.parse("1234567890123", Language.RO)).isEqualTo(new TooLong());
    assertThat(IndexValue.parse("9".repeat(201), Language.RO)).isEqualTo(new Unreadable());
  }

  @Test
  void nothingThatIsTypedBreaksIt() {
    var random = new Random(7);
    var signs = "0123456789., -mc³3roșui\u00a0\t";
    for (int i = 0; i < 20_000; i++) {
      var typed = new StringBuilder();
      for (int length = random.nextInt(20); length > 0; length--) {
        typed.append(signs.charAt(random.nextInt(signs.length())));
      }
      var value = IndexValue.parse(typed.toString(), random.nextBoolean() ? Language.RO : Language.EN);
      if (value instanceof Whole(int whole)) {
        assertThat(whole).as(typed.toString()).isNotNegative();
      }
    }
  }
}
