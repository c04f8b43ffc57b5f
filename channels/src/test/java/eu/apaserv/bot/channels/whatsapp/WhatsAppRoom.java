package eu.apaserv.bot.channels.whatsapp;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A channel and its simulated Cloud API, made anew for every test; what the channel's contract does not ask. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WhatsAppRoom {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-15T10:00:00Z"), ZoneOffset.UTC);
  static final TemplateBook BOOK = new TemplateBook(Map.of("outage", """
    category: utility
    blanks: {where: {ro: str. Lungă}, more: {ro: x}, until: {ro: "18:30"}}
    ro: {body: "Avarie la {where} ({more}) până la {until}, după cum știm."}
    """), "");
  static final String PERSON = "+40722000001";
  /** Nothing here waits for a provider that is silent, and the first call of a JVM takes its time. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private TestBot bot;
  WhatsAppProvider provider;
  WhatsAppChannel channel;

  @BeforeEach
  void openAll() {
    bot = new TestBot(vertx);
    provider = new WhatsAppProvider(0, CLOCK, Redelivery.QUICK);
    provider.connect(bot.url());
    TestBot.await(provider.start(vertx));
    channel = another();
    bot.mount(channel);
  }

  @AfterEach
  void closeAll() {
    TestBot.await(channel.close());
    TestBot.await(provider.close());
    bot.close();
  }

  @AfterAll
  void closeVertx() {
    TestBot.await(vertx.close());
  }

  /** The same channel in another process. */
  final WhatsAppChannel another() {
    return new WhatsAppChannel(vertx, provider.settings(), BOOK, CLOCK, PATIENCE);
  }

  /** To somebody who wrote a minute ago. */
  final Outbound outbound(Content content) {
    return new Outbound(4711, new Address("whatsapp", PERSON), content, null, CLOCK.instant().minusSeconds(60));
  }

  final Delivery send(Outbound message) {
    return channel.send(message, () -> OwnFile.of(Buffer.buffer("%PDF-1.7")));
  }

  final PhoneMessage last() {
    return provider.conversation(PERSON).lastFromBot().orElseThrow();
  }
}
