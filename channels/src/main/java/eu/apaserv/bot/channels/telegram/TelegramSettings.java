package eu.apaserv.bot.channels.telegram;

import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How one bot is reached. Wrong values are refused here, by the setting's name and without the value: these are secrets.
 *
 * @param botToken what BotFather gave: {@code 110201543:AAHd…}
 * @param webhookSecret 1 to 256 of {@code A-Z a-z 0-9 _ -}; null: updates are fetched by long polling
 * @param apiUrl where the Bot API is, {@value #API} or a local server; no trailing slash needed
 * @param publicUrl how the internet sees us; null: whoever runs the bot registers the webhook
 */
public record TelegramSettings(String botToken, @Nullable String webhookSecret, String apiUrl,
    @Nullable String publicUrl) {
  /** Telegram's own server. */
  public static final String API = "https://api.telegram.org";

  private static final Pattern TOKEN = Pattern.compile("[0-9]+:[A-Za-z0-9_-]+");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{1,256}");

  public TelegramSettings {
    if (!TOKEN.matcher(botToken).matches()) {
      throw new IllegalArgumentException(
          "TELEGRAM_BOT_TOKEN is not a bot token: copy the whole of it from BotFather, digits, a colon and letters");
    }
    if (webhookSecret != null && !SECRET.matcher(webhookSecret).matches()) {
      throw new IllegalArgumentException(
          "TELEGRAM_WEBHOOK_SECRET may have 1 to 256 letters, digits, _ and - only: choose another one");
    }
    apiUrl = http("TELEGRAM_API_URL", apiUrl);
    publicUrl = publicUrl == null ? null : http("PUBLIC_URL", publicUrl);
  }

  /** Long polling is used where Telegram could not prove itself to a webhook. */
  boolean polls() {
    return webhookSecret == null;
  }

  private static String http(String setting, String url) {
    var uri = URI.create(url);
    if (uri.getHost() == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(setting + " must start with https:// or http:// and name a host");
    }
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  /** Without the secrets: settings must not reach a log through a careless concatenation. */
  @Override
  public String toString() {
    return "Telegram at " + apiUrl + (polls() ? " by long polling" : " by webhook");
  }
}
