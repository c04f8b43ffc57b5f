package eu.apaserv.bot.channels.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import eu.apaserv.bot.core.channel.Reception;
import eu.apaserv.bot.core.channel.Request;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Meta calls: the handshake by GET, the events by POST. */
final class WhatsAppWebhook {
  private static final int LONGEST_CHALLENGE = 1000;
  private final WhatsAppSettings settings;
  private final WebhookSignature signature;
  private final Clock clock;

  WhatsAppWebhook(WhatsAppSettings settings, Clock clock) {
    this.settings = settings;
    this.signature = new WebhookSignature(settings.appSecrets());
    this.clock = clock;
  }

  /** Meta asks once, when the webhook is set up, whether we know the verify token. */
  Reception handshake(Request request) {
    var query = request.query();
    if (!"subscribe".equals(query.get("hub.mode")) || !isOurs(query.get("hub.verify_token"))) {
      return new Reception.Turned(403,
          "The WhatsApp handshake has another verify token: the one in Meta's app must equal WHATSAPP_VERIFY_TOKEN");
    }
    var challenge = query.get("hub.challenge");
    if (challenge == null || challenge.length() > LONGEST_CHALLENGE) {
      return new Reception.Turned(400, "The WhatsApp handshake has no usable hub.challenge");
    }
    return new Reception.Taken(List.of(), 0, new Reception.Answer("text/plain", challenge));
  }

  /** The signature covers the octets as they came, so it is checked before anything is parsed. */
  Reception receive(Request request) {
    var body = request.body().getBytes();
    if (!signature.matches(request.headers().get(WebhookSignature.HEADER), body)) {
      return new Reception.Turned(401,
          "A WhatsApp event is not signed with our app secret: compare WHATSAPP_APP_SECRET with the app's settings");
    }
    var root = tree(body);
    if (root == null || !"whatsapp_business_account".equals(Wire.text(root.path("object")))
        || !root.path("entry").isArray()) {
      return new Reception.Turned(400, "Signed, but not an event of a WhatsApp business account");
    }
    return new Notification(settings.phoneNumberId(), settings.businessAccountId(), clock).read(root);
  }

  private static @Nullable JsonNode tree(byte[] body) {
    try {
      return Wire.JSON.readTree(body);
    } catch (IOException notJson) {
      return null;
    }
  }

  private boolean isOurs(@Nullable String token) {
    return token != null && MessageDigest.isEqual(token.getBytes(StandardCharsets.UTF_8),
        settings.verifyToken().getBytes(StandardCharsets.UTF_8));
  }
}
