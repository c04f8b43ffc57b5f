package eu.apaserv.bot.channels.mail;

import eu.apaserv.bot.channels.simulator.Mailbox;
import eu.apaserv.bot.channels.simulator.Mailbox.Stage;
import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Mails that wait for one another's places. */
class MailPlacesTest {
  private final Vertx vertx = Vertx.vertx();
  private final Mailbox mailbox = new Mailbox(0, Clock.systemUTC());

  @BeforeEach
  void open() {
    Database.await(mailbox.start(vertx));
  }

  @AfterEach
  void close() {
    Database.await(mailbox.close());
    Database.await(vertx.close());
  }

  @Test
  void connectionsThatBreakAgainAndAgainUseUpNoPlaces() {
    var channel = new MailChannel(vertx, MailSettings.parse(mailbox.url(), "noreply@apaserv.example"),
        Clock.systemUTC());
    for (int n = 0; n < 40; n++) {
      mailbox.dropNext(n % 2 == 0 ? Stage.END : Stage.SENDER);
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int n = 0; n < 60; n++) {
        threads.execute(() -> send(channel));
      }
    }
    Eventually.until(() -> send(channel) instanceof Delivery.Accepted);
  }

  private static Delivery send(MailChannel channel) {
    return channel.send(new Outbound(4711, new Address(MailChannel.NAME, "ana.pop@example.ro"), new Content.Text("x"),
        null), () -> OwnFile.of(Buffer.buffer()));
  }
}
