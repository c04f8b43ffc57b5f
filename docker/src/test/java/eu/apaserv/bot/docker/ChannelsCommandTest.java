package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.ChannelStates;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A channel that is switched off for good leaves nothing that waits for ever. */
class ChannelsCommandTest {
  private static final Map<String, String> TELEGRAM = Map.of("TELEGRAM_BOT_TOKEN", "1:abc");
  private final String address = TestDatabase.fresh(Store.TABLES);

  @BeforeEach
  void leaveSomethingOnBoth() {
    with(database -> {
      for (var channel : List.of("sms", "telegram")) {
        new ChannelStates(database).know(channel);
        Database.await(new Inbox(database).take(List.of(new Inbound(new Address(channel, "40733000001"), "m1",
            new Content.Text("buna ziua"), Instant.now()))));
        database.run(
            """
            insert into outbox (conversation_id, channel, address, content, secret)
            select id, channel, address, '{"kind":"text","body":"Codul: 123456"}', true from contact where channel = $1""",
            channel);
      }
    });
  }

  @AfterEach
  void drop() {
    TestDatabase.drop(address);
  }

  @Test
  void whatWaitsOnOneThatIsOffIsClosedAndOnOneThatIsOnIsNot() {
    assertThat(bot("channels", "list").out()).isEqualToNormalizingNewlines("""
        sms  off  1 to answer  1 to send
        telegram  on  1 to answer  1 to send
        """);
    assertThat(bot("channels", "drop", "telegram").err()).contains("Channel telegram is on").hasLineCount(1);
    assertThat(bot("channels", "drop", "fax").err()).contains("There is no channel fax").hasLineCount(1);
    assertThat(bot("channels", "drop", "sms").out())
        .isEqualToNormalizingNewlines("1 messages of people and 1 to people are closed\n");
    assertThat(bot("channels", "list").out()).contains("sms  off  0 to answer  0 to send", "telegram  on  1 to answer");
    with(database -> assertThat(database.list(row -> row.getString(0), """
        select channel || ' ' || coalesce(outcome, 'waits') from inbox union all
        select channel || ' ' || state || ' ' || (content->>'body') from outbox order by 1""")).containsExactly(
        "sms dropped", "sms dropped ••••••", "telegram due Codul: 123456", "telegram waits"));
  }

  private Called bot(String... command) {
    var settings = new HashMap<>(TELEGRAM);
    settings.put("DATABASE_URL", address);
    return Called.bot(settings, command);
  }

  private void with(Consumer<Database> work) {
    var vertx = Vertx.vertx();
    try (var database = Database.connect(vertx, address, 1)) {
      work.accept(database);
    } finally {
      Database.await(vertx.close());
    }
  }
}
