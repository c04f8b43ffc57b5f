package eu.apaserv.bot.conversations.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.ticket.TicketWork.Note;
import eu.apaserv.bot.core.console.Words;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Notes at a ticket, as colleagues read them. */
class TicketNotesTest {
  private static final Words WORDS = new Words(Texts.load(List.of("console_utility")), Language.RO, ZoneOffset.UTC);
  private static final Instant AT = Instant.parse("2026-11-25T08:00:00Z");

  @Test
  void whatThePersonAddedHasItsTopicInWords() {
    assertThat(TicketSection.readable(WORDS, new Note("chat", "leak\nstr. Oituz\ncurge apa", AT)))
        .isEqualTo(new Note("Adăugat de client, în chat", "scurgere\nstr. Oituz\ncurge apa", AT));
  }

  @Test
  void whatAColleagueWroteStandsAsItIs() {
    var note = new Note("Ana Pop", "leak\nsun mâine", AT);
    assertThat(TicketSection.readable(WORDS, note)).isEqualTo(note);
  }
}
