package eu.apaserv.bot.channels.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentsTest {

  /** pattern (a character and how often, joined by +), alphabet, units, parts: counted by hand from 3GPP TS 23.040. */
  @ParameterizedTest(name = "{0} is {2} units in {3} parts")
  @CsvSource({"a*1, gsm, 1, 1", "a*160, gsm, 160, 1", "a*161, gsm, 161, 2", "a*306, gsm, 306, 2", "a*307, gsm, 307, 3",
      "a*459, gsm, 459, 3", "a*460, gsm, 460, 4", "a*158+€*1, gsm, 160, 1", "a*159+€*1, gsm, 161, 2",
      "€*80, gsm, 160, 1", "€*81, gsm, 162, 2", "€*152, gsm, 304, 2", "€*153, gsm, 306, 3",
      "a*152+€*1+a*152, gsm, 306, 3",
      "a*151+€*1+a*153, gsm, 306, 2", "ș*1, ucs, 1, 1", "a*69+ă*1, ucs, 70, 1", "a*70+ă*1, ucs, 71, 2",
      "ș*134, ucs, 134, 2",
      "ș*135, ucs, 135, 3", "😀*35, ucs, 70, 1", "😀*36, ucs, 72, 2", "ș*66+😀*1+ș*66, ucs, 134, 3",
      "😀*66, ucs, 132, 2", "😀*67, ucs, 134, 3", "[*1+]*1+~*1+^*1, gsm, 8, 1", "Ç*160, gsm, 160, 1", "ç*1, ucs, 1, 1",
      "Δ*160, gsm, 160, 1", "à*160, gsm, 160, 1", "â*1, ucs, 1, 1"})
  void partsAreThoseOfTheNetwork(String pattern, String alphabet, int units, int parts) {
    var text = new StringBuilder();
    for (var piece : pattern.split("\\+", -1)) {
      int star = piece.lastIndexOf('*');
      text.append(piece.substring(0, star).repeat(Integer.parseInt(piece.substring(star + 1))));
    }
    var segments = Segments.of(text.toString());
    assertThat(segments.gsm7()).isEqualTo(alphabet.equals("gsm"));
    assertThat(segments.units()).isEqualTo(units);
    assertThat(segments.count()).isEqualTo(parts);
    assertThat(String.join("", segments.parts())).isEqualTo(text.toString());
  }

  @ParameterizedTest(name = "{0} characters with a 16-bit reference are {1} parts")
  @CsvSource({"160, 1, 0", "161, 2, 143", "304, 2, 0", "305, 3, 151"})
  void aLongerReferenceTakesRoom(int septets, int parts, int left) {
    var segments = Segments.of("a".repeat(septets), Segments.Reference.SIXTEEN_BIT);
    assertThat(segments.count()).isEqualTo(parts);
    assertThat(segments.charactersLeft()).isEqualTo(left);
    assertThat(segments.encoding()).isEqualTo(Segments.Encoding.GSM7);
    assertThat(Segments.of("ș".repeat(133), Segments.Reference.SIXTEEN_BIT).count()).isEqualTo(3);
  }

  @ParameterizedTest(name = "{0} leaves room for {1}")
  @CsvSource({"a, 159", "€, 158", "ș, 69", "șș, 68"})
  void theRoomLeftIsToldInUnitsOfTheAlphabet(String text, int left) {
    assertThat(Segments.of(text).charactersLeft()).isEqualTo(left);
  }

  @Test
  void theAlphabetIsWrittenAndReadAgain() {
    IntStream.rangeClosed(0, 0xFFFF).filter(Gsm7::has).mapToObj(Character::toString)
        .forEach(c -> assertThat(Gsm7.decode(Gsm7.encode(c))).isEqualTo(c));
    assertThat(Gsm7.encode("@Δ ÆaÄà€")).containsExactly(0x00, 0x10, 0x20, 0x1C, 0x61, 0x5B, 0x7F, 0x1B, 0x65);
    assertThat(Gsm7.decode(new byte[]{0x1B, 0x1B, 'x', 0x1B, 'a', (byte) 0xC8, 0x1B})).isEqualTo(" xa?");
  }

  @Test
  void anEscapePairIsNotCut() {
    var parts = Segments.of("a".repeat(152) + "€" + "b".repeat(10)).parts();
    assertThat(parts).containsExactly("a".repeat(152), "€" + "b".repeat(10));
  }

  @Test
  void aSurrogatePairIsNotCut() {
    var parts = Segments.of("ș".repeat(66) + "😀" + "țțț").parts();
    assertThat(parts).containsExactly("ș".repeat(66), "😀țțț");
  }

  /** Any text: nothing is lost, no part is too full, and none could have taken the next character too. */
  @Test
  void partsAreAsFewAsTheyCanBe() {
    var random = new Random(23_040);
    for (int i = 0; i < 20_000; i++) {
      var letters = random.nextBoolean() ? List.of("a", "€", "[", "Δ", "\n") : List.of("a", "ș", "😀", "€");
      var text = random.ints(random.nextInt(600), 0, letters.size()).mapToObj(letters::get)
          .collect(Collectors.joining());
      var reference = random.nextBoolean() ? Segments.Reference.EIGHT_BIT : Segments.Reference.SIXTEEN_BIT;
      holds(text, Segments.of(text, reference), reference == Segments.Reference.EIGHT_BIT ? 0 : 1);
    }
  }

  private static void holds(String text, Segments segments, int longer) {
    boolean gsm = text.codePoints().noneMatch(c -> c == 'ș' || c > 0xFFFF);
    int room = (gsm ? 153 : 67) - longer;
    var parts = segments.parts();
    assertThat(String.join("", parts)).isEqualTo(text);
    assertThat(segments.units()).isEqualTo(cost(text, gsm));
    if (segments.units() <= (gsm ? 160 : 70)) {
      assertThat(parts).hasSize(1);
      return;
    }
    for (int i = 0; i < parts.size(); i++) {
      assertThat(cost(parts.get(i), gsm)).isBetween(1, room);
      if (i > 0) {
        var next = Character.toString(parts.get(i).codePointAt(0));
        assertThat(cost(parts.get(i - 1) + next, gsm)).as("%s and %s", parts.get(i - 1), next).isGreaterThan(room);
      }
    }
    assertThat(segments.charactersLeft()).isEqualTo(room - cost(parts.getLast(), gsm));
  }

  private static int cost(String text, boolean gsm) {
    return gsm ? text.chars().map(c -> "\f^{}\\[~]|€".indexOf(c) >= 0 ? 2 : 1).sum() : text.length();
  }

  @Test
  void nothingIsOneEmptyPart() {
    assertThat(Segments.of("")).isEqualTo(new Segments(true, 0, 160, List.of("")));
  }

  @Test
  void theAlphabetHasItsOneHundredAndThirtySevenCharacters() {
    assertThat(IntStream.rangeClosed(0, 0xFFFF).filter(c -> Gsm7.septets((char) c) == 1).count())
        .isEqualTo(127);
    assertThat(IntStream.rangeClosed(0, 0xFFFF).filter(c -> Gsm7.septets((char) c) == 2).count())
        .isEqualTo(10);
  }
}
