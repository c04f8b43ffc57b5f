package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.conversations.privacy.Erasures;
import eu.apaserv.bot.conversations.privacy.Exports;
import eu.apaserv.bot.conversations.privacy.PersonalTables;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Everywhere;
import eu.apaserv.bot.core.store.MessageSearch;
import eu.apaserv.bot.core.store.Sealed;
import eu.apaserv.bot.core.store.Transcripts;
import eu.apaserv.bot.core.understanding.Language;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole product with what people say sealed: they are answered as ever, and a copy of the database tells no word. */
class SealedJourneyTest {
  private static final String CODE = "1010028";
  private static final String PHONE_ON_FILE = "+40773412357";
  private static final Pattern SIX_DIGITS = Pattern.compile("\\b\\d{6}\\b");
  /** Words of the person and of our answers that stand nowhere else in the database. */
  private static final Set<String> SAID = Set.of("zurgalau", "un om despre", "vreau sa leg", "82,58 lei", "ce program");

  @RegisterExtension
  final RunningAssistant running = new RunningAssistant().sealed(Sealed.by(Sealed.key("k1", 1)));

  @Test
  void isAnsweredFoundExportedAndErasedAndNoWordOfItIsReadInTheDatabase() {
    var chat = new Chat(running.world().whatsapp(), "+40733000001");
    link(chat);
    assertThat(chat.say("sold").text()).contains("82,58 lei");
    chat.say("ce program aveti, zurgalau");
    var database = running.assistant().database();
    var ana = database.first(row -> row.getUUID(0), "select contact_id from address where id = '+40733000001'")
        .orElseThrow();
    assertThat(new Transcripts(database).said(ana, Transcripts.Cursor.END, 50))
        .extracting(said -> said.content().toString())
        .anyMatch(text -> text.contains("zurgalau")).anyMatch(text -> text.contains("82,58 lei"));
    chat.await(_ -> new MessageSearch(database).find("zurgala", 5).size() == 1);
    chat.say("vreau sa vorbesc cu un om despre zurgalau");
    assertThat(exported(database, ana)).contains("zurgalau", "82,58 lei", "asked for a person: vreau sa vorbesc");
    assertThat(Everywhere.find(database, "asked for a person")).contains("conversation", "hand_over");
    assertThat(SAID).allSatisfy(words -> assertThat(Everywhere.find(database, words)).as(words).isEmpty());

    var erasures = new Erasures(database, PersonalTables.ALL, Clock.systemUTC());
    erasures.request("e1", ana);
    chat.await(_ -> {
      erasures.sweep();
      return database.first(row -> row, """
          select from inbox where conversation_id = $1 and content ? 'sealed'
          union all select from outbox where conversation_id = $1 and content ? 'sealed'""", ana).isEmpty();
    });
    assertThat(new MessageSearch(database).find("zurgalau", 5)).isEmpty();
  }

  private static String exported(Database database, UUID person) {
    var exports = new Exports(database, PersonalTables.ALL, Clock.systemUTC(), Duration.ofMinutes(15));
    return exports.open(Exports.reference(exports.grant("x1", person), Exports.Form.JSON, Language.RO), person)
        .orElseThrow().piece(0).toString();
  }

  private void link(Chat chat) {
    chat.say("vreau sa leg codul meu de client");
    chat.say("da");
    chat.say(CODE);
    var holder = new Chat(running.world().sms(), PHONE_ON_FILE);
    holder.await(all -> all.stream().map(PhoneMessage::text).anyMatch(text -> SIX_DIGITS.matcher(text).find()));
    var code = SIX_DIGITS.matcher(holder.messages().getLast().text());
    assertThat(code.find()).isTrue();
    assertThat(chat.say(code.group()).text()).contains(CODE);
  }
}
