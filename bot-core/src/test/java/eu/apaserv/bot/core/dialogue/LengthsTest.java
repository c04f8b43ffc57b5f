package eu.apaserv.bot.core.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LengthsTest {
  @Test
  void whatFitsIsOnePiece() {
    assertThat(Lengths.cut("short", 10)).containsExactly("short");
  }

  @Test
  void textIsCutAtParagraphsBeforeSentencesBeforeWords() {
    assertThat(Lengths.cut("one two three\n\nfour. five six", 20)).containsExactly("one two three", "four. five six");
    assertThat(Lengths.cut("one two three. four five", 18)).containsExactly("one two three.", "four five");
    assertThat(Lengths.cut("one two three four", 10)).containsExactly("one two", "three four");
  }

  @Test
  void aWordWithoutEndIsCutBetweenCharacters() {
    assertThat(Lengths.cut("😀😀😀", 3)).containsExactly("😀", "😀", "😀");
  }
}
