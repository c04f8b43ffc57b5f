package eu.apaserv.bot.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every node hears of messages that came to one. */
class InboxNoticeTest {
  @RegisterExtension
  final FreshDatabase fresh = new FreshDatabase(Migrations.CORE);

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @Test
  void whatComesIsToldAndSoIsWhatComesJustAfterIt() throws InterruptedException {
    var inbox = new Inbox(fresh.database());
    var listening = new Notices(fresh.vertx(), fresh.address(), Map.of("bot_inbox", () -> heard.add("something came")));
    listening.start();
    try {
      hears("that it listens");
      for (var id : List.of("m1", "m2", "m3")) {
        Database.await(inbox.take(List.of(WalkTables.said("ana", id, "sold"))));
        hears(id);
      }
    } finally {
      listening.stop();
    }
  }

  private void hears(String what) throws InterruptedException {
    assertThat(heard.poll(30, TimeUnit.SECONDS)).as(what).isNotNull();
  }
}
