package eu.apaserv.bot.channels.simulator;

import eu.apaserv.bot.core.message.Digests;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** The media of the Cloud API: an id gives an address, the address gives the bytes. */
record WhatsAppMedia(Shelf shelf, String url, String api) {
  private static final String DOWNLOADS = "/whatsapp_business/attachments/";

  /** Empty for a call that asks for no file that is there. */
  Optional<Answer> answer(Call call) {
    if (!call.method().equals("GET")) {
      return Optional.empty();
    }
    if (call.path().equals(DOWNLOADS)) {
      return Optional.of(shelf.serve(String.valueOf(call.query().get("mid"))));
    }
    return Optional.of(call.path()).filter(path -> path.startsWith(api)).map(path -> path.substring(api.length()))
        .filter(id -> shelf.get(id) != null).map(this::described);
  }

  private Answer described(String id) {
    var file = shelf.get(id);
    var host = shelf.trick() == Shelf.Trick.FOREIGN_HOST ? "http://127.0.0.1:1" : url;
    return file == null
        ? Answer.of(404, "text/plain", "")
        : Answer.json(200, new JsonObject().put("messaging_product", "whatsapp").put("id", id)
            .put("url", host + DOWNLOADS + "?mid=" + id).put("mime_type", file.contentType())
            .put("sha256", HexFormat.of().formatHex(Digests.sha256(file.bytes().getBytes())))
            .put("file_size", file.bytes().length()));
  }

  /** The fields of a message with a file in it, told by the file's own type. */
  static JsonObject message(String id, Call.Upload file, String caption) {
    int slash = file.contentType().indexOf('/');
    var kind = slash < 0 ? "" : file.contentType().substring(0, slash);
    var type = Set.of("image", "audio", "video").contains(kind) ? kind : "document";
    var part = new JsonObject().put("id", id).put("mime_type", file.contentType()).put("sha256", base64(file.bytes()));
    if (!caption.isEmpty()) {
      part.put("caption", caption);
    }
    return new JsonObject().put("type", type)
        .put(type, type.equals("document") ? part.put("filename", file.fileName()) : part);
  }

  private static String base64(Buffer bytes) {
    return Base64.getEncoder().encodeToString(Digests.sha256(bytes.getBytes()));
  }
}
