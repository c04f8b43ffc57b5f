package eu.apaserv.bot.conversations.flow;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.conversations.Billing;
import eu.apaserv.bot.core.dialogue.Turn;
import eu.apaserv.bot.core.message.Choice;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Migrations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a conversation keeps between two messages: bounded whatever is typed, without the holder's data. */
class KeptSessionTest {
  private static final String CODE = "1000021";

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE, Billing.TABLES);

  @BeforeEach
  void open() {
    new Billing(fresh.database()).customer(CODE, "+40722123456", null).meter(CODE, "P1", "19C100277")
        .window("est", "2026-11-20", "2026-11-26").reading("19C100277", "2026-10-20", 240, "read");
  }

  private Chat chat(String... linked) {
    var headers = linked.length == 0 ? Map.<String, String>of() : Map.of("linked", String.join(",", linked));
    return new Chat(fresh.database(), new Story("kept", List.of(), headers, List.of()), "whatsapp", false);
  }

  private static String say(Chat chat, String text) {
    return chat.play(new Story.Step('>', text, List.of())).map(Turn::replies).stream().flatMap(List::stream)
        .map(KeptSessionTest::text).reduce("", (one, other) -> one + other);
  }

  private static String text(Content content) {
    return switch (content) {
      case Content.Text(String body) -> body;
      case Content.Choices(String body, List<Choice> choices) -> body + choices.stream().map(Choice::title).toList();
      default -> "";
    };
  }

  private static Optional<Turn> happens(Chat chat, char kind, String what) {
    return chat.play(new Story.Step(kind, what, List.of()));
  }

  @Test
  void theHoldersNameAndAddressAreNotKept() {
    var chat = chat();
    say(chat, "transmit index");
    say(chat, "da");
    say(chat, CODE);
    assertThat(say(chat, "{code}")).contains("19C100277");
    assertThat(chat.kept()).contains("linked").doesNotContain("Titular").doesNotContain("Strada");
  }

  @Test
  void anInvitationIsKeptNowhere() {
    fresh.database().run(
        """
        insert into delegation (id, idempotency_key, client_code, granted_by, name, code_hash, created_at, code_expires_at)
        values (gen_random_uuid(), 'x', $1, gen_random_uuid(), 'Maria', sha256('K7M2P9X4'), '2026-11-22', '2026-11-24')""",
        CODE);
    var chat = chat();
    var turn = chat.play(new Story.Step('>', "invitatie k7m2-p9x4", List.of())).orElseThrow();
    assertThat(turn.secret()).isTrue();
    assertThat(chat.kept().toLowerCase(Locale.ROOT)).doesNotContain("k7m2");
    say(chat, "da");
    assertThat(say(chat, "da")).contains(CODE);
    assertThat(chat.kept().toLowerCase(Locale.ROOT)).doesNotContain("k7m2");
  }

  @Test
  void aLinkThatEndedInTheMiddleShowsNothingMore() {
    var chat = chat();
    say(chat, "transmit index");
    say(chat, "da");
    say(chat, CODE);
    say(chat, "{code}");
    happens(chat, '!', "update account_link set ended_at = now(), ended_why = 'asked'");
    assertThat(say(chat, "245")).startsWith("Codul de client 1000021 nu mai este legat de acest chat.")
        .contains("Leg codul").doesNotContain("contor");
  }

  @Test
  void whoAsksForCodesForEverIsSentToAPerson() {
    var chat = chat();
    say(chat, "leaga contul " + CODE);
    say(chat, "da");
    for (int i = 0; i < 9; i++) {
      assertThat(say(chat, "retrimite")).startsWith(i % 2 == 0 ? "Alt cod" : "Mai sunt 60 de secunde");
    }
    assertThat(say(chat, "retrimite")).contains("nu a putut fi legat").contains("Vorbesc cu");
    assertThat(chat.kept()).doesNotContain("code_");
  }

  @Test
  void codesTypedAfterTheLastTryAreNotKept() {
    var chat = chat();
    say(chat, "leaga contul " + CODE);
    say(chat, "da");
    for (int i = 0; i < 5; i++) {
      say(chat, "{wrong}");
    }
    var spent = chat.kept();
    for (int i = 0; i < 20; i++) {
      assertThat(say(chat, "77" + (1000 + i))).contains("nu mai este bun").contains("RETRIMITE");
    }
    assertThat(chat.kept()).hasSizeLessThan(spent.length() + 200).doesNotContain("771019");
  }

  @Test
  void wrongIndexesForEverEndWithAPerson() {
    var chat = chat(CODE);
    say(chat, "transmit index");
    for (int i = 0; i < 10; i++) {
      assertThat(say(chat, Integer.toString(100 + i))).contains("mai mic");
    }
    assertThat(say(chat, "99")).startsWith("Nu am înregistrat niciun index").contains("Vorbesc cu");
    assertThat(chat.kept()).doesNotContain("doubt_");
  }
}
