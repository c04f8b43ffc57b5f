package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.simulator.Conversation;
import eu.apaserv.bot.channels.simulator.PhoneMessage;
import eu.apaserv.bot.conversations.payment.simulator.PaymentSimulator;
import eu.apaserv.bot.core.console.SimulatedOidc;
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
import java.util.stream.Stream;

/**
 * Everybody whom a rolled bot talks to: three providers with phones, a mail server, a bank, and the provider of staff's accounts.
 */
final class RolledWorld implements AutoCloseable {
  private final SimulatedWorld world;
  private final RolledLines lines;
  private final RolledMail mail;
  private final SimulatedOidc accounts = SimulatedOidc.start("console", "a-secret-of-the-console");
  private final Map<String, String> channels = new HashMap<>();
  private final AtomicLong said = new AtomicLong();

  /** @param kept bots keep connections to Telegram and to an SMS centre, rather than being called */
  RolledWorld(Vertx vertx, boolean kept) {
    world = SimulatedWorld.start(vertx, Clock.systemUTC());
    lines = new RolledLines(world, kept);
    mail = new RolledMail(world.mailbox());
  }

  /** The address by which they reach the bots. */
  void connect(String url) {
    lines.connect(url);
  }

  /** Who has a phone on which channel; before anybody speaks. */
  void give(List<RolledPeople.Person> people) {
    people.forEach(person -> channels.put(person.address(), person.channel()));
  }

  private String channel(String address) {
    return Objects.requireNonNull(channels.get(address), address);
  }

  void say(String address, String text) {
    said.incrementAndGet();
    lines.say(channel(address), address, text);
  }

  /** How many messages people have sent, those left out that a provider gave up. */
  long said() {
    return said.get() - lines.givenUp();
  }

  /** How many a provider offered in vain until it gave up. */
  long givenUp() {
    return lines.givenUp();
  }

  Conversation phone(String address) {
    return lines.phone(channel(address), address);
  }

  /** What the bot has sent there. */
  List<PhoneMessage> shown(String address) {
    return phone(address).messages().stream().filter(message -> !message.fromPerson()).toList();
  }

  /** The same, by the names that the bots know them by. */
  List<String> names(String address) {
    return shown(address).stream().map(message -> lines.name(channel(address), message)).toList();
  }

  /** What has come to a contact on file, by SMS and by mail. */
  Stream<String> onFile(RolledPeople.Person of) {
    return Stream.concat(
        lines.phone("sms", of.filedPhone()).messages().stream().map(PhoneMessage::text),
        mail.mails(of.filedMail()).stream().map(one -> one.text()));
  }

  RolledMail mail() {
    return mail;
  }

  SimulatedOidc accounts() {
    return accounts;
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
        "BOT_DRAIN_SECONDS", "2", "BUSINESS_CODE_LIFETIME", "1h"));
    settings.putAll(lines.settings());
    settings.putAll(mail.settings());
    settings.putAll(Map.of("OIDC_ISSUER", accounts.issuer(), "OIDC_CLIENT_ID", "console", "OIDC_CLIENT_SECRET",
        "a-secret-of-the-console"));
    settings.putAll(Map.of("PAYMENTS_PROVIDER", "netopia", "NETOPIA_API_URL", bank.apiUrl().toString(),
        "NETOPIA_API_KEY", bank.apiKey(), "NETOPIA_POS_SIGNATURE", bank.posSignature(), "NETOPIA_PUBLIC_KEY",
        "-----BEGIN PUBLIC KEY-----\n" + Base64.getMimeEncoder().encodeToString(bank.publicKey().getEncoded())
            + "\n-----END PUBLIC KEY-----\n"));
    return settings;
  }

  @Override
  public void close() {
    lines.close();
    mail.close();
    accounts.close();
    world.close();
  }
}
