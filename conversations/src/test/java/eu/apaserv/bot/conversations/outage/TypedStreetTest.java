package eu.apaserv.bot.conversations.outage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** House numbers that stand behind a street. */
class TypedStreetTest {
  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
    Str. Oituz 1-15 impare             | Str. Oituz              | 1   | 15  | ODD
    Strada Oituz nr. 2 – 14A           | Strada Oituz            | 2   | 14A | ALL
    strada Oituz, numerele 2-200 (pare) | strada Oituz           | 2   | 200 | EVEN
    Oituz nr.7                         | Oituz                   | 7   | 7   | ALL
    Traian, numere pare                | Traian                  | ''  | ''  | EVEN
    Traian odd                         | Traian                  | ''  | ''  | ODD
    1-15 impare                        | ''                      | 1   | 15  | ODD
    Strada 1 Decembrie 1918            | Strada 1 Decembrie 1918 | ''  | ''  | ALL
    Strada 9 Mai                       | Strada 9 Mai            | ''  | ''  | ALL
    Strada 9 Mai 3-5                   | Strada 9 Mai            | 3   | 5   | ALL
    Strada Parului                     | Strada Parului          | ''  | ''  | ALL
    pare                               | pare                    | ''  | ''  | ALL
    """)
  void numbersBehindAStreetAreItsNumbers(String typed, String street, String from, String to, Area.Parity parity) {
    assertThat(TypedStreet.of(typed)).isEqualTo(new TypedStreet(street, from, to, parity));
  }
}
