package eu.apaserv.bot.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import eu.apaserv.bot.channels.Landing;
import eu.apaserv.bot.channels.simulator.Call;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.Shelf.Trick;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What WhatsApp promises of a file beyond the contract: its hash, and where the token may go. */
class MediaFileTest {
  private static final int MOST = 1 << 20;

  private final Vertx vertx = Vertx.vertx();
  private final WhatsAppProvider provider = new WhatsAppProvider(0, Clock.systemUTC(), Redelivery.QUICK);
  private WhatsAppChannel channel;

  @BeforeEach
  void open() {
    Database.await(provider.start(vertx));
    channel = new WhatsAppChannel(vertx, provider.settings(), TemplateBook.EMPTY, Clock.systemUTC(),
        Duration.ofSeconds(2));
  }

  @AfterEach
  void close() {
    Database.await(channel.close());
    Database.await(provider.close());
    Database.await(vertx.close());
  }

  private Fetched fetched() {
    return fetched(channel);
  }

  private Fetched fetched(WhatsAppChannel by) {
    // Nobody listens at the bot's side; only the file matters here.
    provider.sendFile("+40722000001", new Call.Upload("a.jpg", "image/jpeg", Buffer.buffer("ÿØÿ picture")), "")
        .otherwiseEmpty();
    return by.fetch(new Content.Media("image", "7000000000000", null, ""), new Landing(MOST).inlet());
  }

  @ParameterizedTest
  @EnumSource(names = {"WRONG_BYTES", "PAGE"})
  void bytesOfAnotherHashAreNotTaken(Trick trick) {
    provider.shelf().play(trick);
    assertThat(fetched()).isInstanceOfSatisfying(Fetched.Retry.class,
        retry -> assertThat(retry.reason()).contains("hash"));
  }

  @Test
  void theTokenGoesToNoOtherHost() {
    provider.shelf().play(Trick.FOREIGN_HOST);
    assertThat(fetched()).isInstanceOfSatisfying(Fetched.Refused.class,
        refused -> assertThat(refused.code()).isEqualTo("host"));
  }

  @Test
  void aTokenThatIsRefusedIsAnAlarm() {
    var s = provider.settings();
    var other = new WhatsAppChannel(vertx, new WhatsAppSettings(s.phoneNumberId(), "another", List.of("secret"),
        s.verifyToken(), s.businessAccountId(), s.apiUrl(), s.apiVersion()), TemplateBook.EMPTY, Clock.systemUTC(),
        Duration.ofSeconds(2));
    assertThat(fetched(other)).isInstanceOf(Fetched.Alarm.class);
    Database.await(other.close());
  }
}
