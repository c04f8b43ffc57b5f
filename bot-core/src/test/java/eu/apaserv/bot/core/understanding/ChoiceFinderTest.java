package eu.apaserv.bot.core.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChoiceFinderTest {
  private static final List<ChoiceTitle> BILLS = List.of(
      ChoiceTitle.of("NTD1000021 · 87,40 lei", "emisă 06.05.2026, scadentă 21.05.2026"),
      ChoiceTitle.of("NTD1000034 · 1.240,00 lei", "emisă 05.06.2026, scadentă 20.06.2026"),
      ChoiceTitle.of("NTD1000055 · 64,10 lei", "emisă 07.10.2025, scadentă 22.10.2025"));
  private static final List<ChoiceTitle> PLACES = titles("Strada Oituz 3, ap. 12", "Strada Abator 5", "Casa mamei",
      "Grădină, Roznov");
  private static final List<ChoiceTitle> YES_NO = titles("Da, trimite", "Nu, renunț");
  private static final List<ChoiceTitle> MENU = titles("Sold", "Factura în PDF", "Transmite indexul", "Altceva");

  private static List<ChoiceTitle> titles(String... titles) {
    return Stream.of(titles).map(t -> ChoiceTitle.of(t, null)).toList();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      2 | 1
      2. | 1
      2) | 1
      nr. 3 | 2
      opțiunea 2 | 1
      vreau varianta 3 | 2
      option 1 | 0
      a 2-a | 1
      a 3-a | 2
      2nd | 1
      prima | 0
      Prima, vă rog | 0
      a doua | 1
      pe a doua | 1
      cea de-a treia | 2
      aia de a doua | 1
      da, a doua | 1
      the second one | 1
      I want the third | 2
      ultima | 2
      ultima factură |
      the last one | 2
      penultima | 1
      cea de sus | 0
      aia de jos | 2
      cea din mijloc | 1
      cea mai mare | 1
      aia mare | 1
      the bigger one | 1
      the biggest | 1
      the most expensive one | 1
      cea mai mica | 2
      the cheapest please | 2
      cea mai nouă | 1
      cea mai veche | 2
      the oldest | 2
      cea din mai | 0
      aia din iunie | 1
      the one from October | 2
      cea de 87,40 | 0
      NTD 1000034 | 1
      ntd1000034 | 1
      1000034 | 1
      cea din 2025 | 2
      cea din 2026 |
      iulie |
      4 |
      0 |
      -2 |
      2% |
      2,5 |
      nu vreau niciuna |
      cât am de plată? |
      prima data cand am platit |
      toate |
      """)
  void aBillIsPickedAsPeoplePointAtIt(String text, Integer place) {
    assertThat(ChoiceFinder.find(text, BILLS)).isEqualTo(expected(place));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      strada oituz 3 ap 12 | 0
      Oituz | 0
      cel de pe Oituz | 0
      ala de pe oitz | 0
      the one on Oituz | 0
      abattor | 1
      pe Abator 5 | 1
      Abator 7 |
      casa | 2
      mama |
      a mamei | 2
      gradina | 3
      la grădină | 3
      gradna | 3
      roznov | 3
      strada |
      strada a doua |
      alta adresa |
      nu e apa pe Oituz |
      """)
  void aPlaceIsPickedByTheWordThatTellsIt(String text, Integer place) {
    assertThat(ChoiceFinder.find(text, PLACES)).isEqualTo(expected(place));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      da | 0
      DA! | 0
      daaa | 0
      ok | 0
      îhî | 0
      sigur că da | 0
      corect | 0
      👍 | 0
      👍🏽 | 0
      yes | 0
      trimite | 0
      nu | 1
      Nu. | 1
      nope | 1
      ❌ | 1
      nu-i al meu | 1
      nu așa | 1
      da' de unde | 1
      renunt | 1
      nu trimite |
      da, dar mai tarziu |
      nu stiu |
      """)
  void aYesOrANoPicksTheChoiceThatSaysIt(String text, Integer place) {
    assertThat(ChoiceFinder.find(text, YES_NO)).isEqualTo(expected(place));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      sold | 0
      soldul | 0
      factura | 1
      vreau factura | 1
      factura pdf | 1
      factura din mai |
      nu vreau factura |
      transmite idnexul | 2
      altceva | 3
      da |
      mulțumesc |
      ultima factura |
      data |
      """)
  void whatSaysMoreThanWhichOneIsLeftToTheRestOfUnderstanding(String text, Integer place) {
    assertThat(ChoiceFinder.find(text, MENU)).isEqualTo(expected(place));
  }

  @Test
  void aYesIsNotTakenForTheChoiceThatSaysNo() {
    var doubt = titles("Da, așa arată", "Nu, corectez");
    assertThat(ChoiceFinder.find("da e corect", doubt)).isEmpty();
    assertThat(ChoiceFinder.find("corectez", doubt)).hasValue(1);
  }

  @Test
  void twoThatAreAlikeAreNotComparedAndNoTextBreaksIt() {
    var alike = titles("10,00 lei", "10,00 lei", "9,00 lei");
    assertThat(ChoiceFinder.find("cea mai mare", alike)).isEmpty();
    assertThat(ChoiceFinder.find("cea mai mică", alike)).isEqualTo(OptionalInt.of(2));
    for (var odd : List.of("", " ", "\u202E", "???", "99", "a".repeat(5_000), "\uD83D", "99999999999999999999")) {
      assertThat(ChoiceFinder.find(odd, BILLS)).isEmpty();
    }
    assertThat(ChoiceFinder.find("1", List.of())).isEmpty();
  }

  private static OptionalInt expected(Integer place) {
    return place == null ? OptionalInt.empty() : OptionalInt.of(place);
  }
}
