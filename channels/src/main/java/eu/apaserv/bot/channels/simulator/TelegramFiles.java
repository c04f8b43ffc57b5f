package eu.apaserv.bot.channels.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.concurrent.ConcurrentHashMap;

/** Files that were uploaded once: they can be sent again by their id, and fetched. */
final class TelegramFiles {
  private static final int LARGEST_PHOTO = 10 << 20;
  private static final int LARGEST_UPLOAD = 50 << 20;
  private static final int LARGEST_DOWNLOAD = 20 << 20;
  private static final Pattern DOWNLOAD = Pattern.compile("/file/bot([^/]+)/documents/([A-Za-z0-9_-]+)");
  private final Map<String, Call.Upload> files = new ConcurrentHashMap<>();
  private final Shelf shelf;

  /** @param shelf what people sent, beside what the bot uploaded */
  TelegramFiles(Shelf shelf) {
    this.shelf = shelf;
  }

  /** The file that a call brings along or names. */
  Call.Upload chosen(TelegramParameters parameters, Map<String, Call.Upload> uploads) {
    var named = parameters.text("document");
    var upload = uploads.getOrDefault("document", files.get(named));
    if (upload == null) {
      throw TelegramError.bad(
          named.isEmpty() ? "there is no document in the request" : "wrong file identifier/HTTP URL specified");
    }
    if (upload.bytes().length() > LARGEST_UPLOAD) {
      throw new TelegramError(413, "Request Entity Too Large");
    }
    return upload;
  }

  /** A picture that a call brings along or names. */
  Call.Upload photo(TelegramParameters parameters, Map<String, Call.Upload> uploads) {
    var named = parameters.text("photo");
    var upload = uploads.getOrDefault("photo", files.get(named));
    if (upload == null) {
      throw TelegramError.bad(
          named.isEmpty() ? "there is no photo in the request" : "wrong file identifier/HTTP URL specified");
    }
    if (!upload.contentType().matches("image/(png|jpeg)")) {
      throw TelegramError.bad("IMAGE_PROCESS_FAILED");
    }
    if (upload.bytes().length() > LARGEST_PHOTO) {
      throw new TelegramError(413, "Request Entity Too Large");
    }
    return upload;
  }

  /** @return its id from now on */
  String keep(long message, Call.Upload upload) {
    var file = "BQACAgQAAx" + message;
    files.put(file, upload);
    return file;
  }

  /** As a bot whose token was changed finds it: no id is known any more. */
  void forget() {
    files.clear();
  }

  Answer info(TelegramParameters parameters) {
    var file = parameters.text("file_id");
    var upload = files.getOrDefault(file, shelf.get(file));
    if (upload == null) {
      throw TelegramError.bad("invalid file_id");
    }
    if (upload.bytes().length() > LARGEST_DOWNLOAD) {
      throw TelegramError.bad("file is too big");
    }
    return TelegramShapes.done(new JsonObject().put("file_id", file).put("file_size", upload.bytes().length())
        .put("file_path", "documents/" + file));
  }

  /** The bytes, when this call wants a file's and has the token; empty for any other. */
  Optional<Answer> download(Call call, String token) {
    var path = DOWNLOAD.matcher(call.path());
    if (!path.matches() || !path.group(1).equals(token)) {
      return Optional.empty();
    }
    var upload = files.get(path.group(2));
    return Optional.of(upload == null
        ? shelf.serve(path.group(2))
        : new Answer(200, Map.of("Content-Type", "application/octet-stream"), upload.bytes()));
  }
}
