package eu.apaserv.bot.core.work;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Dialogues;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Misunderstandings;
import eu.apaserv.bot.core.store.Misunderstandings.Reason;
import eu.apaserv.bot.core.store.ModelVersions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The whole way round: a chat nobody understood, what staff say of it, a better model, the same chat again. */
class LearningFromChatsTest {
  private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");
  private static final ShopTeaching SHOP = new ShopTeaching();
  private static final String UNCLEAR = "aduceti marfa la mine, 0722123456";

  private record Desk(String name) implements Flow {
    @Override
    public Set<String> intents() {
      return Set.of(name);
    }

    @Override
    public void run(Dialogue d) {
      d.say(Phrase.plain("desk of " + name));
    }
  }

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final AtomicInteger messages = new AtomicInteger();
  private Database database;
  private Learning learning;
  private Conversations conversations;
  private Router router;

  @BeforeEach
  void open() {
    database = fresh.database();
    learning = new Learning(new Misunderstandings(database), new ModelVersions(database, "here"), SHOP,
        Clock.systemUTC(), Duration.ofSeconds(1), Duration.ofMinutes(10));
    conversations = new Conversations(database, "here", Duration.ofSeconds(20));
    var texts = Texts.load(List.of(Texts.ENGINE));
    var dialogues = new Dialogues(List.of(new Desk("price"), new Desk("order")), texts, (_, _, _) -> "",
        Duration.ofHours(24));
    router = new Router(dialogues, learning.understanding(), texts,
        Map.of("sms", new Capabilities(9, false, false, true)), Set.of(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** Says something and has it answered; the last thing that was said back. */
  private String chat(String text) {
    Database.await(new Inbox(database).take(List.of(new Inbound(new Address("sms", "+40722000001"),
        "m" + messages.incrementAndGet(), new Content.Text(text), NOW))));
    for (var leased : conversations.lease(10)) {
      Database.await(conversations.commit(router.turn(leased)));
    }
    return database.first(row -> row.getString(0), "select content->>'body' from outbox order by id desc limit 1")
        .orElseThrow();
  }

  @Test
  void aChatThatWasNotUnderstoodIsUnderstoodOnceStaffHaveSaidWhatItMeans() {
    assertThat(chat(UNCLEAR)).doesNotContain("desk of");
    assertThat(chat("cat costa vopseaua")).isEqualTo("desk of price");
    learning.watch();
    var unclear = learning.open(10).stream().filter(e -> e.met().reason() == Reason.NOT_UNDERSTOOD).toList();
    assertThat(unclear).singleElement()
        .satisfies(entry -> assertThat(entry.met().text()).doesNotContain("0722").doesNotContain("vopseaua"));

    assertThat(learning.label(unclear.getFirst().id(), "order", "Ioana")).isTrue();
    var version = learning.train("Ioana").orElseThrow();
    assertThat(version.made().accepted()).as("compared with the one that answered: %s", version.made()).isTrue();
    assertThat(chat(UNCLEAR)).as("by the same program, not started again").isEqualTo("desk of order");
    assertThat(chat("cat costa vopseaua")).isEqualTo("desk of price");

    assertThat(learning.choose(ModelVersions.BUILT_IN, "Dan")).isTrue();
    assertThat(chat(UNCLEAR)).doesNotContain("desk of");
    assertThat(learning.versions(10)).containsExactly(version);
  }
}
