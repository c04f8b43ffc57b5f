package eu.apaserv.bot.channels.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.channels.edge.Untrusted;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.telegram.telegrambots.meta.api.methods.GetMe;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;

/** What the operator's doctor finds out about a bot: one line a finding, each says what to do. */
final class TelegramCheck {
  private final TelegramApi api;
  private final TelegramSettings settings;

  TelegramCheck(TelegramApi api, TelegramSettings settings) {
    this.api = api;
    this.settings = settings;
  }

  Future<List<String>> findings() {
    return api.call(new GetMe()).compose(me -> me instanceof Reply.Done
        ? api.call(new GetWebhookInfo()).map(this::webhook)
        : Future.succeededFuture(List.of(unusable(me))));
  }

  private static String unusable(Reply reply) {
    return reply instanceof Reply.Refused refused && (refused.code() == 401 || refused.code() == 404)
        ? "Telegram does not know TELEGRAM_BOT_TOKEN: copy it again from BotFather"
        : "Telegram does not answer as it should (" + reply.reason() + "): check the network and TELEGRAM_API_URL";
  }

  private List<String> webhook(Reply reply) {
    return switch (reply) {
      case Reply.Done done when settings.polls() -> polling(done.result());
      case Reply.Done done -> pushed(done.result());
      default -> List.of("Telegram does not tell about the webhook: " + reply.reason());
    };
  }

  private static List<String> polling(JsonNode info) {
    return info.path("url").asText().isEmpty()
        ? List.of()
        : List.of(
            "Telegram has a webhook for this bot, which the next start removes: set TELEGRAM_WEBHOOK_SECRET to keep it");
  }

  /** What is wrong with the webhook that getWebhookInfo tells of. */
  List<String> pushed(JsonNode info) {
    var findings = new ArrayList<String>();
    var url = info.path("url").asText();
    if (url.isEmpty()) {
      findings.add("Telegram has no webhook for this bot: set PUBLIC_URL, the start registers it");
      return findings;
    }
    if (settings.publicUrl() != null && !url.equals(TelegramChannel.webhookUrl(settings.publicUrl()))) {
      findings.add("Telegram has another webhook for this bot than PUBLIC_URL says: the next start sets it");
    }
    var kinds = StreamSupport.stream(info.path("allowed_updates").spliterator(), false).map(JsonNode::asText).toList();
    if (!kinds.containsAll(TelegramUpdates.ALLOWED)) {
      findings.add("Telegram does not send all kinds of updates: the next start asks for them");
    }
    if (info.path("pending_update_count").asInt() > 0 && info.hasNonNull("last_error_message")) {
      findings.add("Telegram cannot deliver " + info.path("pending_update_count").asInt()
          + " updates to the webhook: " + Untrusted.text(info.path("last_error_message").asText(), 200));
    }
    return findings;
  }
}
