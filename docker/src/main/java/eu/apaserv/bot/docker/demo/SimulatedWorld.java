package eu.apaserv.bot.docker.demo;

import eu.apaserv.bot.channels.mail.MailChannel;
import eu.apaserv.bot.channels.mail.MailSettings;
import eu.apaserv.bot.channels.simulator.Mailbox;
import eu.apaserv.bot.channels.simulator.Provider;
import eu.apaserv.bot.channels.simulator.Redelivery;
import eu.apaserv.bot.channels.simulator.TelegramProvider;
import eu.apaserv.bot.channels.simulator.TwilioProvider;
import eu.apaserv.bot.channels.simulator.WhatsAppProvider;
import eu.apaserv.bot.channels.sms.TwilioChannel;
import eu.apaserv.bot.channels.sms.TwilioSettings;
import eu.apaserv.bot.channels.telegram.Pace;
import eu.apaserv.bot.channels.telegram.TelegramChannel;
import eu.apaserv.bot.channels.telegram.TelegramSettings;
import eu.apaserv.bot.channels.whatsapp.TemplateBook;
import eu.apaserv.bot.channels.whatsapp.WhatsAppChannel;
import eu.apaserv.bot.conversations.payment.PaymentProvider;
import eu.apaserv.bot.conversations.payment.netopia.NetopiaProvider;
import eu.apaserv.bot.conversations.payment.simulator.PaymentSimulator;
import eu.apaserv.bot.conversations.notice.NoticeTemplates;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.store.Database;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All the providers the product talks to, simulated on this machine: they speak the real protocols over real sockets. */
public final class SimulatedWorld implements AutoCloseable {
  private static final String SMS_ACCOUNT = "AC00000000000000000000000000000000";
  private static final String SMS_TOKEN = "simulated-auth-token";
  private static final String SMS_FROM = "+40310001111";

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Clock clock;
  private final WhatsAppProvider whatsapp;
  private final TelegramProvider telegram;
  private final TwilioProvider sms;
  private final Mailbox mailbox;
  private final PaymentSimulator payments;

  private SimulatedWorld(Clock clock) {
    this.clock = clock;
    this.whatsapp = new WhatsAppProvider(0, clock, Redelivery.QUICK);
    this.telegram = new TelegramProvider(0, clock);
    this.sms = new TwilioProvider(0, clock, SMS_ACCOUNT, SMS_TOKEN, SMS_FROM);
    this.mailbox = new Mailbox(0, clock);
    this.payments = new PaymentSimulator(clock);
  }

  /** Starts them all on free ports. */
  public static SimulatedWorld start(Vertx vertx, Clock clock) {
    var world = new SimulatedWorld(clock);
    for (var provider : world.providers()) {
      Database.await(provider.start(vertx));
    }
    Database.await(world.mailbox.start(vertx));
    Database.await(world.payments.start(vertx));
    return world;
  }

  /**
   * The channels of a bot that is reached at {@code publicUrl}; the providers call it there from now on.
   *
   * @param telegramSecret a secret makes Telegram call a webhook; null makes the bot poll
   */
  public List<Channel> channels(Vertx vertx, String publicUrl, @Nullable String telegramSecret) {
    return channels(vertx, publicUrl, telegramSecret, PATIENCE);
  }

  /**
   * As above.
   *
   * @param patience how long an answer of a provider is waited for
   */
  public List<Channel> channels(Vertx vertx, String publicUrl, @Nullable String telegramSecret, Duration patience) {
    providers().forEach(provider -> provider.connect(publicUrl));
    var chat = new WhatsAppChannel(vertx, whatsapp.settings(), new TemplateBook(NoticeTemplates.files(), publicUrl),
        clock, patience);
    chat.templates().sync();
    var usual = Pace.USUAL;
    return List.of(chat,
        new TelegramChannel(vertx,
            new TelegramSettings(TelegramProvider.TOKEN, telegramSecret, telegram.url(), publicUrl), clock,
            new Pace(patience, usual.poll(), usual.first(), usual.longest(), usual.conflict(), usual.look())),
        new TwilioChannel(vertx, new TwilioSettings(SMS_ACCOUNT, SMS_TOKEN, SMS_FROM, sms.url(), publicUrl), clock,
            patience),
        new MailChannel(vertx, MailSettings.parse(mailbox.url(), "bot@apa-demo.example"), clock));
  }

  private List<Provider> providers() {
    return List.of(whatsapp, telegram, sms);
  }

  public WhatsAppProvider whatsapp() {
    return whatsapp;
  }

  public TelegramProvider telegram() {
    return telegram;
  }

  public TwilioProvider sms() {
    return sms;
  }

  /** The bank's side of card payments, which speaks Netopia's protocol to the bot of the demo. */
  public PaymentSimulator payments() {
    return payments;
  }

  /** Who takes the demo's card payments. */
  public PaymentProvider cards(Vertx vertx) {
    return new NetopiaProvider(vertx, payments.netopia(), clock);
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  @Override
  public void close() {
    providers().forEach(provider -> Database.await(provider.close()));
    Database.await(mailbox.close());
    Database.await(payments.close());
  }
}
