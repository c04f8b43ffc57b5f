package eu.apaserv.bot.channels.telegram;

import eu.apaserv.bot.core.message.Standing;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.telegram.telegrambots.meta.api.methods.updates.GetWebhookInfo;

/** Looks whether Telegram still delivers to our webhook: whoever fetches with the same token has taken it away unasked. */
final class WebhookWatch {
  private static final String WELL = "ok";

  private final TelegramApi api;
  private final TelegramCheck check;
  private final Function<Standing, Future<Void>> news;
  private final Clock clock;
  private volatile String told = "";

  /** @param news told when it does not, and when it does again */
  WebhookWatch(TelegramApi api, TelegramCheck check, Function<Standing, Future<Void>> news, Clock clock) {
    this.api = api;
    this.check = check;
    this.news = news;
    this.clock = clock;
  }

  /** Completes with whether it has to be set anew; an answer that says nothing changes nothing. */
  Future<Boolean> look() {
    return api.call(new GetWebhookInfo()).compose(reply -> {
      if (!(reply instanceof Reply.Done done)) {
        return Future.succeededFuture(false);
      }
      var findings = check.pushed(done.result());
      return tell(findings).map(kept -> !findings.isEmpty());
    });
  }

  /** Once each; what could not be kept is told at the next look. */
  private Future<Void> tell(List<String> findings) {
    var value = findings.isEmpty() ? WELL : "failing";
    if (value.equals(told)) {
      return Future.succeededFuture();
    }
    return news.apply(new Standing(TelegramUpdates.CHANNEL, "webhook", "delivery", value, findings.isEmpty(),
        findings.isEmpty() ? null : findings.getFirst(), clock.instant())).onSuccess(kept -> told = value);
  }
}
