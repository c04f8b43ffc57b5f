package eu.apaserv.bot.channels.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.channels.edge.Download;
import eu.apaserv.bot.core.channel.Fetched;
import eu.apaserv.bot.core.channel.Inlet;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.telegram.telegrambots.meta.api.methods.GetFile;

/**
 * A file somebody sent (Bot API, getFile): its id gives a path, the path gives the bytes, at most 20 MB. The token is in the
 * address of the download, so the address goes nowhere but there.
 */
final class TelegramFile {
  private static final Pattern PATH = Pattern
      .compile("(?:[A-Za-z0-9_-][A-Za-z0-9_.-]{0,80}/){0,4}[A-Za-z0-9_-][A-Za-z0-9_.-]{0,200}");
  private static final Duration SOON = Duration.ofSeconds(5);

  private final TelegramApi api;
  private final Download download;
  private final String base;

  TelegramFile(TelegramApi api, Download download, TelegramSettings settings) {
    this.api = api;
    this.download = download;
    this.base = settings.apiUrl() + "/file/bot" + settings.botToken() + "/";
  }

  Fetched fetch(String id, Inlet inlet) {
    var reply = api.call(new GetFile(id)).toCompletionStage().toCompletableFuture().join();
    return switch (reply) {
      case Reply.Done(JsonNode file) -> bytes(file, inlet);
      case Reply.Refused refused -> refused(refused);
      case Reply.Unreached unreached -> new Fetched.Retry(SOON, unreached.reason());
      case Reply.Lost lost -> new Fetched.Retry(SOON, lost.reason());
    };
  }

  private Fetched bytes(JsonNode file, Inlet inlet) {
    var path = file.path("file_path").asText("");
    if (file.path("file_size").asLong(0) > inlet.most()) {
      return new Fetched.Refused("too_large", "Telegram announces more than " + inlet.most() + " bytes");
    }
    return PATH.matcher(path).matches()
        ? download.get(URI.create(base + path), null, inlet).fetched()
        : new Fetched.Refused("path", "Telegram gives no path that can be downloaded");
  }

  private static Fetched refused(Reply.Refused refused) {
    return switch (refused.code()) {
      case 401, 404 -> new Fetched.Alarm(Integer.toString(refused.code()),
          "Telegram does not accept TELEGRAM_BOT_TOKEN");
      case 429 -> new Fetched.Retry(Objects.requireNonNullElse(refused.retryAfter(), SOON), refused.description());
      default -> refused.description().toLowerCase(Locale.ROOT).contains("too big")
          ? new Fetched.Refused("too_large", "Telegram gives out files of at most 20 MB")
          : new Fetched.Refused("gone", refused.description());
    };
  }
}
