package eu.apaserv.bot.channels.sms.smpp;

import eu.apaserv.bot.core.channel.OwnFile;
import eu.apaserv.bot.core.Eventually;
import eu.apaserv.bot.channels.TestBot;
import eu.apaserv.bot.channels.simulator.SmppCentre;
import eu.apaserv.bot.channels.simulator.SmppDelivery;
import eu.apaserv.bot.channels.sms.SmsLetters;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Alphabet;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Binds;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.Ids;
import eu.apaserv.bot.channels.sms.smpp.SmppSettings.LongTexts;
import eu.apaserv.bot.core.channel.Delivery;
import eu.apaserv.bot.core.channel.Delivery.Accepted;
import eu.apaserv.bot.core.message.Address;
import eu.apaserv.bot.core.message.Content;
import eu.apaserv.bot.core.message.Outbound;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * A simulated SMS centre and the channel that is bound to it, anew for each test. A channel takes two seconds to say good-bye after
 * a delivery: the next test does not wait for it, the class does.
 */
@NullUnmarked
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SmppRoom {
  static final Clock CLOCK = Clock.fixed(Instant.parse("2026-09-28T08:00:00Z"), ZoneOffset.UTC);
  static final String PERSON = "+40722000001";
  static final SmppPatience PATIENCE = new SmppPatience(Duration.ofSeconds(2), Duration.ofMillis(700),
      Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(200), Duration.ofMillis(500));
  static final String LONG = "Factura dumneavoastra pe luna noiembrie este de 87,40 lei [scadenta 06.11.2025]. "
      .repeat(5);

  /** At once, each on a thread of its own. */
  private static final int MOST_GOODBYES = 64;

  private final List<Future<Void>> goodbyes = new ArrayList<>();

  Vertx vertx;
  SmppCentre centre;
  SmppChannel channel;
  TestIntake intake;

  @BeforeAll
  void openVertx() {
    vertx = Vertx.vertx(new VertxOptions().setWorkerPoolSize(MOST_GOODBYES));
  }

  @AfterAll
  void closeVertx() {
    goodbyes.forEach(TestBot::await);
    TestBot.await(vertx.close());
  }

  @BeforeEach
  void open() {
    centre = new SmppCentre(0, CLOCK, "apaserv", "secret");
    intake = new TestIntake();
    channel = opened(settings());
  }

  @AfterEach
  void close() {
    var left = centre;
    goodbyes.add(channel.close().onComplete(_ -> left.close()));
  }

  final SmppSettings settings() {
    return SmppSettings.parse(centre.url(), "+40310000000", 10, 500);
  }

  final SmppSettings settings(Binds binds, LongTexts longTexts, Alphabet alphabet, Ids ids) {
    return settings().with("", binds, longTexts, alphabet, ids, SmsLetters.CHEAP);
  }

  final SmppChannel opened(SmppSettings settings) {
    var opened = new SmppChannel(vertx, settings, CLOCK, PATIENCE);
    TestBot.await(opened.open(intake));
    int binds = settings.binds() == Binds.PAIR ? 2 : 1;
    Eventually.until(() -> centre.door().bound().size() == binds);
    return opened;
  }

  /** Instead of the one that every test has. */
  final void reopened(SmppSettings settings) {
    TestBot.await(channel.close());
    Eventually.until(() -> centre.door().bound().isEmpty());
    channel = opened(settings);
  }

  final Delivery send(long id, String text) {
    return channel.send(new Outbound(id, new Address("sms", PERSON), new Content.Text(text), null),
        () -> OwnFile.of(Buffer.buffer()));
  }

  /** Waits for the bind to be noticed on this side too. */
  final Accepted accepted(long id, String text) {
    var outcome = new AtomicReference<Delivery>();
    Eventually.until(() -> {
      outcome.set(send(id, text));
      return outcome.get() instanceof Accepted;
    });
    return (Accepted) outcome.get();
  }

  final String shown() {
    return centre.conversation(PERSON).lastFromBot().orElseThrow().text();
  }

  final boolean deliver(byte esmClass, byte coding, byte[] octets) {
    return centre.deliver(new SmppDelivery("40722000001", (byte) 1, "1234", esmClass, coding, octets, List.of()));
  }
}
