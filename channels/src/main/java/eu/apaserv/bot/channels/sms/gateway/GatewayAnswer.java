package eu.apaserv.bot.channels.sms.gateway;

import eu.apaserv.bot.channels.sms.SmsApi;
import eu.apaserv.bot.channels.sms.gateway.GatewaySettings.Outcome;
import eu.apaserv.bot.core.channel.Delivery;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a gateway's answer to a send means: by its own codes where the file classes them, else by HTTP. */
final class GatewayAnswer {
  private static final Duration SOON = Duration.ofSeconds(5);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int LONGEST_ID = 100;

  private final GatewaySettings settings;

  GatewayAnswer(GatewaySettings settings) {
    this.settings = settings;
  }

  Delivery delivery(long id, int status, Buffer body, @Nullable String retryAfter) {
    var fields = Fields.read(body, MultiMap.caseInsensitiveMultiMap());
    if (succeeded(status, fields)) {
      return accepted(id, fields);
    }
    var code = code(fields);
    var classed = code.map(settings.classes()::get);
    if (classed.isPresent()) {
      return outcome(classed.get(), code.get(), status, retryAfter);
    }
    var byStatus = settings.classes().get(String.valueOf(status));
    if (byStatus != null) {
      return outcome(byStatus, String.valueOf(status), status, retryAfter);
    }
    return byStatus(status, code, retryAfter);
  }

  /** The name of the message: the gateway's id is only its own. */
  String name(String id) {
    return settings.name() + ":" + (id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id);
  }

  /** The name of a message to which the gateway gives none. */
  String nameOfOurs(long id) {
    return settings.name() + ":ours-" + id;
  }

  private boolean succeeded(int status, Fields fields) {
    var success = settings.success();
    boolean statusFits = success.status().isEmpty()
        ? status / 100 == 2
        : success.status().contains(String.valueOf(status));
    boolean patternFits = success.pattern().map(p -> p.matcher(fields.text()).find()).orElse(true);
    boolean wordFits = success.fields().isEmpty()
        || fields.get(success.fields()).filter(word -> success.equal().contains(word)).isPresent();
    return statusFits && patternFits && wordFits;
  }

  private Delivery accepted(long id, Fields fields) {
    var success = settings.success();
    if (success.ids().isEmpty() && success.idPattern().isEmpty()) {
      return new Delivery.Accepted(nameOfOurs(id));
    }
    return first(success.idPattern(), fields.text()).or(() -> fields.get(success.ids()))
        .<Delivery>map(given -> new Delivery.Accepted(name(given)))
        .orElseGet(() -> new Delivery.Unknown("the gateway took it, but its answer names no message"));
  }

  private Optional<String> code(Fields fields) {
    return first(settings.success().codePattern(), fields.text()).or(() -> fields.get(settings.success().codes()))
        .filter(code -> code.matches("[A-Za-z0-9_.-]{1,60}"));
  }

  private static Optional<String> first(Optional<Pattern> pattern, String text) {
    return pattern.map(p -> p.matcher(text)).filter(m -> m.find() && m.groupCount() > 0 && m.group(1) != null)
        .map(m -> m.group(1).strip());
  }

  private static Delivery outcome(Outcome outcome, String code, int status, @Nullable String retryAfter) {
    return switch (outcome) {
      case RETRY -> later(status, retryAfter, code + " the gateway cannot take it now");
      case REFUSED -> new Delivery.Refused(code, "refused by the gateway");
      case OPTED_OUT -> new Delivery.OptedOut(code);
      case ALARM ->
        new Delivery.Alarm(code, "the gateway takes nothing from us: check SMS_GATEWAY_FILE and the account");
      case UNKNOWN -> new Delivery.Unknown(code + " the gateway does not know");
    };
  }

  private static Delivery later(int status, @Nullable String retryAfter, String reason) {
    return status == 429
        ? Delivery.Retry.ofAll(SmsApi.asked(retryAfter), MINUTE, reason)
        : new Delivery.Retry(SmsApi.wait(retryAfter, MINUTE), reason);
  }

  private static Delivery byStatus(int status, Optional<String> code, @Nullable String retryAfter) {
    var name = code.orElse("http-" + status);
    if (status == 429) {
      return Delivery.Retry.ofAll(SmsApi.asked(retryAfter), SOON, "429 too many requests");
    }
    if (status >= 500 || status == 408) {
      return new Delivery.Unknown("HTTP " + status);
    }
    if (status / 100 == 3 || status == 401 || status == 402 || status == 403 || status == 404) {
      return new Delivery.Alarm(name, "HTTP " + status + ": check address, account and credit in SMS_GATEWAY_FILE");
    }
    return status / 100 == 2 && code.isEmpty()
        ? new Delivery.Unknown("HTTP " + status + " with an answer that cannot be read")
        : new Delivery.Refused(name, "refused by the gateway with HTTP " + status);
  }
}
