package eu.apaserv.bot.conversations.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.understanding.Language;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      0            ; 0,00
      0.005        ; 0,01
      -0.004       ; 0,00
      -0.005       ; −0,01
      87.4         ; 87,40
      999.995      ; 1.000,00
      1234.56      ; 1.234,56
      -1234567.891 ; −1.234.567,89
      1E+9         ; 1.000.000.000,00
      """)
  void moneyHasTwoDecimalsAndGroups(BigDecimal amount, String printed) {
    assertThat(Figures.money(amount)).isEqualTo(printed);
  }

  @ParameterizedTest
  @CsvSource(delimiter = ';', textBlock = """
      7.000  ; 7
      1.250  ; 1,25
      1234.5 ; 1.234,5
      -3     ; −3
      0.0004 ; 0
      1E+2   ; 100
      """)
  void quantitiesHaveTheDecimalsTheyNeed(BigDecimal quantity, String printed) {
    assertThat(Figures.quantity(quantity)).isEqualTo(printed);
  }

  @Test
  void ratesIndexesAndDaysAreWrittenAsPeopleWriteThem() {
    assertThat(Figures.percent(new BigDecimal("0.1100"))).isEqualTo("11%");
    assertThat(Figures.percent(new BigDecimal("0.0002"))).isEqualTo("0,02%");
    assertThat(Figures.index(new BigDecimal("45880"))).isEqualTo("45880");
    assertThat(Figures.day(LocalDate.of(2025, 11, 6))).isEqualTo("06.11.2025");
    assertThat(Figures.day(null)).isEqualTo("–");
    assertThat(Figures.period(null, null)).isEqualTo("–");
  }

  @ParameterizedTest
  @CsvSource({"1,o zi", "2,2 zile", "15,15 zile", "19,19 zile", "20,20 de zile", "30,30 de zile", "100,100 de zile",
      "101,101 zile", "119,119 zile", "120,120 de zile", "0,0 zile"})
  void romanianDaysTakeDeFromTwentyUp(long days, String words) {
    assertThat(Label.days(days, Language.RO)).isEqualTo(words);
  }
}
