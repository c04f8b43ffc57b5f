package eu.apaserv.bot.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that are opened in a spreadsheet. */
class CsvTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r\n@x", " =HYPERLINK(\"x\")", "\uFF1D1",
      "\u00A0=1"})
  void whatWouldBeAFormulaIsWords(String text) {
    assertThat(CsvText.safe(text)).isEqualTo("'" + text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "19C100277", "-5", "+40722123456", "-1,5", "-", "a=b", "Ana - Maria", "'=1"})
  void everythingElseIsAsItIs(String text) {
    assertThat(CsvText.safe(text)).isEqualTo(text);
  }
}
