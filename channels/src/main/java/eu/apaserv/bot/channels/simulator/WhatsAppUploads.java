package eu.apaserv.bot.channels.simulator;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Files that the bot uploaded to the simulated Cloud API, and what messages that name them look like. Thread-safe. */
final class WhatsAppUploads {
  private static final int LARGEST_IMAGE = 5 << 20;

  private final Map<String, Call.Upload> media = new ConcurrentHashMap<>();
  private final AtomicInteger uploads = new AtomicInteger();

  /** An upload; refused as Meta refuses it. */
  Answer take(Call call) {
    var file = call.files().get("file");
    if (file == null || !"whatsapp".equals(call.form().get("messaging_product"))) {
      return WhatsAppProvider.error(400, 100, "(#100) The parameter file and messaging_product are required");
    }
    if (file.contentType().startsWith("image/")
        && (!file.contentType().matches("image/(png|jpeg)") || file.bytes().length() > LARGEST_IMAGE)) {
      return WhatsAppProvider.error(400, 131053, "Images are png or jpeg of at most 5 MB");
    }
    if (!file.contentType().equals(call.form().get("type"))) {
      return WhatsAppProvider.error(400, 100, "(#100) Param type must be the file's own type");
    }
    var id = String.valueOf(1_000_000_000_000L + uploads.getAndIncrement());
    media.put(id, file);
    return Answer.json(200, new JsonObject().put("id", id));
  }

  /** Those that are known. */
  Set<String> ids() {
    return media.keySet();
  }

  /** How many there ever were. */
  int count() {
    return uploads.get();
  }

  void forget() {
    media.clear();
  }

  /** A message as the phone shows it, with its file where it names one. */
  PhoneMessage shown(String id, String type, JsonObject part, Instant at) {
    return switch (type) {
      case "text" -> PhoneMessage.fromBot(id, part.getString("body"), List.of(), at);
      case "interactive" -> PhoneMessage.fromBot(id, part.getJsonObject("body").getString("text"),
          WhatsAppRules.buttons(part.getJsonObject("action")), at);
      default -> {
        var file = media.get(part.getString("id"));
        var name = file == null ? "file" : file.contentType().replaceFirst("^image/", "image.");
        yield PhoneMessage.fromBot(id, part.getString("caption", ""), List.of(), at)
            .withDocument(part.getString("filename", name), file == null ? Buffer.buffer() : file.bytes());
      }
    };
  }

  /** The same of a template. */
  PhoneMessage shown(String id, WhatsAppTemplates.Filled filled, Instant at) {
    var shown = PhoneMessage.fromBot(id, filled.text(), filled.buttons(), at);
    var file = filled.mediaId() == null ? null : media.get(filled.mediaId());
    return file == null ? shown : shown.withDocument("document.pdf", file.bytes());
  }
}
