package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.Conversation;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.channels.simulator.TelegramProvider;
import eu.apaserv.bot.conversations.payment.simulator.PaymentSimulator;
import eu.apaserv.bot.docker.demo.SimulatedWorld;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/** Everybody whom a rolled bot talks to: three providers with phones, a mailbox and a bank, which call it by the proxy's address. */
final class RolledWorld implements AutoCloseable {
  private static final String SMS_ACCOUNT = "AC00000000000000000000000000000000";
  private static final String TELEGRAM_SECRET = "rolled-webhook-secret";

  private final SimulatedWorld world;
  private final Map<String, Provider> providers;
  private final Map<String, String> channels = new HashMap<>();
  private final AtomicLong said = new AtomicLong();

  RolledWorld(Vertx vertx) {
    world = SimulatedWorld.start(vertx, Clock.systemUTC());
    providers = Map.of("whatsapp", world.whatsapp(), "telegram", world.telegram(), "sms", world.sms());
  }

  /** The address by which they reach the bots. */
  void connect(String url) {
    providers.values().forEach(provider -> provider.connect(url));
  }

  /** Who has a phone on which channel; before anybody speaks. */
  void give(List<RolledPeople.Person> people) {
    people.forEach(person -> channels.put(person.address(), person.channel()));
  }

  private Provider of(String address) {
    return Objects.requireNonNull(providers.get(Objects.requireNonNull(channels.get(address), address)));
  }

  void say(String address, String text) {
    said.incrementAndGet();
    of(address).say(address, text);
  }

  /** How many messages people have sent. */
  long said() {
    return said.get();
  }

  Conversation phone(String address) {
    return of(address).conversation(address);
  }

  PaymentSimulator payments() {
    return world.payments();
  }

  /** Of a bot that is served by itself, as {@code ./bot serve} reads them. */
  Process serve(String classPath, String database, int port, String url, Path log) throws IOException {
    return ServedProcess.start(classPath, world.whatsapp(), database, port, log, settings(url));
  }

  private Map<String, String> settings(String url) {
    var bank = world.payments().netopia();
    var settings = new HashMap<>(Map.of("PUBLIC_URL", url, "BOT_SEND_SECONDS", "6", "BOT_RECEIPT_SECONDS", "3",
        "BOT_DRAIN_SECONDS", "2"));
    settings.putAll(Map.of("TELEGRAM_BOT_TOKEN", TelegramProvider.TOKEN, "TELEGRAM_WEBHOOK_SECRET", TELEGRAM_SECRET,
        "TELEGRAM_API_URL", world.telegram().url()));
    settings.putAll(Map.of("TWILIO_ACCOUNT_SID", SMS_ACCOUNT, "TWILIO_AUTH_TOKEN", "simulated-auth-token",
        "TWILIO_FROM", "+40310001111", "TWILIO_API_URL", world.sms().url()));
    settings.putAll(Map.of("PAYMENTS_PROVIDER", "netopia", "NETOPIA_API_URL", bank.apiUrl().toString(),
        "NETOPIA_API_KEY", bank.apiKey(), "NETOPIA_POS_SIGNATURE", bank.posSignature(), "NETOPIA_PUBLIC_KEY",
        "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(bank.publicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n"));
    return settings;
  }

  @Override
  public void close() {
    world.close();
  }
}
