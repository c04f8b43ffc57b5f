package eu.apaserv.bot.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TransliterationTest {

  static Stream<Arguments> texts() {
    return Stream.of(
        Arguments.of("ăâîșț ĂÂÎȘȚ", "aaist AAIST"),
        Arguments.of("Cedilla: şţ ŞŢ", "Cedilla: st ST"),
        Arguments.of("s\u0326t\u0326 a\u0306", "st a"),
        Arguments.of("Aveți de plată 87,40 lei până la 06.11.2025.", "Aveti de plata 87,40 lei pana la 06.11.2025."),
        Arguments.of("„Da” – “nu” — «poate» ‘a’ d’Ivoire", "\"Da\" - \"nu\" - \"poate\" 'a' d'Ivoire"),
        Arguments.of("Stați…", "Stati..."),
        Arguments.of("12\u00A0m³\u202Fși\u2009CO₂", "12 m3 si CO2"),
        Arguments.of("a\u200Bb\uFEFFc\u00ADd\u2060e", "abcde"),
        Arguments.of("\u200BLa început", "La inceput"),
        Arguments.of("rând\r\nrând\rrând\tcoloană", "rand\nrand\nrand coloana"),
        Arguments.of("unu\0doi\u0007", "unudoi"),
        Arguments.of("é è à ö ü ß ñ Ç £ € {a} [b] ~", "é è à ö ü ß ñ Ç £ € {a} [b] ~"),
        Arguments.of("ç À Õ ő ű Á", "c A O o u A"),
        Arguments.of("™ № ½ ﬁ Ⅳ × − •", "TM No 1/2 fi IV x - -"),
        Arguments.of("Привет", "Привет"),
        Arguments.of("łódź", "łodz"),
        Arguments.of("한국", "한국"),
        Arguments.of("Bună 👋 Ana", "Buna Ana"),
        Arguments.of("👋 Bună", "Buna"),
        Arguments.of("Mulțumim 🙏🏽", "Multumim"),
        Arguments.of("Mulțumim🙏, la  revedere", "Multumim, la  revedere"),
        Arguments.of("👨‍👩‍👧 🇷🇴 familie", "familie"),
        Arguments.of("1️⃣ și # *", "1 si # *"),
        Arguments.of("❤️", "❤\uFE0F"),
        Arguments.of("", ""));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTextIsWrittenInTheCheapAlphabet(String written, String sent) {
    assertThat(Transliteration.BRIEF.apply(written)).isEqualTo(sent);
  }

  @Test
  void emojiStayWhereTheSettingSaysSo() {
    assertThat(new Transliteration(false).apply("Bună 👨‍👩‍👧!")).isEqualTo("Buna 👨‍👩‍👧!");
  }

  @Test
  void aLoneHalfOfAPairBecomesAQuestionMark() {
    assertThat(Transliteration.BRIEF.apply("a\uD83Db\uDE00")).isEqualTo("a?b?");
  }

  @Test
  void everyLetterOfRomanianFits() {
    var letters = "aăâbcdefghiîjklmnopqrsștțuvwxyzAĂÂBCDEFGHIÎJKLMNOPQRSȘTȚUVWXYZşţŞŢ";
    assertThat(Gsm7.hasAll(Transliteration.BRIEF.apply(letters))).isTrue();
    assertThat(Gsm7.hasAll(Transliteration.BRIEF.apply(Normalizer.normalize(letters, Normalizer.Form.NFD)))).isTrue();
  }

  @Test
  void writingTwiceChangesNothingMore() {
    for (int c = 0; c <= 0x1FFFF; c++) {
      var once = Transliteration.BRIEF.apply("x" + Character.toString(c) + "y");
      assertThat(Transliteration.BRIEF.apply(once)).as("U+%04X", c).isEqualTo(once);
    }
  }
}
