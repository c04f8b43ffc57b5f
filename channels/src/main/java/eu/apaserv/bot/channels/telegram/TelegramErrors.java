package eu.apaserv.bot.channels.telegram;

import eu.apaserv.bot.core.channel.Delivery;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What Telegram's answers to a send mean: one table, first row that fits. */
final class TelegramErrors {
  /** Telegram always says how long; this is for the day it does not. */
  private static final Duration USUAL_WAIT = Duration.ofSeconds(5);

  private record Row(int code, String words, Function<Reply.Refused, Delivery> means) {}

  private static final int ANY = 0;

  private static final List<Row> TABLE = List.of(
      new Row(429, "", r -> Delivery.Retry.ofAll(r.retryAfter(), USUAL_WAIT, reason(r))),
      // The person blocked the bot, deleted the account or never started a chat.
      new Row(403, "", r -> new Delivery.OptedOut("403")),
      new Row(400, "chat not found", r -> new Delivery.OptedOut("400")),
      new Row(400, "bot was kicked", r -> new Delivery.OptedOut("400")),
      new Row(400, "user is deactivated", r -> new Delivery.OptedOut("400")),
      new Row(410, "", r -> new Delivery.Alarm("410", "Telegram has ended this bot: " + r.description())),
      new Row(401, "", r -> new Delivery.Alarm("401", "Telegram does not accept TELEGRAM_BOT_TOKEN")),
      new Row(404, "", r -> new Delivery.Alarm("404", "Telegram does not know TELEGRAM_BOT_TOKEN or the call")),
      new Row(409, "", r -> new Delivery.Alarm("409", "Two programs use this bot: " + r.description())),
      new Row(413, "", r -> new Delivery.Refused("413", "the file is too large for Telegram")),
      // 400 and whatever comes: this message as it stands will never go out, others may.
      new Row(ANY, "", r -> new Delivery.Refused(Integer.toString(r.code()), r.description())));

  private TelegramErrors() {}

  /** @param chat the address that was written to */
  static Delivery delivery(Reply reply, String chat) {
    return switch (reply) {
      case Reply.Done done -> accepted(done, chat);
      case Reply.Refused refused -> TABLE.stream().filter(row -> fits(row, refused)).findFirst().orElseThrow().means
          .apply(refused);
      case Reply.Unreached unreached -> new Delivery.Retry(USUAL_WAIT, unreached.reason());
      case Reply.Lost lost -> new Delivery.Unknown(lost.reason());
    };
  }

  /** A message is counted within its chat only, so its name holds both. */
  private static Delivery accepted(Reply.Done done, String chat) {
    var id = done.result().path("message_id");
    return id.isIntegralNumber()
        ? new Delivery.Accepted(chat + ":" + id.asText())
        : new Delivery.Unknown("Telegram said ok and named no message");
  }

  private static boolean fits(Row row, Reply.Refused refused) {
    return (row.code == ANY || row.code == refused.code())
        && refused.description().toLowerCase(Locale.ROOT).contains(row.words);
  }

  private static String reason(Reply.Refused refused) {
    return "Telegram asks to wait: " + refused.description();
  }
}
