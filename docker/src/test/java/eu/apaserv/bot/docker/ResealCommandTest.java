package eu.apaserv.bot.docker;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Inbound;
import eu.apaserv.bot.core.store.Database;
import eu.apaserv.bot.core.store.Inbox;
import eu.apaserv.bot.core.store.Sealed;
import eu.apaserv.bot.core.store.TestDatabase;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The key of what people say is changed from the command line, and one that is needed is missed. */
class ResealCommandTest {
  private static final String K1 = Sealed.key("k1", 1);
  private static final String K2 = Sealed.key("k2", 2);
  private final String address = TestDatabase.fresh(Store.TABLES);

  @Test
  void aKeyIsChangedWhenAllAgreeAndTheOldOneIsMissedUntilItIsNotNeeded() {
    said();
    var on = bot(K1, "reseal");
    assertThat(on.err()).isEmpty();
    assertThat(on.out()).containsPattern("inbox.content +key k1 +1 seen +1 sealed, ended").contains("key k1 is needed");
    for (var wrong : List.of("", K2)) {
      assertThat(bot(wrong, "check").out()).contains("WRONG  Messages are sealed with key k1, which is not among");
      assertThat(bot(wrong, "reseal").err()).contains("Messages are sealed with key k1").hasLineCount(1);
    }
    assertThat(bot(Sealed.key("k1", 9), "check").out()).contains("WRONG  Key k1 of TRANSCRIPT_KEYS is not the one");
    assertThat(bot(K2 + "," + K1, "reseal").err()).contains("has sealed with key k1 within half a minute");
    ask("update transcript_key set used_at = used_at - interval '1 minute'");
    assertThat(bot(K2 + "," + K1, "reseal").out()).contains("key k1 is not needed any more")
        .contains("key k2 is needed");
    assertThat(bot(K2, "check").out()).doesNotContain("is sealed with", "are sealed with");
    assertThat(bot(K2, "reseal", "--status").out()).containsPattern("inbox.content +key k2 +1 seen +1 sealed, ended");
    assertThat(bot(K2, "check").out()).doesNotContain(K2.split(":", 2)[1]);
    TestDatabase.drop(address);
  }

  private Called bot(String keys, String... command) {
    return Called.bot(keys.isEmpty()
        ? Map.of("DATABASE_URL", address)
        : Map.of("DATABASE_URL", address, "TRANSCRIPT_KEYS", keys), command);
  }

  private void said() {
    var vertx = Vertx.vertx();
    try (var database = Database.connect(vertx, address, 1)) {
      Database.await(new Inbox(database).take(List.of(new Inbound(new Address("sms", "+40733000001"), "m1",
          new Content.Text("buna ziua"), Instant.now()))));
    } finally {
      Database.await(vertx.close());
    }
  }

  private void ask(String sql) {
    var vertx = Vertx.vertx();
    try (var database = Database.connect(vertx, address, 1)) {
      database.run(sql);
    } finally {
      Database.await(vertx.close());
    }
  }
}
