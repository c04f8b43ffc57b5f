package eu.apaserv.bot.docker;

import eu.apaserv.bot.channels.mail.BounceSettings;
import eu.apaserv.bot.channels.mail.MailChannel;
import eu.apaserv.bot.channels.mail.MailSettings;
import eu.apaserv.bot.channels.sms.Segments;
import eu.apaserv.bot.channels.sms.SmsRoutes;
import eu.apaserv.bot.channels.sms.TwilioChannel;
import eu.apaserv.bot.channels.sms.TwilioSettings;
import eu.apaserv.bot.channels.sms.gateway.GatewayChannel;
import eu.apaserv.bot.channels.sms.gateway.GatewaySettings;
import eu.apaserv.bot.channels.sms.smpp.SmppChannel;
import eu.apaserv.bot.channels.telegram.TelegramChannel;
import eu.apaserv.bot.channels.telegram.TelegramSettings;
import eu.apaserv.bot.channels.whatsapp.TemplateBook;
import eu.apaserv.bot.channels.whatsapp.WhatsAppChannel;
import eu.apaserv.bot.channels.whatsapp.WhatsAppSettings;
import eu.apaserv.bot.conversations.notice.NoticeTemplates;
import eu.apaserv.bot.core.channel.Channel;
import eu.apaserv.bot.core.store.StartException;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The channels an operator has switched on: one line a channel. */
public final class Channels {
  private Channels() {}

  /** Those whose settings are there. */
  public static List<Channel> of(Settings settings, Vertx vertx, Clock clock) {
    var on = new ArrayList<Channel>();
    if (settings.hasWhatsApp()) {
      on.add(whatsapp(settings, vertx, clock));
    }
    if (settings.hasTelegram()) {
      on.add(new TelegramChannel(vertx, telegram(settings), clock));
    }
    sms(settings, vertx, clock).ifPresent(on::add);
    if (settings.hasMail()) {
      on.add(new MailChannel(vertx, mail(settings), clock));
    }
    return on;
  }

  /** Its templates are asked for and changed by name too, see {@code ./bot templates}. */
  public static WhatsAppChannel whatsapp(Settings settings, Vertx vertx, Clock clock) {
    var files = settings.find(SettingTable.WHATSAPP_TEMPLATES_DIR).map(TemplateFolder::read)
        .orElseGet(NoticeTemplates::files);
    try {
      return new WhatsAppChannel(vertx, whatsapp(settings),
          new TemplateBook(files, settings.publicUrl().map(Channels::plain).orElse("")), clock);
    } catch (IllegalArgumentException e) {
      throw new StartException(String.valueOf(e.getMessage()), e);
    }
  }

  /** One channel, whatever carries it. */
  private static Optional<Channel> sms(Settings settings, Vertx vertx, Clock clock) {
    var routes = new ArrayList<SmsRoutes.Named>();
    for (var name : settings.get(SmsTable.SMS_ROUTES)) {
      if (name.equals("smpp") && settings.hasSmpp()) {
        routes.add(new SmsRoutes.Named(name, new SmppChannel(vertx, SmsTable.smpp(settings), clock)));
      } else if (name.equals("twilio") && settings.hasTwilio()) {
        routes.add(new SmsRoutes.Named(name, new TwilioChannel(vertx, twilio(settings), clock)));
      } else if (name.equals("gateway") && settings.hasGateway()) {
        routes.add(new SmsRoutes.Named(name, new GatewayChannel(vertx, gateway(settings), clock)));
      }
    }
    return routes.isEmpty()
        ? Optional.empty()
        : Optional.of(new SmsRoutes(routes, SmsTable.reach(settings), clock));
  }

  /** As how many parts a notice is billed by SMS, for who opens no channel. */
  public static int smsParts(Settings settings, String template, String text) {
    var first = settings.get(SmsTable.SMS_ROUTES).stream().filter(name -> switch (name) {
      case "smpp" -> settings.hasSmpp();
      case "twilio" -> settings.hasTwilio();
      default -> settings.hasGateway();
    }).findFirst();
    return first.filter("smpp"::equals).isPresent()
        ? SmsTable.smpp(settings).parts(template, text)
        : SmsTable.letters(settings).segments(template, text, Segments.Reference.EIGHT_BIT).count();
  }

  /** @throws SettingsException with every mistake of the file, line by line */
  private static GatewaySettings gateway(Settings settings) {
    try {
      return GatewaySettings.read(settings.get(SmsTable.SMS_GATEWAY_FILE),
          settings.publicUrl().map(Channels::plain).orElse(""), SmsTable.letters(settings));
    } catch (IllegalArgumentException e) {
      throw new SettingsException(List.of(String.valueOf(e.getMessage()).split("; ")));
    }
  }

  private static WhatsAppSettings whatsapp(Settings settings) {
    return new WhatsAppSettings(settings.get(SettingTable.WHATSAPP_PHONE_NUMBER_ID),
        settings.get(SettingTable.WHATSAPP_ACCESS_TOKEN), settings.get(SettingTable.WHATSAPP_APP_SECRET),
        settings.get(SettingTable.WHATSAPP_VERIFY_TOKEN),
        settings.find(SettingTable.WHATSAPP_BUSINESS_ACCOUNT_ID).orElse(""),
        plain(settings.get(SettingTable.WHATSAPP_API_URL)), settings.get(SettingTable.WHATSAPP_API_VERSION),
        settings.get(SettingTable.WHATSAPP_PER_SECOND));
  }

  private static TelegramSettings telegram(Settings settings) {
    return new TelegramSettings(settings.get(SettingTable.TELEGRAM_BOT_TOKEN),
        settings.find(SettingTable.TELEGRAM_WEBHOOK_SECRET).orElse(null),
        plain(settings.get(SettingTable.TELEGRAM_API_URL)), settings.publicUrl().map(Channels::plain).orElse(null));
  }

  private static TwilioSettings twilio(Settings settings) {
    return new TwilioSettings(settings.get(SettingTable.TWILIO_ACCOUNT_SID),
        settings.get(SettingTable.TWILIO_AUTH_TOKEN), settings.get(SettingTable.TWILIO_FROM),
        plain(settings.get(SettingTable.TWILIO_API_URL)), settings.publicUrl().map(Channels::plain).orElse(""),
        SmsTable.letters(settings));
  }

  private static MailSettings mail(Settings settings) {
    var bounces = settings.find(SettingTable.SMTP_BOUNCES).map(address -> BounceSettings.parse(address,
        settings.get(SettingTable.SMTP_BOUNCES_URL).toString())).orElse(null);
    return MailSettings.parse(settings.get(SettingTable.SMTP_URL).toString(), settings.get(SettingTable.SMTP_FROM))
        .with(settings.business().company().name(), bounces);
  }

  /** Paths are added to it, so it ends without a slash. */
  static String plain(URI address) {
    return address.toString().replaceAll("/+$", "");
  }
}
