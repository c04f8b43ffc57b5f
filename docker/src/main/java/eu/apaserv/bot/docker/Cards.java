package eu.apaserv.bot.docker;

import eu.apaserv.bot.conversations.payment.PaymentProvider;
import eu.apaserv.bot.conversations.payment.euplatesc.EuplatescProvider;
import eu.apaserv.bot.conversations.payment.euplatesc.EuplatescSettings;
import eu.apaserv.bot.conversations.payment.netopia.NetopiaProvider;
import eu.apaserv.bot.conversations.payment.netopia.NetopiaSettings;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Who takes card payments: one line a provider. */
public final class Cards {
  private Cards() {}

  /** The provider that PAYMENTS_PROVIDER names, or null. */
  public static @Nullable PaymentProvider of(Settings settings, Vertx vertx, Clock clock) {
    return switch (settings.get(SettingTable.PAYMENTS_PROVIDER)) {
      case NetopiaProvider.NAME -> new NetopiaProvider(vertx, netopia(settings), clock);
      case EuplatescProvider.NAME -> new EuplatescProvider(vertx, euplatesc(settings), clock);
      default -> null;
    };
  }

  private static NetopiaSettings netopia(Settings settings) {
    var company = settings.business().company();
    return new NetopiaSettings(URI.create(Channels.plain(settings.get(SettingTable.NETOPIA_API_URL))),
        settings.get(SettingTable.NETOPIA_API_KEY), settings.get(SettingTable.NETOPIA_POS_SIGNATURE),
        settings.get(SettingTable.NETOPIA_PUBLIC_KEY),
        new NetopiaSettings.Contact(company.email(), company.phone().replaceAll("[^0-9+]", ""),
            settings.business().seller().city()));
  }

  private static EuplatescSettings euplatesc(Settings settings) {
    return new EuplatescSettings(settings.get(SettingTable.EUPLATESC_URL),
        settings.get(SettingTable.EUPLATESC_STATUS_URL), settings.get(SettingTable.EUPLATESC_MERCHANT_ID),
        settings.get(SettingTable.EUPLATESC_KEY));
  }
}
