package eu.apaserv.bot.core.understanding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClausesTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      ce pret are? si cand vine | ce pret are / cand vine
      pâine și lapte, apoi unt | paine / lapte / unt
      bread and milk; also butter | bread / milk / butter
      dau 80,5 lei, atat | dau 80,5 lei / atat
      sunt 1.245 bucati. Gata | sunt 1.245 bucati / gata
      scrieti la ana@posta.ro va rog | scrieti la ana@posta.ro va rog
      dupa aia vreau si unt | vreau / unt
      unt | unt
      pâine n lapte | paine / lapte
      de ieri n-am unt | de ieri n-am unt
      de ieri n am unt | de ieri n am unt
      , . si ; |
      """)
  void aMessageIsCutAtMarksAndJoiningWordsOnly(String message, String clauses) {
    var folded = Folded.of(message);
    var cut = Clauses.of(folded).stream().map(c -> folded.text().substring(c.start(), c.end())).toList();
    assertThat(String.join(" / ", cut)).isEqualTo(clauses == null ? "" : clauses);
  }

  @Test
  void aNewLineCutsAndStandsFurtherApartThanAComma() {
    var clauses = Clauses.of(Folded.of("unu\ndoi, trei si patru"));
    assertThat(clauses).extracting(Clauses.Clause::apart).containsExactly(2, 2, 1, 0);
  }

  @Test
  void aStoryInManyPiecesIsNotCut() {
    assertThat(Clauses.of(Folded.of("a, b, c, d, e, f, g, h, i"))).isEmpty();
    assertThat(Clauses.of(Folded.of(", a".repeat(50_000)))).isEmpty();
  }
}
