package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.Conversation;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.channels.simulator.SmppCentre;
import eu.apaserv.bot.channels.simulator.TelegramProvider;
import eu.apaserv.bot.docker.demo.SimulatedWorld;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How bots and people reach each other: WhatsApp, Telegram and SMS call the bots by webhook; or the bots keep connections to
 * Telegram (long polling) and to an SMS centre (SMPP) themselves.
 */
final class RolledLines implements AutoCloseable {
  private static final String SMS_ACCOUNT = "AC00000000000000000000000000000000";
  private static final String TELEGRAM_SECRET = "rolled-webhook-secret";

  private static final Duration AS_A_CENTRE_WAITS = Duration.ofSeconds(10);

  private final SimulatedWorld world;
  private final boolean kept;
  private final SmppCentre centre = new SmppCentre(0, Clock.systemUTC(), "apaserv", "secret");
  private final Map<String, CompletableFuture<Boolean>> sayings = new ConcurrentHashMap<>();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong givenUp = new AtomicLong();

  /** @param kept bots keep connections to Telegram and to an SMS centre, rather than being called */
  RolledLines(SimulatedWorld world, boolean kept) {
    this.world = world;
    this.kept = kept;
    centre.door().patience(AS_A_CENTRE_WAITS);
  }

  private Provider provider(String channel) {
    return switch (channel) {
      case "whatsapp" -> world.whatsapp();
      case "telegram" -> world.telegram();
      default -> world.sms();
    };
  }

  /** The address by which providers reach the bots. */
  void connect(String url) {
    List.of("whatsapp", "telegram", "sms").forEach(channel -> provider(channel).connect(url));
  }

  private boolean byCentre(String channel) {
    return kept && channel.equals("sms");
  }

  /** Nobody waits here: a person's own messages go one behind the other. */
  void say(String channel, String address, String text) {
    if (!byCentre(channel)) {
      provider(channel).say(address, text);
      return;
    }
    sayings.compute(address,
        (person, before) -> Objects.requireNonNullElse(before, CompletableFuture.completedFuture(true))
            .thenApplyAsync(_ -> delivered(person, text), threads));
  }

  private boolean delivered(String person, String text) {
    boolean taken = centre.say(person, text);
    givenUp.addAndGet(taken ? 0 : 1);
    return taken;
  }

  /** Texts that the SMS centre offered in vain until it gave up: the bots never had them. */
  long givenUp() {
    return givenUp.get();
  }

  Conversation phone(String channel, String address) {
    return byCentre(channel) ? centre.conversation(address) : provider(channel).conversation(address);
  }

  /** What the bots call a message that stands on a phone. */
  String name(String channel, PhoneMessage message) {
    return byCentre(channel) ? "smpp:" + message.id() : message.id();
  }

  /** Of a bot. */
  Map<String, String> settings() {
    var telegram = Map.of("TELEGRAM_BOT_TOKEN", TelegramProvider.TOKEN, "TELEGRAM_API_URL", world.telegram().url());
    // Each message is one submit: its name is then that of what the phone shows.
    var more = kept
        ? Map.of("SMPP_URL", centre.url(), "SMPP_FROM", "+40310000000", "SMPP_RATE", "1000", "SMPP_LONG_TEXTS",
            "payload")
        : Map.of("TELEGRAM_WEBHOOK_SECRET", TELEGRAM_SECRET, "TWILIO_ACCOUNT_SID", SMS_ACCOUNT, "TWILIO_AUTH_TOKEN",
            "simulated-auth-token", "TWILIO_FROM", "+40310001111", "TWILIO_API_URL", world.sms().url());
    var all = new HashMap<>(telegram);
    all.putAll(more);
    return all;
  }

  @Override
  public void close() {
    centre.close();
    threads.shutdownNow();
  }
}
