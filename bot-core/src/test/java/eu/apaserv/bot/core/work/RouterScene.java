package eu.apaserv.bot.core.work;

import eu.apaserv.bot.core.channel.Capabilities;
import eu.apaserv.bot.core.dialogue.Dialogue;
import eu.apaserv.bot.core.dialogue.Dialogues;
import eu.apaserv.bot.core.dialogue.Flow;
import eu.apaserv.bot.core.dialogue.Phrase;
import eu.apaserv.bot.core.dialogue.Question;
import eu.apaserv.bot.core.dialogue.Reading;
import eu.apaserv.bot.core.dialogue.Texts;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Conversations;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.FreshDatabase;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Leased;
import eu.apaserv.bot.core.store.Migrations;
import eu.apaserv.bot.core.store.Turned;
import eu.apaserv.bot.core.understanding.Guess;
import eu.apaserv.bot.core.understanding.Understood;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One person, a dialogue that repeats what it hears, and the router between them. */
abstract class RouterScene {
  static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

  static final AtomicReference<String> tried = new AtomicReference<>("");

  /**
   * Repeats what was said.
   *
   * @param boom what hearing that word does
   */
  record Echo(Runnable boom) implements Flow {
    Echo() {
      this(() -> {
        throw new IllegalStateException("a defect of a flow");
      });
    }

    @Override
    public String name() {
      return "echo";
    }

    @Override
    public Set<String> intents() {
      return Set.of("greet", "urgent");
    }

    @Override
    public void run(Dialogue d) {
      if (d.opening().text().equals("boom")) {
        boom.run();
      }
      if (d.opening().text().equals("code?")) {
        var code = d.ask(Question.<String>reading("code", Phrase.plain("the code?"),
            said -> said.text().matches("\\d+") ? Reading.is(said.text()) : Reading.unclear()).blanked());
        d.once("tried", String.class, _ -> tried.getAndSet(code));
        d.ask(Question.reading("more", Phrase.plain("more?"), said -> Reading.is(said.text())));
      }
      d.say(Phrase.plain(d.opening().text()));
    }
  }

  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  final AtomicInteger messages = new AtomicInteger();
  Database database;
  Inbox inbox;
  Conversations conversations;
  Router router;

  @BeforeEach
  void open() {
    tried.set("");
    database = fresh.database();
    inbox = new Inbox(database);
    conversations = new Conversations(database, "here", Duration.ofSeconds(20));
    router = router(new Echo());
  }

  static Router router(Flow flow) {
    return router(flow, null);
  }

  static Router router(Flow flow, @Nullable Thrift thrift) {
    var texts = Texts.load(List.of(Texts.ENGINE));
    var dialogues = new Dialogues(List.of(flow), texts, (_, _, _) -> "", Duration.ofHours(24));
    return new Router(dialogues,
        (text, _) -> new Understood(text, null, List.of(new Guess(intent(text), 1)), List.of()),
        texts, Map.of("sms", new Capabilities(9, false, false, true)), Set.of("urgent"),
        Clock.fixed(NOW, ZoneOffset.UTC), new Flood(Integer.MAX_VALUE - 1), thrift);
  }

  static String intent(String text) {
    return switch (text) {
      case "STOP" -> "stop";
      case "START" -> "start";
      case "code?" -> "urgent";
      default -> "greet";
    };
  }

  Turned turn() {
    Leased leased = conversations.lease(10).getFirst();
    var turned = router.turn(leased);
    Database.await(conversations.commit(turned));
    return turned;
  }

  void say(String text) {
    var id = "m" + messages.incrementAndGet();
    Database
        .await(inbox.take(List.of(new Inbound(new Address("sms", "+40722000001"), id, new Content.Text(text), NOW))));
  }

  List<String> replies() {
    return database.list(row -> row.getString(0), "select content->>'body' from outbox order by id");
  }

  boolean optedOut() {
    return database.first(row -> row.getBoolean(0), "select opted_out_at is not null from contact").orElseThrow();
  }
}
