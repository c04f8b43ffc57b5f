package eu.apaserv.bot.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Transcripts.Said;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What colleagues see of messages, runs and deeds: masked, and in words. */
class StaffSightTest {
  private static final Words WORDS = new Words(Texts.load(List.of("console", "console_work")), Language.RO,
      ZoneOffset.UTC);

  @Test
  void numbersAreMaskedAlsoInTheNameOfAFileAndInWhatMayBeChosen() {
    var invoice = new Content.Document("ref", "Factura-NTD4000013.pdf", "application/pdf", "Factura NTD4000013");
    assertThat(shown(invoice, false).file()).isEqualTo("Factura-NTD••••013.pdf");
    assertThat(shown(invoice, true).file()).isEqualTo("Factura-NTD4000013.pdf");
    var which = new Content.Choices("Pentru care cod?",
        List.of(new Choice("1", "1000021 · Strada Oituz", "contor 19100277")));
    assertThat(shown(which, false).choices())
        .containsExactly(new Choice("1", "••••021 · Strada Oituz", "contor •••••277"));
    assertThat(shown(which, true).choices()).isEqualTo(which.choices());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "131026: Message undeliverable|netrimis: furnizorul a refuzat mesajul (cod 131026)",
      "too_late: WhatsApp answered 503|netrimis: nu s-a putut trimite la timp",
      "outcome unknown: no answer|netrimis: nu se știe dacă a ajuns",
      "0x0B: destination address|netrimis: furnizorul a refuzat mesajul (cod 0x0B)"})
  void whyAMessageDidNotGoIsSaidInWords(String error, String status) {
    assertThat(bubble(new Content.Text("Bună ziua!"), "failed", error, false).status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "190|Furnizorul ne refuză până când intervine cineva (cod 190). Anunțați administratorul.",
      "over_budget:12|O trimitere costă mai mult decât s-a aprobat și este oprită. Continuați-o sau anulați-o la „Mesaje în masă”."})
  void whatNeedsSomebodyIsSaidInWords(String code, String words) {
    assertThat(WORDS.alarm(code)).isEqualTo(words);
  }

  @Test
  void whatARunSaysOfOnePersonIsInWordsAndCallsNobody() {
    assertThat(RunSection.reason(WORDS, "opted_out")).isEqualTo("a scris STOP");
    assertThat(RunSection.reason(WORDS, "131026")).isEqualTo("furnizorul a refuzat mesajul (cod 131026)");
    assertThat(RunSection.subject(WORDS, "NTD4000013")).isEqualTo("NTD••••013");
  }

  private static Bubble shown(Content content, boolean revealed) {
    return bubble(content, "sent", null, revealed);
  }

  private static Bubble bubble(Content content, String state, @Nullable String error, boolean revealed) {
    var said = new Said(1, true, Instant.EPOCH, content, state, 0, error, null, null);
    return Bubble.of(said, WORDS, null, null, revealed);
  }

  @Test
  void theLogNamesWhatItIsAboutInWords() {
    assertThat(AuditSection.subject(WORDS, "7a3c7d25-047e-3630-b017-47a524445f5f")).isEqualTo("conversația 7a3c7d25");
    assertThat(AuditSection.subject(WORDS, "run 12")).isEqualTo("trimiterea 12");
    assertThat(AuditSection.subject(WORDS, "R-2026-000001")).isEqualTo("R-2026-000001");
    assertThat(AuditSection.reason(WORDS, "messages: verific: adresa"))
        .isEqualTo("Numerele și adresele din mesaje: verific: adresa");
    assertThat(AuditSection.reason(WORDS, "dispatcher")).isEqualTo("dispecer");
    assertThat(AuditSection.reason(WORDS, "la cerere")).isEqualTo("la cerere");
  }

  @Test
  void whatIsWrongWithAPatternIsNotToldInTheWordsOfALibrary() {
    assertThat(WORDS.say("text_fault.not_a_pattern", "detail", "Unmatched '{' braces in message"))
        .contains("fiecare acoladă deschisă se închide").doesNotContain("Unmatched");
  }

  @Test
  void whatIsChargedIsSaidWordByWord() {
    var charges = new CountPart("charges", "sent", _ -> List.of());
    assertThat(charges.line(WORDS, "paper sent failed")).isEqualTo("paper: trimis, netrimis");
  }

  @Test
  void theLogIsSearchedByTheWordsThatItShows() {
    assertThat(AuditSection.actions(WORDS, "a INCHIS conv")).containsExactly("conversation.closed");
    assertThat(AuditSection.actions(WORDS, "")).isEmpty();
    assertThat(AuditSection.actions(WORDS, "conversation.closed")).isEmpty();
  }
}
